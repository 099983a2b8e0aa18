package io.github.nettywinsock.engine;

import io.github.nettywinsock.option.Catalogue;
import io.github.nettywinsock.option.WinsockOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The options of a properties file with keys such as {@code listener.SO_RCVBUF}, by role. */
public final class OptionsFile {
    private static final List<String> PREFIXES =
            Arrays.stream(ChannelRole.values()).map(ChannelRole::prefix).collect(Collectors.toUnmodifiableList());

    private final Map<ChannelRole, OptionValues> options = new EnumMap<>(ChannelRole.class);

    /** One without options. */
    public OptionsFile() {
        for (ChannelRole role : ChannelRole.values()) {
            options.put(role, new OptionValues());
        }
    }

    /**
     * Reads a file in UTF-8, with or without a byte order mark, or in UTF-16 with one.
     *
     * @throws UncheckedIOException     when it cannot be read
     * @throws IllegalArgumentException when a line of it cannot be used; the message names it
     */
    public static OptionsFile read(String name) {
        Path file = Paths.get(name).toAbsolutePath();
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + ": " + e, e);
        }
        OptionsFile options = new OptionsFile();
        try {
            options.parse(text(bytes));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ", " + e.getMessage(), e);
        }
        return options;
    }

    public OptionValues of(ChannelRole role) {
        return options.get(role);
    }

    private void parse(String text) {
        Map<String, Integer> seen = new HashMap<>();
        for (PropertyLine line : PropertyLine.of(text)) {
            try {
                add(line, seen);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("line " + line.number + ": " + line.key + ": " + e.getMessage(), e);
            }
        }
    }

    private void add(PropertyLine line, Map<String, Integer> seen) {
        int dot = line.key.indexOf('.');
        if (dot < 0) {
            throw new IllegalArgumentException(
                    "a key is a role and an option, such as listener.SO_RCVBUF; the roles are "
                            + String.join(", ", PREFIXES));
        }
        ChannelRole role = role(line.key.substring(0, dot));
        WinsockOption<?> option = Catalogue.byName(line.key.substring(dot + 1));
        if (!option.access().isWritable()) {
            throw new IllegalArgumentException(option + " cannot be set: it is " + option.access());
        }
        requireFit(role, option);
        Integer before = seen.put(role.prefix() + '.' + option, line.number);
        if (before != null && !option.isCumulative()) {
            throw new IllegalArgumentException("set in line " + before + " already; keep one of the two");
        }
        options.get(role).put(option, SocketOptions.checked(option, option.parse(line.value.trim())));
    }

    private static ChannelRole role(String prefix) {
        int index = PREFIXES.indexOf(prefix);
        if (index < 0) {
            throw new IllegalArgumentException("there is no role " + prefix + "; did you mean "
                    + Catalogue.nearest(prefix, PREFIXES) + "? The roles are " + String.join(", ", PREFIXES));
        }
        return ChannelRole.values()[index];
    }

    private static void requireFit(ChannelRole role, WinsockOption<?> option) {
        String misfit = role.misfit(option);
        if (!misfit.isEmpty()) {
            String fitting = Arrays.stream(ChannelRole.values())
                    .filter(other -> other.misfit(option).isEmpty())
                    .map(other -> other.prefix() + '.' + option)
                    .collect(Collectors.joining(" or "));
            throw new IllegalArgumentException(misfit + (fitting.isEmpty() ? "" : "; write " + fitting));
        }
    }

    private static String text(byte[] bytes) {
        Charset charset = startsWith(bytes, 0xFF, 0xFE)
                ? StandardCharsets.UTF_16LE
                : startsWith(bytes, 0xFE, 0xFF) ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_8;
        CharBuffer chars = CharBuffer.allocate(bytes.length);
        CoderResult result = charset.newDecoder().decode(ByteBuffer.wrap(bytes), chars, true);
        String text = chars.flip().toString();
        // UTF-16 without a byte order mark is UTF-8 with zeros.
        int zero = text.indexOf('\0');
        if (result.isError() || zero >= 0) {
            String[] lines = PropertyLine.natural(zero < 0 ? text : text.substring(0, zero));
            throw new IllegalArgumentException("line " + lines.length + ": " + lines[lines.length - 1]
                    + ": here the text is not " + charset
                    + "; save the file as UTF-8, or as UTF-16 with a byte order mark");
        }
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static boolean startsWith(byte[] bytes, int first, int second) {
        return bytes.length > 1 && (bytes[0] & 0xFF) == first && (bytes[1] & 0xFF) == second;
    }
}
