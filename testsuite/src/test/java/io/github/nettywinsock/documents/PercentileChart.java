package io.github.nettywinsock.documents;

import static io.github.nettywinsock.documents.Svg.format;
import static io.github.nettywinsock.documents.Svg.text;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Three percentiles of each series, in groups, on a logarithmic axis of milliseconds, as an SVG in the colors of a light or a
 * dark page: a dot at the first, a bar to the second, a line to the third.
 */
final class PercentileChart {
    private static final int WIDTH = 760;
    private static final int LABEL = 90;
    private static final int ROOM_FOR_VALUES = 150;
    private static final int TOP = 84;
    private static final int HEAD = 26;
    private static final int ROW = 18;
    private static final int GAP = 12;

    /** What is less was printed as 0. */
    private static final double LEAST = 0.01;

    private static final String STYLE = "    .head { font-weight: 600; }\n"
            + "    .line { stroke: #8c959f; stroke-dasharray: 3 3; }\n"
            + "    .mark { fill: #1f2328; }\n"
            + "    @media (prefers-color-scheme: dark) { .mark { fill: #e6edf3; } }\n"
            + Series.STYLE;

    private final String title;

    /** The percentiles of each series by the name of the group. */
    private final Map<String, Map<String, double[]>> groups;

    /** The powers of ten at the ends of the axis. */
    private final int first;

    private final int last;

    PercentileChart(String title, Map<String, Map<String, double[]>> groups) {
        this.title = title;
        this.groups = groups;
        double[] exponents = groups.values().stream()
                .flatMap(group -> group.values().stream())
                .flatMapToDouble(Arrays::stream)
                .map(PercentileChart::exponent)
                .sorted()
                .toArray();
        first = (int) Math.floor(exponents[0]);
        last = Math.max(first + 1, (int) Math.ceil(exponents[exponents.length - 1]));
    }

    private static double exponent(double value) {
        return Math.log10(Math.max(value, LEAST));
    }

    private double x(double value) {
        return LABEL + (exponent(value) - first) / (last - first) * (WIDTH - LABEL - ROOM_FOR_VALUES);
    }

    String svg() {
        int height = TOP
                + groups.values().stream()
                        .mapToInt(group -> HEAD + group.size() * ROW + GAP)
                        .sum();
        StringBuilder svg = new StringBuilder(Svg.begin(WIDTH, height, title, STYLE));
        svg.append(mark("mark", LABEL, LABEL + 40, LABEL + 80, 40));
        svg.append(text("", LABEL + 90, 44, "start", "after which 50, 99 and 99.9 percent were back"));
        for (int power = first; power <= last; power++) {
            double x = x(Math.pow(10, power));
            svg.append(text(
                    "",
                    x,
                    TOP - 12,
                    "middle",
                    BigDecimal.ONE.scaleByPowerOfTen(power).toPlainString() + " ms"));
            svg.append(format(
                    "  <line class=\"line\" x1=\"%1$.1f\" x2=\"%1$.1f\" y1=\"%2$d\" y2=\"%3$d\"/>\n",
                    x, TOP - 6, height - GAP + 4));
        }
        int y = TOP;
        for (Map.Entry<String, Map<String, double[]>> group : groups.entrySet()) {
            svg.append(text("value head", 0, y + 14, "start", group.getKey()));
            y += HEAD;
            for (Map.Entry<String, double[]> row : group.getValue().entrySet()) {
                svg.append(row(row.getKey(), row.getValue(), y + ROW / 2));
                y += ROW;
            }
            y += GAP;
        }
        return svg.append("</svg>\n").toString();
    }

    private String row(String series, double[] percentiles, int y) {
        double end = x(percentiles[2]);
        String values = Arrays.stream(percentiles)
                .mapToObj(value -> format("%.2f", value))
                .collect(Collectors.joining(" / "));
        return text("", LABEL - 14, y + 4, "end", series)
                + mark(Series.style(series), x(percentiles[0]), x(percentiles[1]), end, y)
                + text("value", end + 8, y + 4, "start", values);
    }

    private static String mark(String style, double dot, double bar, double line, int y) {
        return rectangle(style, bar, line, y, 2)
                + rectangle(style, line - 1, line + 1, y, 10)
                + rectangle(style, dot, bar, y, 6)
                + format("  <circle class=\"%s\" cx=\"%.1f\" cy=\"%d\" r=\"5\"/>\n", style, dot, y);
    }

    private static String rectangle(String style, double from, double to, int y, int height) {
        return format(
                "  <rect class=\"%s\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>\n",
                style, from, y - height / 2, to - from, height);
    }
}
