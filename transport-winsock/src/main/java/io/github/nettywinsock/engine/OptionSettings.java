package io.github.nettywinsock.engine;

import io.github.nettywinsock.option.Catalogue;
import io.github.nettywinsock.option.WinsockOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The options of the channels of an unmodified application, by role: from a properties file with keys such as
 * {@code listener.SO_RCVBUF} or {@code listener[8443].SO_RCVBUF}, and from system properties of such names, which come
 * before the file.
 */
public final class OptionSettings {
    /** The system property that names the file, and the beginning of those that are options themselves. */
    public static final String FILE = "io.github.nettywinsock.options";

    /** The system property that says what becomes of a mistake, and of an option that Windows refuses. */
    public static final String ON_ERROR = "io.github.nettywinsock.onError";

    private static final String PREFIX = "io.github.nettywinsock.";

    /** The system properties that are no options. */
    private static final List<String> PROPERTIES = Stream.of(
                    FILE, ON_ERROR, WinsockBackend.REQUIRED, WinsockBackend.TRACE)
            .map(name -> name.substring(PREFIX.length()))
            .collect(Collectors.toUnmodifiableList());

    private static final List<String> ROLES =
            Arrays.stream(ChannelRole.values()).map(ChannelRole::prefix).collect(Collectors.toUnmodifiableList());
    private static final Pattern KEY = Pattern.compile("([^.\\[]*)(?:\\[(\\d{1,9})])?\\.(.*)", Pattern.DOTALL);
    private static final int MAX_PORT = 65535;

    private final Map<ChannelRole, RoleOptions> roles = new EnumMap<>(ChannelRole.class);
    private final List<String> mistakes = new ArrayList<>();
    private final List<String> misfits = new ArrayList<>();
    private final boolean lenient;
    private boolean given;

    /** Where an option was set, by its role, port and name. */
    private final Map<String, String> places = new HashMap<>();

    private OptionSettings(Properties system) {
        for (ChannelRole role : ChannelRole.values()) {
            roles.put(role, new RoleOptions());
        }
        String onError = system.getProperty(ON_ERROR, "fail");
        lenient = onError.equals("warn");
        if (!lenient && !onError.equals("fail")) {
            mistakes.add("-D" + ON_ERROR + " takes fail or warn, not " + onError);
        }
    }

    /** Reads the options that {@code system} holds or names the file of. */
    public static OptionSettings of(Properties system) {
        OptionSettings settings = new OptionSettings(system);
        for (String name : new TreeSet<>(system.stringPropertyNames())) {
            if (name.startsWith(PREFIX)) {
                settings.addProperty(name, name.substring(PREFIX.length()), system.getProperty(name));
            }
        }
        String file = system.getProperty(FILE);
        if (file != null) {
            settings.addFile(file);
        }
        return settings;
    }

    /** Whether there are any, right or wrong. */
    public boolean areGiven() {
        return given;
    }

    /** The options of the channels of a role. */
    public RoleOptions of(ChannelRole role) {
        return roles.get(role);
    }

    /** What cannot be used, each with its place. */
    public List<String> mistakes() {
        return mistakes;
    }

    /** What no channel of its role can have, each with its place. */
    public List<String> misfits() {
        return misfits;
    }

    /** Whether mistakes and refused options are only logged. */
    public boolean areLenient() {
        return lenient;
    }

    private void addProperty(String name, String key, String value) {
        if (key.indexOf('.') >= 0) {
            add("-D" + PREFIX, key, value, "-D" + name);
        } else if (!PROPERTIES.contains(key)) {
            mistakes.add("-D" + name + ": there is no such system property"
                    + Catalogue.suggestion(key, PROPERTIES).orElse(".") + " There are " + String.join(", ", PROPERTIES)
                    + ", and a role with an option, such as listener.SO_RCVBUF or listener[8443].SO_RCVBUF");
        }
    }

    private void addFile(String name) {
        given = true;
        String option = "-D" + FILE + ": ";
        try {
            OptionsFile file = new OptionsFile(name);
            Map<String, String> before = Map.copyOf(places);
            for (PropertyLine line : file.lines()) {
                String path = option + file.path + ", line ";
                if (!before.containsKey(place(line.key))) {
                    add(path + line.number + ": ", line.key, line.value, "line " + line.number);
                }
            }
        } catch (RuntimeException e) {
            mistakes.add(option + e.getMessage());
        }
    }

    private void add(String where, String key, String value, String place) {
        given = true;
        try {
            set(where, key, value, place);
        } catch (IllegalArgumentException e) {
            mistakes.add(where + key + ": " + e.getMessage());
        }
    }

    private void set(String where, String key, String value, String place) {
        Matcher parts = KEY.matcher(key);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "a key is a role, with a port in brackets where only that one is meant, and"
                            + " an option, such as listener.SO_RCVBUF or listener[8443].SO_RCVBUF; the roles are "
                            + String.join(", ", ROLES));
        }
        ChannelRole role = role(parts.group(1));
        int port = port(parts.group(2));
        WinsockOption<?> option = Catalogue.byName(parts.group(3));
        if (!option.access().isWritable()) {
            throw new IllegalArgumentException(option + " cannot be set: it is " + option.access());
        }
        Object parsed = SocketOptions.checked(option, option.parse(value.trim()));
        requirePhase(role, option);
        String before = places.put(place(key), place);
        if (before != null && !option.isCumulative()) {
            throw new IllegalArgumentException("set in " + before + " already; keep one of the two");
        }
        String misfit = role.misfitOfKind(option);
        if (misfit.isEmpty()) {
            of(role).put(port, option, parsed);
        } else {
            of(role).leaveOut(port, misfit);
            misfits.add(where + key + ": " + misfit + elsewhere(option));
        }
    }

    /** The key of what is set only once: names of options are taken in any case, and ports with zeros before them. */
    private static String place(String key) {
        Matcher parts = KEY.matcher(key);
        if (!parts.matches()) {
            return key;
        }
        String port = parts.group(2) == null ? "" : "[" + Integer.parseInt(parts.group(2)) + "]";
        return parts.group(1) + port + '.' + parts.group(3).toUpperCase(Locale.ROOT);
    }

    private static ChannelRole role(String prefix) {
        int index = ROLES.indexOf(prefix);
        if (index < 0) {
            throw new IllegalArgumentException("there is no role " + prefix
                    + Catalogue.suggestion(prefix, ROLES).orElse(".") + " The roles are " + String.join(", ", ROLES));
        }
        return ChannelRole.values()[index];
    }

    private static int port(String digits) {
        if (digits == null) {
            return RoleOptions.ANY_PORT;
        }
        int port = Integer.parseInt(digits);
        if (port < 1 || port > MAX_PORT) {
            throw new IllegalArgumentException("a port is 1 to " + MAX_PORT + ", not " + digits);
        }
        return port;
    }

    private static void requirePhase(ChannelRole role, WinsockOption<?> option) {
        if (role.misfitOfKind(option).isEmpty() && !role.misfitOfPhase(option).isEmpty()) {
            throw new IllegalArgumentException(role.misfitOfPhase(option) + elsewhere(option));
        }
    }

    private static String elsewhere(WinsockOption<?> option) {
        String fitting = Arrays.stream(ChannelRole.values())
                .filter(role -> role.fits(option))
                .map(role -> role.prefix() + '.' + option)
                .collect(Collectors.joining(" or "));
        return fitting.isEmpty() ? "" : "; write " + fitting;
    }
}
