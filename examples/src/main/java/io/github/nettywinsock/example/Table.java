package io.github.nettywinsock.example;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Rows of text in aligned columns; the first row is the heading. */
final class Table {
    private static final String INDENT = "   ";
    private static final String GAP = "   ";

    private final List<Object[]> rows = new ArrayList<>();

    Table(Object... heading) {
        rows.add(heading);
    }

    void row(Object... cells) {
        rows.add(cells);
    }

    void print(PrintWriter out) {
        int[] widths = new int[rows.get(0).length];
        for (Object[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                widths[i] = Math.max(widths[i], String.valueOf(row[i]).length());
            }
        }
        for (Object[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.length; i++) {
                line.append(i == 0 ? INDENT : GAP).append(String.format("%-" + widths[i] + 's', row[i]));
            }
            out.println(line.toString().stripTrailing());
        }
        out.println();
    }
}
