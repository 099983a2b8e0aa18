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
 * What {@code bench.sh} and {@code bench.sh --cost} printed on a quiet machine, kept in {@code docs/measurements}, and charts of
 * it.
 */
final class Measurements {
    private static final Path BENCH = Paths.get("../docs/measurements/bench.txt");
    private static final Path COST = Paths.get("../docs/measurements/cost.txt");
    private static final List<String> SERVERS = List.of("NIO", "IOCP", "AIO", "C");
    private static final int CALLS = 5;

    /** What stands in front of the columns of the cost table. */
    private static final Pattern COST_ROW =
            Pattern.compile("(\\S.*?) {2,}(at once|inline|later) +(\\d+) +([\\d.]+) +([\\d.]+), C ([\\d.]+) .*");

    private Measurements() {}

    /** The contents of the charts by their files. */
    static Map<Path, String> charts() throws IOException {
        Map<Path, String> charts = new LinkedHashMap<>();
        charts.put(Paths.get("../docs/speed.svg"), speed(Files.readAllLines(BENCH)));
        charts.put(Paths.get("../docs/calls.svg"), calls(Files.readAllLines(COST)));
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
        return scenario.equals("connect")
                ? "connect, 64 bytes, close"
                : scenario.replace("K", " KiB")
                        .replaceAll("(\\d)$", "$1 bytes")
                        .replaceFirst("^1x", "1 connection, ")
                        .replaceFirst("^(\\d+)x", "$1 connections, ")
                        .replaceFirst("^udp-", "datagrams of ")
                        .replaceFirst("^peer-(.*)", "datagrams of $1, connected");
    }

    static String calls(List<String> lines) {
        BarChart chart = new BarChart("Native calls for each message, when the next one comes later", 0, "IOCP", "C");
        costs(lines)
                .filter(row -> !row.group(CALLS).equals("1.00"))
                .forEach(row -> chart.group(
                        row.group(1), Double.parseDouble(row.group(CALLS)), Double.parseDouble(row.group(CALLS + 1))));
        return chart.svg();
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
                .filter(row -> row.matches()
                        && (row.group(2).equals("later") || row.group(1).startsWith("option")));
    }
}
