package io.github.nettywinsock.documents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What {@code bench.sh}, with {@code --cost}, {@code --latency}, {@code --loops 0}, {@code --many}, {@code --profile} and {@code --quic} too,
 * printed, kept in {@code docs/measurements}, and charts of it.
 */
final class Measurements {
    private static final Path BENCH = Paths.get("../docs/measurements/bench.txt");
    private static final Path LOOPS = Paths.get("../docs/measurements/bench-loops.txt");
    private static final Path LATENCY = Paths.get("../docs/measurements/latency.txt");
    private static final Path MANY = Paths.get("../docs/measurements/many.txt");
    private static final Path PROFILE = Paths.get("../docs/measurements/profile.txt");
    private static final Path QUIC = Paths.get("../docs/measurements/quic.txt");
    private static final Path COST = Paths.get("../docs/measurements/cost.txt");
    private static final String SPEED = "Messages a second, as a multiple of Netty's NIO (Wine)";
    private static final String SPEED_OF_LOOPS =
            "Netty's default number of event loops: messages a second, as a multiple of NIO (Wine)";
    private static final List<String> WITHOUT_NEXT = List.of("turn of the loop", "option set");
    private static final int CALLS = 5;

    /** What stands in front of the columns of the cost table. */
    private static final Pattern COST_ROW =
            Pattern.compile("(\\S.*?) {2,}(inline|later) +(-?\\d+) +([\\d.]+) +([\\d.]+), C ([\\d.]+).*");

    private Measurements() {}

    /** The contents of the charts by their files. */
    static Map<Path, String> charts() throws IOException {
        Map<Path, String> charts = new LinkedHashMap<>();
        charts.put(Paths.get("../docs/speed.svg"), new SpeedTable(Files.readAllLines(BENCH)).chart(SPEED));
        charts.put(Paths.get("../docs/loops.svg"), new SpeedTable(Files.readAllLines(LOOPS)).chart(SPEED_OF_LOOPS));
        charts.put(Paths.get("../docs/latency.svg"), new LatencyTable(Files.readAllLines(LATENCY)).chart());
        charts.put(Paths.get("../docs/calls.svg"), new CallTable().chart());
        return charts;
    }

    static String speedTable() throws IOException {
        return new SpeedTable(Files.readAllLines(BENCH)).markdown();
    }

    static String loopsTable() throws IOException {
        return new SpeedTable(Files.readAllLines(LOOPS)).markdown();
    }

    static String quicTable() throws IOException {
        return new SpeedTable(Files.readAllLines(QUIC)).markdown().replace("connection", "stream");
    }

    static String latencyTable() throws IOException {
        return new LatencyTable(Files.readAllLines(LATENCY)).markdown();
    }

    static String manyTable() throws IOException {
        return table(
                MANY,
                "",
                "connections",
                "opened a second",
                "bytes of Java heap for each",
                "of direct memory",
                "of slots",
                "messages a second on one connection",
                "beside the idle ones");
    }

    static String profileTable() throws IOException {
        return table(
                PROFILE,
                "scenario",
                "",
                "messages a second",
                "µs for each",
                "own code",
                "kernel",
                "other threads",
                "wineserver",
                "times on the core");
    }

    /** What was printed below the first empty line and a heading. */
    private static String table(Path file, String... heading) throws IOException {
        MarkdownTable table = new MarkdownTable(heading);
        List<String> lines = Files.readAllLines(file);
        lines.subList(lines.indexOf("") + 2, lines.size()).forEach(line -> table.row(line.split(" {2,}")));
        return table.toString();
    }

    static String costTable() throws IOException {
        MarkdownTable table = new MarkdownTable(
                "for each", "time of the transport itself", "bytes allocated", "native calls", "in C");
        costs(Files.readAllLines(COST)).forEach(row -> {
            // What the clock costs is taken off, by an estimate.
            double micros = Math.max(0, Double.parseDouble(row.group(3)) / 1000);
            table.row(
                    row.group(1),
                    String.format(Locale.ROOT, micros < 0.1 ? "%.2f µs" : "%.1f µs", micros),
                    String.format(Locale.ROOT, "%.0f", Double.parseDouble(row.group(4))),
                    row.group(CALLS),
                    row.group(CALLS + 1));
        });
        return table.toString();
    }

    /** Those whose next message comes later, and what has no next one. */
    private static Stream<Matcher> costs(List<String> lines) {
        return lines.stream()
                .map(COST_ROW::matcher)
                .filter(row -> row.matches() && (row.group(2).equals("later") || WITHOUT_NEXT.contains(row.group(1))));
    }
}
