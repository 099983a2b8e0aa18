package io.github.nettywinsock.documents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one build of Windows answered, in {@code evidence/windows-BUILD.tsv}: lines that begin with # about the machine, lines of
 * {@link Evidence}, and a line of four columns for each test of a rule whose answer is of interest: its name, its rules, whether
 * they are the same each time, and the answer. {@link WindowsRuns} writes it.
 */
final class WindowsRun {
    private static final Path FOLDER = Paths.get("src/test/resources/evidence");
    private static final Pattern NAME = Pattern.compile("windows-(\\d+)\\.tsv");

    private static final int RULE_COLUMNS = 4;

    private final String build;
    private final List<String> machine = new ArrayList<>();
    private final Evidence evidence;
    private final Map<String, List<String>> rules = new LinkedHashMap<>();

    WindowsRun(String build, List<String> lines) {
        this.build = build;
        evidence = Evidence.parse(lines);
        for (String line : lines) {
            List<String> cells = List.of(line.split("\t", -1));
            if (line.startsWith("# ")) {
                machine.add(line);
            } else if (cells.size() == RULE_COLUMNS && !cells.get(0).equals("test")) {
                for (String rule : cells.get(1).split(" ")) {
                    rules.computeIfAbsent(rule, id -> new ArrayList<>()).add(cells.get(RULE_COLUMNS - 1));
                }
            }
        }
    }

    /** Those on record, the oldest build first. */
    static List<WindowsRun> recorded() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            List<WindowsRun> runs = new ArrayList<>();
            for (Path file : files.collect(Collectors.toList())) {
                Matcher name = NAME.matcher(file.getFileName().toString());
                if (name.matches()) {
                    runs.add(new WindowsRun(name.group(1), Files.readAllLines(file)));
                }
            }
            runs.sort(Comparator.comparingInt(run -> Integer.parseInt(run.build)));
            return runs;
        }
    }

    /** Such as 20348. */
    String build() {
        return build;
    }

    /** Lines about the machine and the libraries. */
    List<String> machine() {
        return machine;
    }

    Evidence evidence() {
        return evidence;
    }

    /** What the tests of a rule said of it, or nothing. */
    String answer(String rule) {
        return String.join("; ", rules.getOrDefault(rule, List.of()));
    }
}
