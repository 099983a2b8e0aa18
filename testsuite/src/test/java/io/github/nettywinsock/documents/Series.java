package io.github.nettywinsock.documents;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What is compared in charts; each has its color in all of them. */
final class Series {
    private static final List<String> NAMES = List.of("IOCP", "JDK's AIO", "C", "Go", "NIO");
    private static final List<String> ON_LIGHT = List.of("#0969da", "#bf8700", "#8c959f", "#1a7f37", "#bf3989");
    private static final List<String> ON_DARK = List.of("#4493f8", "#d29922", "#656c76", "#3fb950", "#db61a2");

    /** The colors, and values that may stand on a line. */
    static final String STYLE = "    .value { paint-order: stroke; stroke: #ffffff; stroke-width: 4px; }\n"
            + fills("    ", ON_LIGHT)
            + "    @media (prefers-color-scheme: dark) {\n"
            + "      .value { stroke: #0d1117; }\n"
            + fills("      ", ON_DARK)
            + "    }\n";

    private Series() {}

    private static String fills(String indent, List<String> colors) {
        return IntStream.range(0, colors.size())
                .mapToObj(i -> indent + ".s" + i + " { fill: " + colors.get(i) + "; }\n")
                .collect(Collectors.joining());
    }

    /** The name of a server of {@code bench.sh} in documents. */
    static String named(String server) {
        return server.equals("AIO") ? "JDK's AIO" : server;
    }

    /** The class of what is drawn of it. */
    static String style(String name) {
        return "s" + NAMES.indexOf(name);
    }
}
