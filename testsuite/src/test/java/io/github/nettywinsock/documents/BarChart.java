package io.github.nettywinsock.documents;

import static io.github.nettywinsock.documents.Svg.format;
import static io.github.nettywinsock.documents.Svg.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Horizontal bars in groups, as an SVG in the colours of a light or a dark page. */
final class BarChart {
    private static final int WIDTH = 760;
    private static final int LABEL = 245;
    private static final int ROOM_FOR_VALUES = 70;
    private static final int BAR = 14;
    private static final int GAP = 12;
    private static final int TOP = 64;

    private static final String STYLE = "    .line { stroke: #8c959f; stroke-dasharray: 3 3; }\n" + Series.STYLE;

    private final String title;
    private final List<String> series;
    private final double line;
    private final List<String> groups = new ArrayList<>();
    private final List<double[]> values = new ArrayList<>();

    /**
     * A chart.
     *
     * @param line a value that a vertical line marks, or 0 for none
     */
    BarChart(String title, double line, String... series) {
        this.title = title;
        this.line = line;
        this.series = List.of(series);
    }

    /** Adds a bar for each series; there is none for a value that is not a number. */
    void group(String name, double... ofSeries) {
        groups.add(name);
        values.add(ofSeries.clone());
    }

    String svg() {
        double greatest = Math.max(
                line,
                values.stream()
                        .flatMapToDouble(Arrays::stream)
                        .filter(value -> !Double.isNaN(value))
                        .max()
                        .orElse(1));
        double scale = (WIDTH - LABEL - ROOM_FOR_VALUES) / greatest;
        int height = TOP + values.stream().mapToInt(BarChart::height).sum();
        StringBuilder svg = new StringBuilder();
        svg.append(Svg.begin(WIDTH, height, title, STYLE));
        int x = LABEL;
        for (int i = 0; i < series.size(); i++) {
            svg.append(format(
                    "  <rect class=\"%s\" x=\"%d\" y=\"33\" width=\"12\" height=\"12\"/>\n",
                    Series.style(series.get(i)), x));
            svg.append(text("", x + 18, 44, "start", series.get(i)));
            x += 140;
        }
        if (line > 0) {
            svg.append(format(
                    "  <line class=\"line\" x1=\"%1$.1f\" x2=\"%1$.1f\" y1=\"%2$d\" y2=\"%3$d\"/>\n",
                    LABEL + line * scale, TOP - 6, height - GAP + 4));
        }
        int y = TOP;
        for (int i = 0; i < groups.size(); i++) {
            int groupHeight = height(values.get(i));
            svg.append(text("", LABEL - 10, y + (groupHeight - GAP) / 2 + 5, "end", groups.get(i)));
            int bar = y;
            for (int j = 0; j < series.size(); j++) {
                double value = values.get(i)[j];
                if (!Double.isNaN(value)) {
                    svg.append(format(
                            "  <rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>\n",
                            Series.style(series.get(j)), LABEL, bar, value * scale, BAR - 2));
                    svg.append(text("value", LABEL + value * scale + 6, bar + 11, "start", format("%.2f", value)));
                    bar += BAR;
                }
            }
            y += groupHeight;
        }
        return svg.append("</svg>\n").toString();
    }

    private static int height(double[] ofSeries) {
        return (int) Arrays.stream(ofSeries)
                                .filter(value -> !Double.isNaN(value))
                                .count()
                        * BAR
                + GAP;
    }
}
