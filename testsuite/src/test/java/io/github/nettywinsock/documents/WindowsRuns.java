package io.github.nettywinsock.documents;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes the files of {@link WindowsRun} from what jobs on Windows left, a folder each with {@code inspect-nio.tsv} and, if rules
 * were asked, {@code windows-answers.tsv}, and beside each of them one of what {@code bench.sh} printed. The documents are written
 * anew with {@code mvn -Pgenerate process-test-classes}.
 */
final class WindowsRuns {
    private static final String INSPECTION = "inspect-nio.tsv";
    private static final String RULES = "windows-answers.tsv";
    private static final String BENCH = "bench.txt";
    private static final Pattern WINDOWS = Pattern.compile("# windows\t.*, build (\\d+).*");
    private static final Pattern JRE = Pattern.compile("# jre\t(\\d+).*");

    /** Before Java 15 the TCP sockets for IPv4 are of both families, and their answers are those of others. */
    private static final int JRE_WITH_FAMILIES = 15;

    private final PrintStream out;

    /** The jobs of a build by their JRE. */
    private final Map<String, TreeMap<Integer, Path>> builds = new TreeMap<>();

    private WindowsRuns(PrintStream out) {
        this.out = out;
    }

    /** {@code FOLDER TARGET}: gathers what is below a folder into files of another one. */
    public static void main(String[] args) throws IOException {
        gather(Paths.get(args[0]), Paths.get(args[1]), System.out);
    }

    /** Says where JREs of one build disagree, and writes a file for each build; answers their names. */
    static List<String> gather(Path folder, Path target, PrintStream out) throws IOException {
        WindowsRuns runs = new WindowsRuns(out);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted().collect(Collectors.toList())) {
                if (file.endsWith(INSPECTION)) {
                    runs.add(file);
                }
            }
        }
        if (runs.builds.isEmpty()) {
            throw new IOException("no " + INSPECTION + " is below " + folder);
        }
        Files.createDirectories(target);
        List<String> names = new ArrayList<>();
        for (Map.Entry<String, TreeMap<Integer, Path>> build : runs.builds.entrySet()) {
            Files.write(target.resolve(build.getKey()), runs.lines(build.getKey(), build.getValue()));
            out.println(build.getKey() + ": JRE " + build.getValue().keySet());
            names.add(build.getKey());
            List<String> benchmarks = runs.benchmarks(build.getKey(), build.getValue());
            if (!benchmarks.isEmpty()) {
                String name = build.getKey().replace(".tsv", "-" + BENCH);
                Files.write(target.resolve(name), benchmarks);
                names.add(name);
            }
        }
        return names;
    }

    private void add(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        Matcher windows = first(WINDOWS, lines, file);
        // What Wine answers is never taken for what Windows does.
        String name =
                (windows.group().contains("(Wine ") ? "wine-as-windows-" : "windows-") + windows.group(1) + ".tsv";
        int jre = Integer.parseInt(first(JRE, lines, file).group(1));
        builds.computeIfAbsent(name, key -> new TreeMap<>()).put(jre, file);
    }

    private static Matcher first(Pattern pattern, List<String> lines, Path file) throws IOException {
        for (String line : lines) {
            Matcher matcher = pattern.matcher(line);
            if (matcher.matches()) {
                return matcher;
            }
        }
        throw new IOException(file + " has no line " + pattern + ": inspect --format tsv writes it");
    }

    private List<String> lines(String name, TreeMap<Integer, Path> jobs) throws IOException {
        List<String> newest = Files.readAllLines(jobs.lastEntry().getValue());
        Evidence evidence = Evidence.of(newest);
        List<String> lines =
                newest.stream().filter(line -> line.startsWith("# ")).collect(Collectors.toCollection(ArrayList::new));
        evidence.tsv().lines().forEach(lines::add);
        Map<String, String> rules = new LinkedHashMap<>();
        for (Map.Entry<Integer, Path> job : jobs.descendingMap().entrySet()) {
            if (job.getKey() >= JRE_WITH_FAMILIES) {
                List<String> other = Evidence.of(Files.readAllLines(job.getValue()))
                        .tsv()
                        .lines()
                        .collect(Collectors.toList());
                other.stream()
                        .filter(line -> !lines.contains(line))
                        .forEach(line -> out.println(name + ", JRE " + job.getKey() + " answers otherwise: " + line));
            }
            Path answers = job.getValue().resolveSibling(RULES);
            for (String line : Files.exists(answers) ? Files.readAllLines(answers) : List.<String>of()) {
                String known = rules.putIfAbsent(line.substring(0, line.indexOf('\t')), line);
                if (known != null && !known.equals(line)) {
                    out.println(name + ", JRE " + job.getKey() + " answers otherwise: " + line);
                }
            }
        }
        lines.addAll(rules.values());
        return lines;
    }

    /** What was printed on the machine that was inspected, under the newest JRE first. */
    private List<String> benchmarks(String name, TreeMap<Integer, Path> jobs) throws IOException {
        List<String> benchmarks = new ArrayList<>();
        for (Map.Entry<Integer, Path> job : jobs.descendingMap().entrySet()) {
            Path file = job.getValue().resolveSibling(BENCH);
            String windows = first(WINDOWS, Files.readAllLines(job.getValue()), job.getValue())
                    .group();
            List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
            if (lines.contains(windows)) {
                benchmarks.addAll(lines);
                benchmarks.add("");
            } else {
                out.println(name + ", JRE " + job.getKey() + ": no " + BENCH + " of that machine");
            }
        }
        return benchmarks;
    }
}
