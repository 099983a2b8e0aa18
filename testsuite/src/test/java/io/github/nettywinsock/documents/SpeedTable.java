package io.github.nettywinsock.documents;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How many messages a second each server reached in each scenario, of what {@code bench.sh} printed: the last one, of several runs one
 * below the other.
 */
final class SpeedTable {
    private static final String TRANSPORT = "IOCP";
    private static final String BASELINE = "NIO";

    /** Those that took part beside the transport. */
    private final List<String> others = new ArrayList<>();

    /** The medians of each server, not a number where it does not take part, by the scenario in words. */
    private final Map<String, Map<String, Double>> medians = new LinkedHashMap<>();

    /** What the transport is to each other one, as it was printed, by the scenario in words. */
    private final Map<String, List<String>> ratios = new LinkedHashMap<>();

    SpeedTable(List<String> lines) {
        List<String> heading = List.of();
        for (String line : lines) {
            List<String> cells = Arrays.asList(line.split(" {2,}"));
            if (line.isEmpty()) {
                heading = List.of();
            } else if (cells.get(0).equals("scenario")) {
                heading = cells;
                others.clear();
                others.addAll(cells.subList(1, cells.indexOf("IOCP/NIO")));
                others.remove(TRANSPORT);
            } else if (!heading.isEmpty()) {
                Map<String, Double> row = new LinkedHashMap<>();
                row.put(TRANSPORT, median(cells.get(heading.indexOf(TRANSPORT))));
                for (String other : others) {
                    row.put(other, median(cells.get(heading.indexOf(other))));
                }
                medians.put(words(cells.get(0)), row);
                List<String> ratiosOfRow = new ArrayList<>();
                for (String other : others) {
                    ratiosOfRow.add(cells.get(heading.indexOf(TRANSPORT + "/" + other)));
                }
                ratios.put(words(cells.get(0)), ratiosOfRow);
            }
        }
    }

    private static double median(String cell) {
        return cell.equals("-") ? Double.NaN : Double.parseDouble(cell.split(" ")[0]);
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

    /** All but NIO, as a multiple of it. */
    String chart(String title) {
        List<String> servers = new ArrayList<>(others);
        servers.set(servers.indexOf(BASELINE), TRANSPORT);
        BarChart chart =
                new BarChart(title, 1, servers.stream().map(Series::named).toArray(String[]::new));
        medians.forEach((scenario, of) -> chart.group(
                scenario,
                servers.stream()
                        .mapToDouble(server -> server.equals(TRANSPORT)
                                ? Double.parseDouble(ratios.get(scenario).get(others.indexOf(BASELINE)))
                                : of.get(server) / of.get(BASELINE))
                        .toArray()));
        return chart.svg();
    }

    /** What the transport reached, and its ratio to the others. */
    String markdown() {
        List<String> heading = new ArrayList<>(List.of("", "messages a second"));
        others.forEach(other -> heading.add("to " + (other.equals("AIO") ? "the " : "") + Series.named(other)));
        MarkdownTable table = new MarkdownTable(heading.toArray(new String[0]));
        medians.forEach((scenario, of) -> {
            List<String> row =
                    new ArrayList<>(List.of(scenario, String.format(Locale.ROOT, "%.0f", of.get(TRANSPORT))));
            row.addAll(ratios.get(scenario));
            table.row(row.toArray(new String[0]));
        });
        return table.toString();
    }
}
