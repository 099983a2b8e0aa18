package io.github.nettywinsock.documents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The native calls of each road by name: those of the transport and of C, which {@code bench.sh --calls} has counted, and those
 * of the asynchronous channels of the JDK, which its sources say and a trace has shown.
 */
final class CallTable {
    private static final Path CALLS = Paths.get("../docs/measurements/calls.txt");
    private static final Path AIO = Paths.get("../docs/measurements/aio-calls.tsv");
    /** Those whose next message comes later, and what has no next one. */
    private static final Pattern ROAD =
            Pattern.compile("(?:(\\S.*?) {2,}later|(turn of the loop|option set) +inline) .*");

    /** Those whose next message comes at once. */
    private static final Pattern INLINE =
            Pattern.compile("((?:echo|datagram).*?) {2,}inline +([\\d.]+), C ([\\d.]+) .*");

    private static final List<String> DRAWN_DATAGRAMS = List.of("datagram", "datagram, 16 clients");

    private static final Pattern CALL = Pattern.compile("(\\w+) ([\\d.]+), C ([\\d.]+);");

    /** By the road and the function. */
    private final Map<String, Map<String, Double>> transport = new LinkedHashMap<>();

    private final Map<String, Map<String, Double>> bare = new LinkedHashMap<>();
    private final Map<String, Map<String, Double>> aio = new LinkedHashMap<>();

    /** How many there are where the next message comes at once. */
    private final MarkdownTable inline = new MarkdownTable("native calls for each, the next one at once", "IOCP", "C");

    CallTable() throws IOException {
        for (String line : Files.readAllLines(CALLS)) {
            Matcher atOnce = INLINE.matcher(line);
            if (atOnce.matches()) {
                inline.row(atOnce.group(1), atOnce.group(2), atOnce.group(3));
            }
            Matcher road = ROAD.matcher(line);
            if (road.matches()) {
                counted(road.group(1) == null ? road.group(2) : road.group(1), line);
            }
        }
        for (String[] columns : aioCalls()) {
            add(aio, columns[0], columns[1], Double.parseDouble(columns[2]));
        }
    }

    private void counted(String road, String line) {
        for (Matcher call = CALL.matcher(line); call.find(); ) {
            add(transport, road, call.group(1), Double.parseDouble(call.group(2)));
            add(bare, road, call.group(1), Double.parseDouble(call.group(3)));
        }
    }

    private static List<String[]> aioCalls() throws IOException {
        List<String[]> calls = new ArrayList<>();
        List<String> lines = Files.readAllLines(AIO);
        for (String line : lines.subList(1, lines.size())) {
            calls.add(line.split("\t"));
        }
        return calls;
    }

    private static void add(Map<String, Map<String, Double>> calls, String road, String function, double number) {
        calls.computeIfAbsent(road, name -> new LinkedHashMap<>()).put(function, number);
    }

    /** Not what is like others: beside idle connections, and datagrams with something more. */
    private static boolean isDrawn(String road) {
        return road.contains("datagram") ? DRAWN_DATAGRAMS.contains(road) : !road.endsWith(" idle");
    }

    /** How many there are, of what takes more than one. */
    String chart() {
        BarChart chart = new BarChart("Native calls, when the next message comes later", 0, "IOCP", "JDK's AIO", "C");
        for (String road : transport.keySet()) {
            if (total(transport, road) > 1 && isDrawn(road)) {
                chart.group(road, total(transport, road), total(aio, road), total(bare, road));
            }
        }
        return chart.svg();
    }

    /** What is called how often, a row a road. */
    String totals() {
        MarkdownTable table = new MarkdownTable("native calls for each", "IOCP", "JDK's AIO", "C");
        for (String road : transport.keySet()) {
            table.row(road, text(total(transport, road)), text(total(aio, road)), text(total(bare, road)));
        }
        return table.toString();
    }

    /** How many there are where the next message comes at once, a row a road. */
    String inline() {
        return inline.toString();
    }

    /** What is called how often, a row a function. */
    String functions() {
        MarkdownTable table = new MarkdownTable("for each", "function", "IOCP", "JDK's AIO", "C");
        for (String road : transport.keySet()) {
            TreeSet<String> names = new TreeSet<>(transport.get(road).keySet());
            names.addAll(aio.getOrDefault(road, Map.of()).keySet());
            String first = road;
            for (String name : names) {
                table.row(
                        first, '`' + name + '`', of(transport, road, name), of(aio, road, name), of(bare, road, name));
                first = "";
            }
        }
        return table.toString();
    }

    /** Where the calls of the JDK are in its sources. */
    static String sources() throws IOException {
        MarkdownTable table = new MarkdownTable("for each", "function", "calls", "where it is in OpenJDK");
        String last = "";
        for (String[] columns : aioCalls()) {
            table.row(columns[0].equals(last) ? "" : columns[0], '`' + columns[1] + '`', columns[2], columns[3]);
            last = columns[0];
        }
        return table.toString();
    }

    private static String of(Map<String, Map<String, Double>> calls, String road, String function) {
        return text(calls.getOrDefault(road, Map.of()).getOrDefault(function, Double.NaN));
    }

    private static double total(Map<String, Map<String, Double>> calls, String road) {
        return !calls.containsKey(road)
                ? Double.NaN
                : calls.get(road).values().stream()
                        .mapToDouble(Double::doubleValue)
                        .sum();
    }

    private static String text(double number) {
        return Double.isNaN(number) || number == 0 ? "-" : String.format(Locale.ROOT, "%.2f", number);
    }
}
