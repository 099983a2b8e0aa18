package io.github.nettywinsock.documents;

import io.github.nettywinsock.example.inspect.SocketKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What one Wine answered the option inspector, without what differs from run to run: for each option and kind of socket
 * GET/SET, and when the set value was read back KEPT, of which {@link Outcome} tells more. The files are written by
 * {@code testsuite/run.sh -- -Dregenerate=true -Dit.test=EvidenceIT}.
 */
public final class Evidence {
    /** The Wines that there are files of. */
    static final List<Integer> WINES = List.of(8, 10);

    private static final List<String> HEADING = heading();

    private final Map<String, List<String>> rows;

    private Evidence(Map<String, List<String>> rows) {
        this.rows = rows;
    }

    /** The file of a Wine. */
    public static Path file(int wine) {
        return Paths.get("src/test/resources/evidence/wine-" + wine + ".tsv");
    }

    /** What is on record of a Wine; of a new option and a new Wine that is nothing. */
    public static Evidence recorded(int wine) throws IOException {
        return parse(Files.exists(file(wine)) ? Files.readAllLines(file(wine)) : List.of());
    }

    /** What the lines of a file say, those left out that are about something else. */
    static Evidence parse(List<String> lines) {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        for (String line : lines) {
            List<String> cells = Arrays.asList(line.split("\t", -1));
            if (cells.size() == HEADING.size() && !cells.equals(HEADING)) {
                rows.put(cells.get(1), cells);
            }
        }
        return new Evidence(rows);
    }

    /** What the lines of {@code inspect --format tsv} say, of all kinds of socket. */
    public static Evidence of(List<String> inspection) {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        for (String line : inspection) {
            String[] cells = line.split("\t", -1);
            if (line.startsWith("# ") || cells[0].equals("socket_kind")) {
                continue;
            }
            List<String> row = rows.computeIfAbsent(cells[2], option -> new ArrayList<>(List.of(cells[1], cells[2])));
            row.add(cells[3] + '/' + cells[6] + kept(cells[4], cells[7], cells[8]));
        }
        return new Evidence(rows);
    }

    private static String kept(String before, String set, String after) {
        if (after.isEmpty()) {
            return "";
        }
        if (!after.equals(set)) {
            return "/other";
        }
        return before.equals(set) ? "/same" : "/kept";
    }

    private static List<String> heading() {
        List<String> heading = new ArrayList<>(List.of("level", "option"));
        for (SocketKind kind : SocketKind.values()) {
            heading.add(kind.toString());
        }
        return heading;
    }

    /** The outcome for an option on a kind of socket. */
    Outcome at(String option, SocketKind kind) {
        List<String> row = rows.get(option);
        return row == null ? Outcome.NOT_ON_RECORD : new Outcome(row.get(HEADING.indexOf(kind.toString())));
    }

    /** The file, with the columns of these kinds only. */
    public String tsv(List<SocketKind> kinds) {
        List<List<String>> lines = new ArrayList<>(List.of(HEADING));
        lines.addAll(rows.values());
        return lines.stream()
                .map(cells -> cells.get(0) + '\t' + cells.get(1) + cells(cells, kinds) + '\n')
                .collect(Collectors.joining());
    }

    private static String cells(List<String> cells, List<SocketKind> kinds) {
        return kinds.stream()
                .map(kind -> '\t' + cells.get(HEADING.indexOf(kind.toString())))
                .collect(Collectors.joining());
    }

    /** The file. */
    public String tsv() {
        return tsv(Arrays.asList(SocketKind.values()));
    }
}
