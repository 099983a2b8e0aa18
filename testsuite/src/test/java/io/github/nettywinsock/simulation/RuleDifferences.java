package io.github.nettywinsock.simulation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The tests of rules that one Windows fails, in a file. Those of Wine are on record and written by
 * {@code testsuite/run.sh -- -Dregenerate=true -Dit.test='*RulesTest'}.
 */
public final class RuleDifferences {
    /** The Wines that there are files of. */
    public static final List<Integer> WINES = List.of(8, 10);

    private static final String HEADING = "test\trules\tsteady\tanswer";

    private final Path file;
    private final Map<String, Difference> differences = new TreeMap<>();

    private RuleDifferences(Path file) throws IOException {
        this.file = file;
        if (Files.exists(file)) {
            List<String> lines = Files.readAllLines(file);
            for (String line : lines.subList(1, lines.size())) {
                String[] cells = line.split("\t", -1);
                put(new Difference(cells[0], cells[1], cells[2].equals("yes"), cells[3]));
            }
        }
    }

    /** The file of a Wine. */
    public static RuleDifferences ofWine(int wine) throws IOException {
        return new RuleDifferences(Paths.get("src/test/resources/evidence/rules-wine-" + wine + ".tsv"));
    }

    /** Takes off the record of all Wines what is no test of a rule any more. */
    public static void dropStale(RuleIndex index) throws IOException {
        for (int wine : WINES) {
            RuleDifferences differences = ofWine(wine);
            differences.all().removeIf(difference -> !difference.isShownBy(index));
            differences.write();
        }
    }

    /** The file of the Windows that this run is on. */
    static RuleDifferences ofWindows() throws IOException {
        return new RuleDifferences(Paths.get("target/windows-answers.tsv"));
    }

    /** All of them. */
    public Collection<Difference> all() {
        return differences.values();
    }

    /** The difference that a test shows, or null. */
    Difference of(String test) {
        return differences.get(test);
    }

    void put(Difference difference) {
        differences.put(difference.test, difference);
    }

    void remove(String test) {
        differences.remove(test);
    }

    void write() throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(
                file,
                HEADING
                        + '\n'
                        + differences.values().stream().map(Difference::line).collect(Collectors.joining()));
    }

    /** That a test of rules fails. */
    public static final class Difference {
        private static final int LONGEST = 160;

        public final String test;
        public final List<String> rules;
        final boolean steady;
        final String answer;

        Difference(String test, String rules, boolean steady, String answer) {
            this.test = test;
            this.rules = List.of(rules.split(" "));
            this.steady = steady;
            this.answer = answer;
        }

        /** The name of the test without its arguments. */
        public String method() {
            return test.replaceAll("\\(.*", "");
        }

        /** Whether there is such a test of these rules. */
        public boolean isShownBy(RuleIndex index) {
            return rules.stream().allMatch(id -> index.shown(id).contains(method()));
        }

        /** What an assertion of a test has said, on one line and without what differs from run to run. */
        static String answer(Throwable failure) {
            String text = String.valueOf(failure.getMessage())
                    .strip()
                    .replaceAll("\\s+", " ")
                    .replaceAll("\\b[3-6]\\d{4}\\b", "PORT");
            return text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
        }

        private String line() {
            return test + '\t' + String.join(" ", rules) + '\t' + (steady ? "yes" : "no") + '\t' + answer + '\n';
        }
    }
}
