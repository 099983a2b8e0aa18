package io.github.nettywinsock;

import io.github.nettywinsock.option.Linger;
import io.github.nettywinsock.option.OptionRow;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The options of which {@link OptionCallTest} shows the call. */
public final class CallRows {
    /** What is set, by type. */
    static final Map<String, Object> VALUES =
            Map.of("DWORD(boolean)", true, "DWORD", 1, "int", 1, "LINGER", Linger.ofSeconds(3));

    private static final Set<String> LEVELS = Set.of("SOL_SOCKET", "IPPROTO_TCP");
    private static final Set<String> EARLY = Set.of("any", "before-bind", "before-listen", "before-connect");

    /** By the documentation TCP/IP refuses them. */
    private static final Set<String> REFUSED =
            Set.of("SO_USELOOPBACK", "SO_SNDLOWAT", "SO_RCVLOWAT", "SO_GROUP_PRIORITY");

    private CallRows() {}

    /** Those that are set before bind. */
    public static List<OptionRow> rows() {
        return OptionRow.rows().stream()
                .filter(row -> LEVELS.contains(row.levelName()) && row.set().equals("yes") && !row.isLegacy())
                .filter(row -> EARLY.contains(row.when()) && VALUES.containsKey(row.type()))
                .filter(row -> !REFUSED.contains(row.name()))
                .collect(Collectors.toList());
    }
}
