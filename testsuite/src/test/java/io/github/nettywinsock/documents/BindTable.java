package io.github.nettywinsock.documents;

import static io.github.nettywinsock.documents.Svg.format;
import static io.github.nettywinsock.documents.Svg.text;

import io.github.nettywinsock.simulation.BindMatrix;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The {@link BindMatrix} as a drawn table: a row for each first bind, a column for each second one. */
final class BindTable {
    private static final String TITLE = "Windows: a socket binds a port that another has bound";
    private static final Map<Character, String> OPTIONS =
            Map.of('D', "neither option", 'R', "SO_REUSEADDR", 'E', "SO_EXCLUSIVEADDRUSE");
    private static final Map<Character, String> ADDRESSES = Map.of('W', "wildcard", 'S', "specific address");
    private static final Map<Integer, String> ANSWERS = Map.of(0, "bound", 10048, "WSAEADDRINUSE", 10013, "WSAEACCES");

    private static final int LABEL = 184;
    private static final int WIDTH = 140;
    private static final int HEIGHT = 60;
    private static final int TOP = 84;

    private static final String STYLE = String.join(
            "\n",
            "    .head { font-weight: 600; }",
            "    .wine { font-size: 11px; fill: #59636e; }",
            "    rect { stroke: #d1d9e0; }",
            "    .e0 { fill: #dafbe1; }",
            "    .e10048 { fill: #fff8c5; }",
            "    .e10013 { fill: #ffebe9; }",
            "    @media (prefers-color-scheme: dark) {",
            "      .wine { fill: #9198a1; }",
            "      rect { stroke: #3d444d; }",
            "      .e0 { fill: #12361f; }",
            "      .e10048 { fill: #3b2e0a; }",
            "      .e10013 { fill: #4a1c1f; }",
            "    }",
            "");

    private final BindMatrix matrix;

    BindTable(BindMatrix matrix) {
        this.matrix = matrix;
    }

    String svg() {
        List<String> ways = BindMatrix.WAYS;
        StringBuilder svg = new StringBuilder(
                Svg.begin(LABEL + ways.size() * WIDTH + 1, TOP + ways.size() * HEIGHT + 1, TITLE, STYLE));
        svg.append(text("", 0, 56, "start", "second bind \u2192"));
        svg.append(text("", 0, 76, "start", "first bind \u2193"));
        for (int i = 0; i < ways.size(); i++) {
            String way = ways.get(i);
            double x = LABEL + (i + 0.5) * WIDTH;
            if (i % 2 == 0) {
                svg.append(text("head", x + WIDTH / 2.0, 56, "middle", OPTIONS.get(way.charAt(0))));
            }
            svg.append(text("", x, 76, "middle", ADDRESSES.get(way.charAt(1))));
            int y = TOP + i * HEIGHT;
            svg.append(text("head", 0, y + 26, "start", OPTIONS.get(way.charAt(0))));
            svg.append(text("", 0, y + 43, "start", ADDRESSES.get(way.charAt(1))));
            for (int j = 0; j < ways.size(); j++) {
                svg.append(cell(LABEL + j * WIDTH, y, way, ways.get(j)));
            }
        }
        return svg.append("</svg>\n").toString();
    }

    private String cell(int x, int y, String first, String second) {
        int error = matrix.error(first, second);
        StringBuilder cell = new StringBuilder(format(
                "  <rect class=\"e%d\" x=\"%d.5\" y=\"%d.5\" width=\"%d\" height=\"%d\"/>\n",
                error, x, y, WIDTH, HEIGHT));
        double middle = x + WIDTH / 2.0;
        List<String> others = others(first, second);
        int line = y + (others.isEmpty() ? 35 : 21);
        cell.append(text("", middle, line, "middle", ANSWERS.get(error)));
        for (String other : others) {
            line += 13;
            cell.append(text("wine", middle, line, "middle", other));
        }
        return cell.toString();
    }

    /** What Wine answers instead, two lines for each answer. */
    private List<String> others(String first, String second) {
        List<String> lines = new ArrayList<>();
        matrix.differences(first, second)
                .forEach((wine, answers) -> answers.forEach((error, sockets) -> {
                    lines.add(wine + ": " + ANSWERS.get(error));
                    lines.add("(" + sockets + ")");
                }));
        return lines;
    }
}
