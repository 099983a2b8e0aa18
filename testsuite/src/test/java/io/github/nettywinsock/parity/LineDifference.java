package io.github.nettywinsock.parity;

import java.util.ArrayList;
import java.util.List;

/** A line of two lists: of both, or of one alone. */
final class LineDifference {
    /** Who has it. */
    enum Of {
        BOTH("     "),
        NIO("NIO  "),
        IOCP("IOCP ");

        private final String mark;

        Of(String mark) {
            this.mark = mark;
        }
    }

    final Of of;
    final String text;

    private LineDifference(Of of, String text) {
        this.of = of;
        this.text = text;
    }

    /** The lines of both lists, with as many of both as there can be. */
    static List<LineDifference> of(List<String> nio, List<String> iocp) {
        int[][] common = new int[nio.size() + 1][iocp.size() + 1];
        for (int i = nio.size() - 1; i >= 0; i--) {
            for (int j = iocp.size() - 1; j >= 0; j--) {
                common[i][j] = nio.get(i).equals(iocp.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        List<LineDifference> lines = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < nio.size() || j < iocp.size()) {
            if (i < nio.size() && j < iocp.size() && nio.get(i).equals(iocp.get(j))) {
                lines.add(new LineDifference(Of.BOTH, nio.get(i++)));
                j++;
            } else if (j == iocp.size() || i < nio.size() && common[i + 1][j] >= common[i][j + 1]) {
                lines.add(new LineDifference(Of.NIO, nio.get(i++)));
            } else {
                lines.add(new LineDifference(Of.IOCP, iocp.get(j++)));
            }
        }
        return lines;
    }

    @Override
    public String toString() {
        return of.mark + text;
    }
}
