package io.github.nettywinsock.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.nettywinsock.example.inspect.SocketKind;
import io.github.nettywinsock.simulation.Rule;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What jobs on Windows leave comes into the documents. */
class WindowsRunsTest {
    private static final String DISPUTED = Rule.all().stream()
            .filter(Rule::isDisputed)
            .findFirst()
            .orElseThrow()
            .id();

    @TempDir
    Path folder;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final ByteArrayOutputStream leftOut = new ByteArrayOutputStream();

    @Test
    void aFileHasTheAnswersOfTheNewestJreAndTheRulesOfAll() throws IOException {
        job("a", "Windows Server 2022 Datacenter, build 20348.2402", 17, "0\t4\tok\t1\t1");
        Files.writeString(
                folder.resolve("a/windows-answers.tsv"),
                "test\trules\tsteady\tanswer\nSomeRulesTest.one\t" + DISPUTED + "\tyes\tas expected\n");
        job("b", "Windows Server 2022 Datacenter, build 20348.2402", 25, "0\t4\tok\t1\t1");

        assertThat(gather()).containsExactly("windows-20348.tsv");
        WindowsRun run = run("windows-20348.tsv");
        assertThat(run.machine())
                .containsExactly("# windows\tWindows Server 2022 Datacenter, build 20348.2402", "# jre\t25.0.1");
        assertThat(run.answer(DISPUTED)).isEqualTo("as expected");
        assertThat(said.toString()).contains("windows-20348.tsv: JRE [17, 25]").doesNotContain("answers otherwise");
        assertThat(leftOut.toString()).isEmpty();

        assertThat(new SupportTable(List.of(run)).text())
                .contains("| `SO_KEEPALIVE` |")
                .contains("| 20348: round trip |")
                .doesNotContain("none yet");
        assertThat(new OptionsDocument(List.of(run)).text())
                .contains("| Wine 8 | Wine 10 | Windows 20348 |")
                .doesNotContain("on record yet");
        assertThat(new RulesDocument(List.of(run)).text())
                .contains("| disputed | Windows 20348 |")
                .containsPattern("\\| " + DISPUTED + ": .* \\| as expected \\|");
    }

    @Test
    void whereJresOfOneBuildDisagreeIsSaid() throws IOException {
        job("a", "Windows Server 2025 Datacenter, build 26100.1", 11, "1\t4\tok\t1\t1");
        job("b", "Windows Server 2025 Datacenter, build 26100.1", 17, "0\t4\tok\t1\t0");
        job("c", "Windows Server 2025 Datacenter, build 26100.1", 25, "0\t4\tok\t1\t1");
        assertThat(gather()).containsExactly("windows-26100.tsv");
        assertThat(said.toString())
                .contains("windows-26100.tsv, JRE 17 answers otherwise: SOL_SOCKET\tSO_KEEPALIVE\tok/ok/other")
                .doesNotContain("JRE 11 answers");
    }

    @Test
    void whatWineAnswersIsNeverThatOfWindows() throws IOException {
        job("a", "Microsoft Windows 7, build 7601 (Wine 8.0)", 17, "0\t4\tok\t1\t1");
        assertThat(gather()).containsExactly("wine-as-windows-7601.tsv");
        assertThat(WindowsRun.recorded())
                .allSatisfy(run -> assertThat(run.machine()).noneMatch(line -> line.contains("Wine")));
    }

    @Test
    void benchmarksAreBesideTheAnswersOfTheirMachine() throws IOException {
        String windows = "Windows Server 2022 Datacenter, build 20348.2402";
        job("a", windows, 11, "0\t4\tok\t1\t1");
        job("b", windows, 17, "0\t4\tok\t1\t1");
        job("c", windows, 21, "0\t4\tok\t1\t1");
        job("d", windows, 25, "0\t4\tok\t1\t1");
        bench("a", windows, 11);
        bench("b", "Microsoft Windows 10, build 20348 (Wine 8.0)", 17);
        bench("c", windows, 21);
        Files.createFile(folder.resolve("d/bench.txt"));

        assertThat(gather()).containsExactly("windows-20348.tsv", "windows-20348-bench.txt");
        assertThat(folder.resolve("gathered/windows-20348-bench.txt"))
                .hasContent(String.join("\n", benchmark(windows, 21), "", benchmark(windows, 11), "", ""));
        assertThat(said.toString())
                .contains("JRE 25: no bench.txt of that machine", "JRE 17: no bench.txt of that machine")
                .doesNotContain("JRE 21: no", "JRE 11: no");
        assertLeftOut("b/bench.txt", "it is of another machine than inspect-nio.tsv", "d/bench.txt", "it is empty");
    }

    @Test
    void whatIsEmptyOrCutIsLeftOutAndNamed() throws IOException {
        String windows = "Windows Server 2022 Datacenter, build 20348.2402";
        for (int jre : new int[] {11, 17, 21, 23, 24, 25}) {
            job("jre-" + jre, windows, jre, "0\t4\tok\t1\t1");
        }
        Files.writeString(
                folder.resolve("jre-11/windows-answers.tsv"),
                "test\trules\tsteady\tanswer\nSomeRulesTest.one\t" + DISPUTED + "\tyes\tas expected\n");
        Files.writeString(folder.resolve("jre-11/bench.txt"), "# windows\t" + windows + "\n");
        Files.writeString(folder.resolve("jre-17/windows-answers.tsv"), "test\trules\tsteady\tanswer\nSomeRu\n");
        Files.writeString(folder.resolve("jre-17/bench.txt"), benchmark(windows, 17));
        Files.writeString(folder.resolve("jre-21/inspect-nio.tsv"), "");
        keep("jre-23", 1);
        keep("jre-24", 3);
        keep("jre-25", 4);

        assertThat(gather()).containsExactly("windows-20348.tsv");
        WindowsRun run = run("windows-20348.tsv");
        assertThat(run.machine()).contains("# jre\t17.0.1");
        assertThat(run.answer(DISPUTED)).isEqualTo("as expected");
        assertLeftOut(
                "jre-21/inspect-nio.tsv", "it is empty",
                "jre-23/inspect-nio.tsv", "it has no line # jre\t(\\d+).*, which inspect --format tsv writes",
                "jre-24/inspect-nio.tsv", "it is cut: there is no answer",
                "jre-25/inspect-nio.tsv", "it is cut: SO_KEEPALIVE is there for 1 of 8 kinds of socket",
                "jre-17/windows-answers.tsv", "a line has 1 columns instead of 4: SomeRu",
                "jre-17/bench.txt", "its last line is cut",
                "jre-11/bench.txt", "it has no table");
    }

    @Test
    void ofOtherFoldersNothingIsGathered() throws IOException {
        assertThatIOException().isThrownBy(this::gather).withMessageContaining("no whole inspect-nio.tsv is below ");
        Files.createFile(Files.createDirectories(folder.resolve("a")).resolve("inspect-nio.tsv"));
        assertThatIOException().isThrownBy(this::gather).withMessageContaining("no whole inspect-nio.tsv is below ");
        assertThat(folder.resolve("gathered")).doesNotExist();
    }

    /** Each of these files and why. */
    private void assertLeftOut(String... filesAndReasons) {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < filesAndReasons.length; i += 2) {
            expected.add("left out: " + folder.resolve(filesAndReasons[i]) + ": " + filesAndReasons[i + 1]);
        }
        assertThat(leftOut.toString().lines()).containsExactlyInAnyOrderElementsOf(expected);
    }

    /** Cuts what the inspector has left after some lines. */
    private void keep(String name, int lines) throws IOException {
        Path file = folder.resolve(name).resolve("inspect-nio.tsv");
        Files.write(file, Files.readAllLines(file).subList(0, lines));
    }

    private void job(String name, String windows, int jre, String answer) throws IOException {
        List<String> lines = new ArrayList<>(List.of(
                "# windows\t" + windows,
                "# jre\t" + jre + ".0.1",
                "socket_kind\tlevel\toption\tget\tvalue\tlen\tset\tset_value\tget2"));
        for (SocketKind kind : SocketKind.values()) {
            lines.add(kind + "\tSOL_SOCKET\tSO_KEEPALIVE\tok\t" + answer);
        }
        Files.write(Files.createDirectories(folder.resolve(name)).resolve("inspect-nio.tsv"), lines);
    }

    private void bench(String name, String windows, int jre) throws IOException {
        Files.writeString(folder.resolve(name).resolve("bench.txt"), benchmark(windows, jre) + "\n");
    }

    private static String benchmark(String windows, int jre) {
        return "# windows\t" + windows + "\n# jre\t" + jre + "\n\nscenario  NIO  IOCP\n1x64  1  " + jre;
    }

    private List<String> gather() throws IOException {
        return WindowsRuns.gather(
                folder,
                folder.resolve("gathered"),
                new PrintStream(said, true, StandardCharsets.UTF_8),
                new PrintStream(leftOut, true, StandardCharsets.UTF_8));
    }

    private WindowsRun run(String name) throws IOException {
        return new WindowsRun(
                name.replaceAll("\\D", ""),
                Files.readAllLines(folder.resolve("gathered").resolve(name)));
    }
}
