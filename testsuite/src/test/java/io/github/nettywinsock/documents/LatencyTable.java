package io.github.nettywinsock.documents;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** After how long messages were back, of what {@code bench.sh --latency} printed. */
final class LatencyTable {
    private final List<String> servers;

    /** Percentiles in milliseconds, of each server, by the rate. */
    private final Map<String, List<String>> rates = new LinkedHashMap<>();

    LatencyTable(List<String> lines) {
        List<List<String>> rows = lines.subList(lines.indexOf("") + 1, lines.size()).stream()
                .map(line -> List.of(line.split(" {2,}")))
                .collect(Collectors.toList());
        servers = rest(rows.get(0)).stream().map(Series::named).collect(Collectors.toList());
        rows.subList(1, rows.size()).forEach(row -> rates.put(row.get(0), rest(row)));
    }

    private static List<String> rest(List<String> row) {
        return row.subList(1, row.size());
    }

    String markdown() {
        MarkdownTable table = new MarkdownTable(row("messages a second", servers));
        rates.forEach((rate, percentiles) -> table.row(row(rate, percentiles)));
        return table.toString();
    }

    String chart() {
        Map<String, Map<String, double[]>> groups = new LinkedHashMap<>();
        rates.forEach((rate, percentiles) -> {
            Map<String, double[]> group = new LinkedHashMap<>();
            for (int i = 0; i < servers.size(); i++) {
                group.put(
                        servers.get(i),
                        Arrays.stream(percentiles.get(i).split(" / "))
                                .mapToDouble(Double::parseDouble)
                                .toArray());
            }
            groups.put(rate + " messages a second", group);
        });
        return new PercentileChart("Milliseconds until a message was back (Wine)", groups).svg();
    }

    private static String[] row(String first, List<String> others) {
        List<String> row = new ArrayList<>(List.of(first));
        row.addAll(others);
        return row.toArray(new String[0]);
    }
}
