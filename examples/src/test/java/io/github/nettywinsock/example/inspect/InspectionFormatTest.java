package io.github.nettywinsock.example.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InspectionFormatTest {
    private static final Map<String, String> MACHINE = new LinkedHashMap<>();

    static {
        MACHINE.put("windows", "Windows 11 Pro, build 22631.1");
        MACHINE.put("jre", "17");
    }

    private static final List<Inspection> INSPECTIONS = List.of(
            new Inspection(
                    SocketKind.TCP4_FRESH,
                    "SOL_SOCKET",
                    "SO_REUSEADDR",
                    true,
                    Answer.ok("0", 4, "false"),
                    Answer.ok("1", -1, "true"),
                    Answer.ok("1", 4, "true")),
            new Inspection(
                    SocketKind.TCP4_FRESH,
                    "SOL_SOCKET",
                    "SO_TYPE",
                    true,
                    Answer.ok("1", 4, "1"),
                    Answer.NOT_ASKED,
                    Answer.NOT_ASKED),
            new Inspection(
                    SocketKind.TCP4_FRESH,
                    "SOL_SOCKET",
                    "SO_BROADCAST",
                    false,
                    Answer.ok("0", 4, "false"),
                    Answer.ok("1", -1, "true"),
                    Answer.ok("0", 4, "false")),
            new Inspection(
                    SocketKind.UDP4_BOUND,
                    "WSAIoctl",
                    "SIO_UDP_NETRESET",
                    true,
                    Answer.NOT_ASKED,
                    refused("1", "true"),
                    Answer.NOT_ASKED));

    @Test
    void tsvHasAHeadingAndALineEach() {
        assertThat(written(new TsvFormat()))
                .isEqualTo(lines(
                        "# windows\tWindows 11 Pro, build 22631.1",
                        "# jre\t17",
                        "socket_kind\tlevel\toption\tget\tvalue\tlen\tset\tset_value\tget2",
                        "tcp4-fresh\tSOL_SOCKET\tSO_REUSEADDR\tok\t0\t4\tok\t1\t1",
                        "tcp4-fresh\tSOL_SOCKET\tSO_TYPE\tok\t1\t4\tno\t\t",
                        "tcp4-fresh\tSOL_SOCKET\tSO_BROADCAST\tok\t0\t4\tok\t1\t0",
                        "udp4-bound\tWSAIoctl\tSIO_UDP_NETRESET\tno\t\t\t10045\t1\t"));
    }

    @Test
    void jsonHasNumbersAsNumbersAndLeavesOutWhatIsNotThere() {
        assertThat(written(new JsonFormat()))
                .isEqualTo(lines(
                        "{",
                        "  \"windows\": \"Windows 11 Pro, build 22631.1\",",
                        "  \"jre\": \"17\",",
                        "  \"answers\": [",
                        "    {\"socket_kind\": \"tcp4-fresh\", \"level\": \"SOL_SOCKET\", \"option\": \"SO_REUSEADDR\","
                                + " \"get\": \"ok\", \"value\": 0, \"len\": 4, \"set\": \"ok\", \"set_value\": 1,"
                                + " \"get2\": 1},",
                        "    {\"socket_kind\": \"tcp4-fresh\", \"level\": \"SOL_SOCKET\", \"option\": \"SO_TYPE\","
                                + " \"get\": \"ok\", \"value\": 1, \"len\": 4, \"set\": \"no\"},",
                        "    {\"socket_kind\": \"tcp4-fresh\", \"level\": \"SOL_SOCKET\", \"option\": \"SO_BROADCAST\","
                                + " \"get\": \"ok\", \"value\": 0, \"len\": 4, \"set\": \"ok\", \"set_value\": 1,"
                                + " \"get2\": 0},",
                        "    {\"socket_kind\": \"udp4-bound\", \"level\": \"WSAIoctl\", \"option\": \"SIO_UDP_NETRESET\","
                                + " \"get\": \"no\", \"set\": 10045, \"set_value\": 1}",
                        "  ]",
                        "}"));
    }

    @Test
    void jsonWithoutAnswersHasAnEmptyArray() {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        JsonFormat format = new JsonFormat();
        format.begin(out, Map.of());
        format.end(out);
        assertThat(text.toString().replaceAll("\\s", "")).isEqualTo("{\"answers\":[]}");
    }

    @Test
    void tableGroupsByKindAndLevelAndSpeaksOfErrors() {
        assertThat(written(new TableFormat(false, 0, false)))
                .isEqualTo(lines(
                        "windows Windows 11 Pro, build 22631.1",
                        "jre     17",
                        "",
                        "tcp4-fresh: a TCP socket over IPv4, not bound",
                        "",
                        "  SOL_SOCKET    read   bytes  set  to    read again",
                        "  SO_REUSEADDR  false  4      ok   true  true",
                        "  SO_TYPE       1      4      -",
                        "",
                        "udp4-bound: a UDP socket over IPv4, bound",
                        "",
                        "  WSAIoctl          read  bytes  set                  to    read again",
                        "  SIO_UDP_NETRESET  -            10045 WSAEOPNOTSUPP  true",
                        "",
                        "1 answers about options for other sockets are left out; --all shows them."));
    }

    @Test
    void tableOfAllHasTheOptionsForOtherSockets() {
        assertThat(written(new TableFormat(false, 0, true)))
                .contains("  SO_BROADCAST  false  4      ok   true  false")
                .doesNotContain("left out");
    }

    @Test
    void aTableIsCutToTheWidthOfATerminalOnly() {
        String address = "0x" + "0200".repeat(30);
        Inspection wide = new Inspection(
                SocketKind.TCP4_FRESH,
                "IPPROTO_IP",
                "IP_OPTIONS",
                true,
                Answer.ok(address, 60, address),
                Answer.ok(address, -1, address),
                Answer.ok(address, 60, address));
        assertThat(written(new TableFormat(false, 0, false), List.of(wide)))
                .contains(address + "  " + "60     ok   " + address);
        assertThat(written(new TableFormat(false, 100, false), List.of(wide))
                        .lines()
                        .skip(5))
                .contains(
                        "  IP_OPTIONS  0x020002000200020002...  60     ok   0x020002000200020002...  0x0200020002000200020...")
                .allMatch(line -> line.length() <= 100);
        assertThat(written(new TableFormat(false, 20, false), List.of(wide)))
                .contains("0x0200020...  60     ok   0x0200020...");
    }

    @Test
    void comparisonWritesWhatDiffers(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("other.tsv");
        String other = written(new TsvFormat())
                .replace("SO_REUSEADDR\tok\t0\t4\tok\t1\t1", "SO_REUSEADDR\t10042\t\t\tok\t1\t")
                .replace("SIO_UDP_NETRESET", "SIO_UDP_CONNRESET")
                .replace("Windows 11", "Windows 10");
        Files.writeString(file, other + "# what else was printed\n");
        assertThat(written(new Comparison(file)))
                .isEqualTo(lines(
                        "- Windows 10 Pro, build 22631.1, 17",
                        "+ Windows 11 Pro, build 22631.1, 17",
                        "",
                        "tcp4-fresh SOL_SOCKET SO_REUSEADDR",
                        "  - get 10042, set ok, set_value 1",
                        "  + get ok, value 0, len 4, set ok, set_value 1, get2 1",
                        "udp4-bound WSAIoctl SIO_UDP_NETRESET is not in the file",
                        "1 answers differ, 2 are the same, 1 are not in the file, 1 of the file were not asked for."));
    }

    @Test
    void aFileThatCannotBeComparedIsRefusedWithTheLineAndTheReason(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("other.tsv");
        assertThatIOException().isThrownBy(() -> new Comparison(file)).withMessage("there is no file " + file);
        Files.writeString(file, "# windows\tWindows 11\nnonsense\n");
        assertThatIOException()
                .isThrownBy(() -> new Comparison(file))
                .withMessage(file + ", line 2 is none of inspect --format tsv, which has 9 columns: nonsense");
        Files.writeString(file, "# windows\tWindows 11\n");
        assertThatIOException().isThrownBy(() -> new Comparison(file)).withMessageContaining("has no answers");
        Files.write(file, "# windows\t\u00FC".getBytes(StandardCharsets.ISO_8859_1));
        assertThatIOException().isThrownBy(() -> new Comparison(file)).withMessageContaining("is neither in UTF-8");
        Files.write(file, new byte[] {(byte) 0xFF, (byte) 0xFE, 'a'});
        assertThatIOException().isThrownBy(() -> new Comparison(file)).withMessageContaining("nor in UTF-16");
        Files.write(file, new byte[0]);
        assertThatIOException().isThrownBy(() -> new Comparison(file)).withMessageContaining("has no answers");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
    void aFileMayBeginWithAByteOrderMark(String charset, @TempDir Path folder) throws IOException {
        String text = '\uFEFF' + written(new TsvFormat()).replace("\n", "\r\n");
        Path file = Files.write(folder.resolve("other.tsv"), text.getBytes(Charset.forName(charset)));
        assertThat(written(new Comparison(file)))
                .isEqualTo(lines(
                        "- Windows 11 Pro, build 22631.1, 17",
                        "+ Windows 11 Pro, build 22631.1, 17",
                        "",
                        "0 answers differ, 4 are the same, 0 are not in the file, 0 of the file were not asked for."));
    }

    @Test
    void colourTellsWhatWasKeptFromWhatWasNot() {
        String table = written(new TableFormat(true, 0, true));
        assertThat(table)
                .contains("\033[1mtcp4-fresh\033[0m")
                .contains("\033[32mok\033[0m   true  \033[32mtrue\033[0m")
                .contains("\033[32mok\033[0m   true  \033[33mfalse\033[0m")
                .contains("\033[31m10045 WSAEOPNOTSUPP\033[0m");
        assertThat(table.replaceAll("\033\\[\\d+m", "")).isEqualTo(written(new TableFormat(false, 0, true)));
    }

    private static Answer refused(String value, String text) {
        return Answer.refused(10045, "WSAEOPNOTSUPP", value, text);
    }

    private static String written(InspectionFormat format) {
        return written(format, INSPECTIONS);
    }

    private static String written(InspectionFormat format, List<Inspection> inspections) {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        format.begin(out, MACHINE);
        inspections.forEach(inspection -> format.write(out, inspection));
        format.end(out);
        return text.toString().replace(System.lineSeparator(), "\n");
    }

    private static String lines(String... lines) {
        return String.join("\n", lines) + '\n';
    }
}
