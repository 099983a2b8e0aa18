package io.github.nettywinsock.example.inspect;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A table for each kind of socket and level, with values and errors as a person reads them; cut to the width of a terminal, and
 * not at all elsewhere.
 */
final class TableFormat implements InspectionFormat {
    private static final String[] HEADING = {"", "read", "bytes", "set", "to", "read again"};
    private static final String GAP = "  ";
    private static final String CUT = "...";

    /** However narrow a terminal is. */
    private static final int NARROWEST = 12;

    private final boolean colour;
    private final int columns;
    private final boolean all;
    private final List<Inspection> group = new ArrayList<>();
    private SocketKind kind;
    private int left;

    /**
     * A table.
     *
     * @param columns the width of a line, or 0 for any
     * @param all     shows options too that are documented for other sockets
     */
    TableFormat(boolean colour, int columns, boolean all) {
        this.colour = colour;
        this.columns = columns;
        this.all = all;
    }

    /** The look of a cell. */
    private enum Style {
        PLAIN(""),
        BOLD("1"),
        FAINT("2"),
        GOOD("32"),
        REFUSED("31"),
        OTHER("33");

        final String code;

        Style(String code) {
            this.code = code;
        }
    }

    private static final class Cell {
        final String text;
        final Style style;

        Cell(String text, Style style) {
            this.text = text;
            this.style = style;
        }

        Cell fit(int width) {
            return text.length() <= width ? this : new Cell(text.substring(0, width - CUT.length()) + CUT, style);
        }
    }

    @Override
    public void begin(PrintWriter out, Map<String, String> machine) {
        machine.forEach((name, fact) -> out.println(String.format("%-8s", name) + fact));
        out.println();
    }

    @Override
    public void write(PrintWriter out, Inspection inspection) {
        if (!all && !inspection.isDocumented()) {
            left++;
            return;
        }
        if (!group.isEmpty() && !isOfGroup(inspection)) {
            printGroup(out);
        }
        group.add(inspection);
    }

    @Override
    public void end(PrintWriter out) {
        printGroup(out);
        if (left > 0) {
            out.println(left + " answers about options for other sockets are left out; --all shows them.");
        }
    }

    private boolean isOfGroup(Inspection inspection) {
        Inspection first = group.get(0);
        return first.kind() == inspection.kind() && first.level().equals(inspection.level());
    }

    private void printGroup(PrintWriter out) {
        if (group.isEmpty()) {
            return;
        }
        Inspection first = group.get(0);
        if (first.kind() != kind) {
            kind = first.kind();
            out.println(styled(kind.toString(), Style.BOLD) + ": " + kind.description());
            out.println();
        }
        List<Cell[]> rows = new ArrayList<>();
        rows.add(heading(first.level()));
        group.forEach(inspection -> rows.add(cells(inspection)));
        group.clear();
        print(out, rows);
        out.println();
        out.flush();
    }

    private static Cell[] heading(String level) {
        Cell[] cells = new Cell[HEADING.length];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = new Cell(i == 0 ? level : HEADING[i], Style.BOLD);
        }
        return cells;
    }

    private static Cell[] cells(Inspection inspection) {
        Answer get = inspection.get();
        Answer set = inspection.set();
        Answer again = inspection.getAgain();
        boolean kept = again.isOk() && again.value().equals(set.value());
        return new Cell[] {
            new Cell(inspection.option(), Style.PLAIN),
            read(get, Style.PLAIN),
            new Cell(get.length() < 0 ? "" : String.valueOf(get.length()), Style.FAINT),
            set.isOk() ? new Cell("ok", Style.GOOD) : failure(set),
            new Cell(set.text(), set.isOk() ? Style.PLAIN : Style.FAINT),
            set.isOk() ? read(again, kept ? Style.GOOD : Style.OTHER) : new Cell("", Style.PLAIN)
        };
    }

    private static Cell read(Answer answer, Style style) {
        return answer.isOk() ? new Cell(answer.text(), style) : failure(answer);
    }

    private static Cell failure(Answer answer) {
        return answer.isAsked()
                ? new Cell(answer.outcome() + ' ' + answer.symbol(), Style.REFUSED)
                : new Cell("-", Style.FAINT);
    }

    private void print(PrintWriter out, List<Cell[]> rows) {
        int[] widths = new int[HEADING.length];
        for (Cell[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                widths[i] = Math.max(widths[i], row[i].text.length());
            }
        }
        narrow(widths);
        for (Cell[] row : rows) {
            StringBuilder line = new StringBuilder();
            int blanks = 0;
            for (int i = 0; i < row.length; i++) {
                Cell cell = row[i].fit(widths[i]);
                if (!cell.text.isEmpty()) {
                    line.append(" ".repeat(blanks)).append(styled(cell.text, cell.style));
                    blanks = 0;
                }
                blanks += widths[i] - cell.text.length() + GAP.length();
            }
            out.println(GAP + line);
        }
    }

    /** Takes from the widest column until a line fits. */
    private void narrow(int[] widths) {
        int excess = columns == 0 ? 0 : IntStream.of(widths).sum() + widths.length * GAP.length() - columns;
        for (; excess > 0; excess--) {
            int widest = 0;
            for (int i = 1; i < widths.length; i++) {
                widest = widths[i] > widths[widest] ? i : widest;
            }
            if (widths[widest] == NARROWEST) {
                return;
            }
            widths[widest]--;
        }
    }

    private String styled(String text, Style style) {
        return colour && !style.code.isEmpty() ? "\033[" + style.code + 'm' + text + "\033[0m" : text;
    }
}
