package io.github.nettywinsock.parity;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What was seen of one program over both transports. */
final class Comparison {
    private final Program program;
    private final List<Program.Step> nio;
    private final List<Program.Step> iocp;
    private final Set<IntendedDifference> shown = new LinkedHashSet<>();
    private final String difference;

    Comparison(Program program, List<Program.Step> nio, List<Program.Step> iocp) {
        this.program = program;
        this.nio = nio;
        this.iocp = iocp;
        difference = compare();
    }

    Program program() {
        return program;
    }

    /** How the two differ in what is not intended, or null. */
    String difference() {
        return difference;
    }

    /** The intended differences that it has shown. */
    Set<IntendedDifference> shown() {
        return shown;
    }

    private String compare() {
        StringBuilder steps = new StringBuilder(program.kind.name().toLowerCase()).append(": ");
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < nio.size(); i++) {
            steps.append(i == 0 ? "" : "; ").append(nio.get(i).step);
            List<LineDifference> lines = LineDifference.of(nio.get(i).seen, iocp.get(i).seen);
            List<String> onlyNio = only(LineDifference.Of.NIO, lines);
            List<String> onlyIocp = only(LineDifference.Of.IOCP, lines);
            seen.addAll(nio.get(i).seen);
            seen.addAll(iocp.get(i).seen);
            boolean ended = false;
            for (IntendedDifference intended : IntendedDifferences.ALL) {
                if (intended.explain(steps.toString(), seen, onlyNio, onlyIocp)) {
                    shown.add(intended);
                    ended |= intended.isEnd();
                }
            }
            if (!onlyNio.isEmpty() || !onlyIocp.isEmpty()) {
                return report(i);
            }
            if (ended) {
                return null;
            }
        }
        return null;
    }

    private static List<String> only(LineDifference.Of of, List<LineDifference> lines) {
        return lines.stream()
                .filter(line -> line.of == of)
                .map(line -> line.text)
                .collect(Collectors.toCollection(ArrayList::new));
    }

    /** All that was seen. */
    String text() {
        return report(nio.size() - 1);
    }

    private String report(int last) {
        StringBuilder text = new StringBuilder().append(program).append('\n');
        for (int i = 0; i <= last; i++) {
            text.append(i == last ? "=> " : "   ")
                    .append(i + 1)
                    .append(". ")
                    .append(nio.get(i).step)
                    .append('\n');
            LineDifference.of(nio.get(i).seen, iocp.get(i).seen)
                    .forEach(line -> text.append("     ").append(line).append('\n'));
        }
        return text.toString();
    }
}
