package io.github.nettywinsock.documents;

import io.github.nettywinsock.example.inspect.SocketKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a job on Windows left in its folder. A program that did not start or end leaves a file that is empty or cut. */
final class WindowsJob {
    static final String INSPECTION = "inspect-nio.tsv";
    static final String BENCH = "bench.txt";
    private static final String RULES = "windows-answers.tsv";
    private static final Pattern WINDOWS = Pattern.compile("# windows\t.*, build (\\d+).*");
    private static final Pattern JRE = Pattern.compile("# jre\t(\\d+).*");

    private static final int INSPECTION_COLUMNS = 9;
    private static final int RULE_COLUMNS = 4;

    private final Path inspection;
    private final List<String> machine;
    private final String windows;
    private final String build;
    private final int jre;
    private final List<String> answers;

    /** Throws what is wrong with the file. */
    WindowsJob(Path inspection) throws IOException {
        this.inspection = inspection;
        List<String> lines = lines(inspection);
        Matcher ofWindows = first(WINDOWS, lines);
        windows = ofWindows.group();
        build = ofWindows.group(1);
        jre = Integer.parseInt(first(JRE, lines).group(1));
        machine = lines.stream().filter(line -> line.startsWith("# ")).collect(Collectors.toList());
        requireAllKinds(lines);
        answers = Evidence.of(lines).tsv().lines().collect(Collectors.toList());
    }

    private Matcher first(Pattern pattern, List<String> lines) throws IOException {
        for (String line : lines) {
            Matcher matcher = pattern.matcher(line);
            if (matcher.matches()) {
                return matcher;
            }
        }
        throw new IOException(inspection + ": it has no line " + pattern + ", which inspect --format tsv writes");
    }

    /** The kinds come one after another, each with all options. */
    private void requireAllKinds(List<String> lines) throws IOException {
        Map<String, Integer> kinds = new LinkedHashMap<>();
        for (String line : lines) {
            if (!line.startsWith("# ") && !line.startsWith("socket_kind\t")) {
                kinds.merge(cells(inspection, line, INSPECTION_COLUMNS)[2], 1, Integer::sum);
            }
        }
        for (Map.Entry<String, Integer> option : kinds.entrySet()) {
            if (option.getValue() != SocketKind.values().length) {
                throw new IOException(inspection + ": it is cut: " + option.getKey() + " is there for "
                        + option.getValue() + " of " + SocketKind.values().length + " kinds of socket");
            }
        }
        if (kinds.isEmpty()) {
            throw new IOException(inspection + ": it is cut: there is no answer");
        }
    }

    private static String[] cells(Path file, String line, int count) throws IOException {
        String[] cells = line.split("\t", -1);
        if (cells.length != count) {
            throw new IOException(file + ": a line has " + cells.length + " columns instead of " + count + ": " + line);
        }
        return cells;
    }

    private static List<String> lines(Path file) throws IOException {
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        if (!text.endsWith("\n")) {
            throw new IOException(file + (text.isEmpty() ? ": it is empty" : ": its last line is cut"));
        }
        return text.lines().collect(Collectors.toList());
    }

    /** The file of its build; what Wine answers is never taken for what Windows does. */
    String name() {
        return (windows.contains("(Wine ") ? "wine-as-windows-" : "windows-") + build + ".tsv";
    }

    int jre() {
        return jre;
    }

    /** Lines that begin with #, about the machine and the libraries. */
    List<String> machine() {
        return machine;
    }

    /** Lines of {@link Evidence}. */
    List<String> answers() {
        return answers;
    }

    /** Lines of what was answered to tests of rules by the name of the test, none if none was asked. */
    Map<String, String> rules() throws IOException {
        Path file = inspection.resolveSibling(RULES);
        Map<String, String> rules = new LinkedHashMap<>();
        for (String line : Files.exists(file) ? lines(file) : List.<String>of()) {
            rules.put(cells(file, line, RULE_COLUMNS)[0], line);
        }
        return rules;
    }

    /** What {@code bench.sh} printed, none if it was not run. */
    List<String> benchmark() throws IOException {
        Path file = inspection.resolveSibling(BENCH);
        List<String> lines = Files.exists(file) ? lines(file) : List.of();
        if (!lines.isEmpty() && !lines.contains(windows)) {
            throw new IOException(file + ": it is of another machine than " + INSPECTION);
        }
        if (!lines.isEmpty() && lines.stream().noneMatch(line -> line.startsWith("scenario "))) {
            throw new IOException(file + ": it has no table");
        }
        return lines;
    }
}
