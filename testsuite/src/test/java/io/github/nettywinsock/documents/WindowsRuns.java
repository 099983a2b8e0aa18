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
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes the files of {@link WindowsRun} from what jobs on Windows left, a folder each with {@code inspect-nio.tsv} and, if rules
 * were asked, {@code windows-answers.tsv}, and beside each of them one of what {@code bench.sh} printed. The documents are written
 * anew with {@code mvn -Pgenerate process-test-classes}.
 *
 * <p>What is empty or cut is left out and named on the standard error, and with {@code inspect-nio.tsv} all of its job.
 */
final class WindowsRuns {
    /** Before Java 15 the TCP sockets for IPv4 are of both families, and their answers are those of others. */
    private static final int JRE_WITH_FAMILIES = 15;

    private final PrintStream out;
    private final PrintStream err;

    /** The jobs of a build by their JRE. */
    private final Map<String, TreeMap<Integer, WindowsJob>> builds = new TreeMap<>();

    private WindowsRuns(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** {@code FOLDER TARGET}: gathers what is below a folder into files of another one. */
    public static void main(String[] args) throws IOException {
        gather(Paths.get(args[0]), Paths.get(args[1]), System.out, System.err);
    }

    /** Says where JREs of one build disagree, and writes a file for each build; answers their names. */
    static List<String> gather(Path folder, Path target, PrintStream out, PrintStream err) throws IOException {
        WindowsRuns runs = new WindowsRuns(out, err);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted().collect(Collectors.toList())) {
                if (file.endsWith(WindowsJob.INSPECTION)) {
                    runs.add(file);
                }
            }
        }
        if (runs.builds.isEmpty()) {
            throw new IOException("no whole " + WindowsJob.INSPECTION + " is below " + folder);
        }
        Files.createDirectories(target);
        List<String> names = new ArrayList<>();
        for (Map.Entry<String, TreeMap<Integer, WindowsJob>> build : runs.builds.entrySet()) {
            Files.write(target.resolve(build.getKey()), runs.lines(build.getValue()));
            out.println(build.getKey() + ": JRE " + build.getValue().keySet());
            names.add(build.getKey());
            List<String> benchmarks = runs.benchmarks(build.getValue());
            if (!benchmarks.isEmpty()) {
                String name = build.getKey().replace(".tsv", "-" + WindowsJob.BENCH);
                Files.write(target.resolve(name), benchmarks);
                names.add(name);
            }
        }
        return names;
    }

    private interface Reading<T> {
        T read() throws IOException;
    }

    private <T> T read(Reading<T> reading, T otherwise) {
        try {
            return reading.read();
        } catch (IOException e) {
            err.println("left out: " + e.getMessage());
            return otherwise;
        }
    }

    private void add(Path inspection) {
        WindowsJob job = read(() -> new WindowsJob(inspection), null);
        if (job != null) {
            builds.computeIfAbsent(job.name(), key -> new TreeMap<>()).put(job.jre(), job);
        }
    }

    private List<String> lines(TreeMap<Integer, WindowsJob> jobs) {
        WindowsJob newest = jobs.lastEntry().getValue();
        List<String> lines = new ArrayList<>(newest.machine());
        lines.addAll(newest.answers());
        Map<String, String> rules = new LinkedHashMap<>();
        for (WindowsJob job : jobs.descendingMap().values()) {
            if (job.jre() >= JRE_WITH_FAMILIES) {
                job.answers().stream()
                        .filter(line -> !newest.answers().contains(line))
                        .forEach(line -> sayOtherwise(job, line));
            }
            read(job::rules, Map.<String, String>of()).forEach((test, line) -> {
                String known = rules.putIfAbsent(test, line);
                if (known != null && !known.equals(line)) {
                    sayOtherwise(job, line);
                }
            });
        }
        lines.addAll(rules.values());
        return lines;
    }

    private void sayOtherwise(WindowsJob job, String line) {
        out.println(job.name() + ", JRE " + job.jre() + " answers otherwise: " + line);
    }

    /** What was printed on the machine that was inspected, under the newest JRE first. */
    private List<String> benchmarks(TreeMap<Integer, WindowsJob> jobs) {
        List<String> benchmarks = new ArrayList<>();
        for (WindowsJob job : jobs.descendingMap().values()) {
            List<String> lines = read(job::benchmark, List.<String>of());
            if (lines.isEmpty()) {
                out.println(job.name() + ", JRE " + job.jre() + ": no " + WindowsJob.BENCH + " of that machine");
            } else {
                benchmarks.addAll(lines);
                benchmarks.add("");
            }
        }
        return benchmarks;
    }
}
