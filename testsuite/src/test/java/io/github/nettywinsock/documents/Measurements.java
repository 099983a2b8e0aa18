package io.github.nettywinsock.documents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What {@code bench.sh} and {@code bench.sh --cost} printed on a quiet machine, kept in {@code docs/measurements}, and charts of
 * it.
 */
final class Measurements {
    private static final Path FOLDER = Paths.get("../docs/measurements");

    /** What stands in front of the columns of the cost table. */
    private static final Pattern COST =
            Pattern.compile("(\\S.*?) {2,}(at once|inline|later) +(\\d+) +([\\d.]+) +([\\d.]+), C ([\\d.]+) .*");

    private Measurements() {}

    /** The contents of the charts by their files. */
    static Map<Path, String> charts() throws IOException {
        Map<Path, String> charts = new LinkedHashMap<>();
        charts.put(Paths.get("../docs/speed.svg"), speed(Files.readAllLines(FOLDER.resolve("bench.txt"))));
        charts.put(Paths.get("../docs/calls.svg"), calls(Files.readAllLines(FOLDER.resolve("cost.txt"))));
        return charts;
    }

    static String speed(List<String> lines) {
        BarChart chart =
                new BarChart("Messages a second, as a multiple of Netty's NIO (Wine)", 1, "IOCP", "JDK's AIO", "C");
        List<String> heading = List.of();
        for (String line : lines) {
            List<String> cells = Arrays.asList(line.split(" {2,}"));
            if (cells.get(0).equals("scenario")) {
                heading = cells;
            } else if (cells.size() > 4 && !heading.isEmpty()) {
                double nio = median(cells, heading, "NIO");
                chart.group(
                        cells.get(0),
                        median(cells, heading, "IOCP") / nio,
                        median(cells, heading, "AIO") / nio,
                        median(cells, heading, "C") / nio);
            }
        }
        return chart.svg();
    }

    private static double median(List<String> cells, List<String> heading, String server) {
        int column = heading.indexOf(server);
        return column < 0 || cells.get(column).equals("-")
                ? Double.NaN
                : Double.parseDouble(cells.get(column).split(" ")[0]);
    }

    static String calls(List<String> lines) {
        BarChart chart = new BarChart("Native calls for each message, when the next one comes later", 0, "IOCP", "C");
        for (Matcher row :
                lines.stream().map(COST::matcher).filter(Matcher::matches).collect(Collectors.toList())) {
            if (row.group(2).equals("later")) {
                chart.group(row.group(1), Double.parseDouble(row.group(5)), Double.parseDouble(row.group(6)));
            }
        }
        return chart.svg();
    }
}
