package io.github.nettywinsock.documents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What {@code bench.sh}, with {@code --cost}, {@code --latency}, {@code --many} and {@code --profile} too, printed on a quiet machine, kept in
 * {@code docs/measurements}, and charts of it.
 */
final class Measurements {
    private static final Path BENCH = Paths.get("../docs/measurements/bench.txt");
    private static final Path LATENCY = Paths.get("../docs/measurements/latency.txt");
    private static final Path MANY = Paths.get("../docs/measurements/many.txt");
    private static final Path PROFILE = Paths.get("../docs/measurements/profile.txt");
    private static final Path COST = Paths.get("../docs/measurements/cost.txt");
    private static final List<String> SERVERS = List.of("NIO", "IOCP", "AIO", "C");
    private static final List<String> WITHOUT_NEXT = List.of("turn of the loop", "option set");
    private static final int CALLS = 5;

    /** What stands in front of the columns of the cost table. */
    private static final Pattern COST_ROW =
            Pattern.compile("(\\S.*?) {2,}(inline|later) +(\\d+) +([\\d.]+) +([\\d.]+), C ([\\d.]+).*");

    private Measurements() {}

    /** The contents of the charts by their files. */
    static Map<Path, String> charts() throws IOException {
        Map<Path, String> charts = new LinkedHashMap<>();
        charts.put(Paths.get("../docs/speed.svg"), speed(Files.readAllLines(BENCH)));
        charts.put(Paths.get("../docs/calls.svg"), new CallTable().chart());
        return charts;
    }

    static String speed(List<String> lines) {
        BarChart chart =
                new BarChart("Messages a second, as a multiple of Netty's NIO (Wine)", 1, "IOCP", "JDK's AIO", "C");
        medians(lines).forEach((scenario, of) -> {
            double nio = of.get("NIO");
            chart.group(scenario, of.get("IOCP") / nio, of.get("AIO") / nio, of.get("C") / nio);
        });
        return chart.svg();
    }

    static String speedTable() throws IOException {
        MarkdownTable table = new MarkdownTable("", "messages a second", "to NIO", "to the JDK's AIO", "to C");
        medians(Files.readAllLines(BENCH)).forEach((scenario, of) -> {
            double iocp = of.get("IOCP");
            table.row(
                    scenario,
                    String.format(Locale.ROOT, "%.0f", iocp),
                    ratio(iocp, of.get("NIO")),
                    ratio(iocp, of.get("AIO")),
                    ratio(iocp, of.get("C")));
        });
        return table.toString();
    }

    private static String ratio(double iocp, double other) {
        return Double.isNaN(other) ? "-" : String.format(Locale.ROOT, "%.2f", iocp / other);
    }

    /** The medians of each server, not a number where it does not take part, by the scenario in words. */
    private static Map<String, Map<String, Double>> medians(List<String> lines) {
        Map<String, Map<String, Double>> medians = new LinkedHashMap<>();
        List<String> heading = List.of();
        for (String line : lines) {
            List<String> cells = Arrays.asList(line.split(" {2,}"));
            if (cells.get(0).equals("scenario")) {
                heading = cells;
            } else if (cells.size() > SERVERS.size() && !heading.isEmpty()) {
                Map<String, Double> row = new LinkedHashMap<>();
                for (String server : SERVERS) {
                    row.put(server, median(cells, heading.indexOf(server)));
                }
                medians.put(words(cells.get(0)), row);
            }
        }
        return medians;
    }

    private static double median(List<String> cells, int column) {
        return column < 0 || cells.get(column).equals("-")
                ? Double.NaN
                : Double.parseDouble(cells.get(column).split(" ")[0]);
    }

    private static String words(String scenario) {
        if (scenario.equals("file")) {
            return "file of 64 MiB, in MiB a second";
        }
        return scenario.equals("connect")
                ? "connect, 64 bytes, close"
                : scenario.replace("K", " KiB")
                        .replaceAll("(\\d)$", "$1 bytes")
                        .replaceFirst("^1x", "1 connection, ")
                        .replaceFirst("^(\\d+)x", "$1 connections, ")
                        .replaceFirst("^udp-", "datagrams, ")
                        .replaceFirst("^peer-", "connected datagrams, ");
    }

    static String latencyTable() throws IOException {
        return table(LATENCY, "messages a second", "NIO", "IOCP", "JDK's AIO", "C");
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

    /** What was printed below the first empty line and a heading, if it was. */
    private static String table(Path file, String... heading) throws IOException {
        if (!Files.exists(file)) {
            return "Not measured on a quiet machine yet.\n";
        }
        MarkdownTable table = new MarkdownTable(heading);
        List<String> lines = Files.readAllLines(file);
        lines.subList(lines.indexOf("") + 2, lines.size()).forEach(line -> table.row(line.split(" {2,}")));
        return table.toString();
    }

    static String costTable() throws IOException {
        MarkdownTable table = new MarkdownTable(
                "for each", "time of the transport itself", "bytes allocated", "native calls", "in C");
        costs(Files.readAllLines(COST)).forEach(row -> {
            double micros = Double.parseDouble(row.group(3)) / 1000;
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
