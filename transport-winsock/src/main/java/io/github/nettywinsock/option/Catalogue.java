package io.github.nettywinsock.option;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Every option of the documentation and of the Windows headers, one line each.
 *
 * <p>An option that the headers give the same name at IPPROTO_IP and at IPPROTO_IPV6 has the prefix IPV6_ at the latter.
 *
 * <p>The documentation names these options, but no header has a number for them, and they are not among the lines:
 * SO_PROTECT at SOL_SOCKET; IPX_CHECKSUM, IPX_TXPKTSIZE, IPX_RXPKTSIZE, IPX_TXMEDIASIZE, IPX_RXMEDIASIZE and IPX_PRIMARY
 * at NSPROTO_IPX; SPX_CHECKSUM, SPX_TXPKTSIZE, SPX_RXPKTSIZE, SPX_TXMEDIASIZE, SPX_RXMEDIASIZE and SPX_RAWSPX at
 * NSPROTO_SPX.
 */
public final class Catalogue {
    /** As much of a name is compared with others, letter by letter. */
    private static final int MAX_NAME = 100;

    private static final Map<String, WinsockOption<?>> BY_NAME = new LinkedHashMap<>();

    static {
        add(SocketLevel.OPTIONS);
        add(TcpLevel.OPTIONS);
        add(UdpLevel.OPTIONS);
        add(IpLevel.OPTIONS);
        add(Ipv6Level.OPTIONS);
        add(RmLevel.OPTIONS);
        add(IpxLevel.OPTIONS);
        add(AppleTalkLevel.OPTIONS);
        add(IrlmpLevel.OPTIONS);
        add(ControlCodes.OPTIONS);
        add(ComposedOptions.OPTIONS);
    }

    private Catalogue() {}

    /** All options, level by level. */
    public static List<WinsockOption<?>> options() {
        return Collections.unmodifiableList(new ArrayList<>(BY_NAME.values()));
    }

    /**
     * The option that the Windows headers give this name, in any case.
     *
     * @throws IllegalArgumentException when there is none; the message suggests the nearest, unless none is near
     */
    public static WinsockOption<?> byName(String name) {
        String upper = name == null ? "" : name.toUpperCase(Locale.ROOT);
        WinsockOption<?> option = BY_NAME.get(upper);
        if (option == null) {
            throw new IllegalArgumentException("there is no socket option " + Codecs.shortened(name)
                    + suggestion(upper, BY_NAME.keySet())
                            .orElse("; the names are those of the Windows headers, such as SO_RCVBUF"));
        }
        return option;
    }

    private static void add(OptionGroup group) {
        for (WinsockOption<?> option : group.options()) {
            if (BY_NAME.put(option.name(), option) != null) {
                throw new IllegalStateException(option + " is in the catalogue twice");
            }
        }
    }

    /**
     * The end of a message about {@code name}, such as {@code ; did you mean SO_SNDBUF?}: the one of {@code names} from
     * which it differs in the fewest characters, unless that is more than half of them.
     */
    public static Optional<String> suggestion(String name, Collection<String> names) {
        String beginning = name.length() <= MAX_NAME ? name : name.substring(0, MAX_NAME);
        String nearest = Collections.min(names, Comparator.comparingInt(other -> distance(other, beginning)));
        return 2 * distance(nearest, beginning) <= Math.max(nearest.length(), beginning.length())
                ? Optional.of("; did you mean " + nearest + '?')
                : Optional.empty();
    }

    /** The Levenshtein distance. */
    private static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substitution = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(substitution, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
