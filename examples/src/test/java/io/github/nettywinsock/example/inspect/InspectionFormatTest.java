package io.github.nettywinsock.example.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class InspectionFormatTest {
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
                        "socket_kind\tlevel\toption\tget\tvalue\tlen\tset\tset_value\tget2",
                        "tcp4-fresh\tSOL_SOCKET\tSO_REUSEADDR\tok\t0\t4\tok\t1\t1",
                        "tcp4-fresh\tSOL_SOCKET\tSO_TYPE\tok\t1\t4\tno\t\t",
                        "tcp4-fresh\tSOL_SOCKET\tSO_BROADCAST\tok\t0\t4\tok\t1\t0",
                        "udp4-bound\tWSAIoctl\tSIO_UDP_NETRESET\tno\t\t\t10045\t1\t"));
    }

    @Test
    void jsonIsAnArrayOfObjectsWithTheSameKeys() {
        assertThat(written(new JsonFormat()).lines())
                .startsWith(
                        "[",
                        "  {\"socket_kind\": \"tcp4-fresh\", \"level\": \"SOL_SOCKET\", \"option\": \"SO_REUSEADDR\","
                                + " \"get\": \"ok\", \"value\": \"0\", \"len\": \"4\", \"set\": \"ok\","
                                + " \"set_value\": \"1\", \"get2\": \"1\"},")
                .endsWith(
                        "  {\"socket_kind\": \"udp4-bound\", \"level\": \"WSAIoctl\", \"option\": \"SIO_UDP_NETRESET\","
                                + " \"get\": \"no\", \"value\": \"\", \"len\": \"\", \"set\": \"10045\","
                                + " \"set_value\": \"1\", \"get2\": \"\"}",
                        "]")
                .hasSize(6);
    }

    @Test
    void jsonWithoutAnswersIsAnEmptyArray() {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        JsonFormat format = new JsonFormat();
        format.begin(out);
        format.end(out);
        assertThat(text.toString().replaceAll("\\s", "")).isEqualTo("[]");
    }

    @Test
    void tableGroupsByKindAndLevelAndSpeaksOfErrors() {
        assertThat(written(new TableFormat(false, false)))
                .isEqualTo(lines(
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
        assertThat(written(new TableFormat(false, true)))
                .contains("  SO_BROADCAST  false  4      ok   true  false")
                .doesNotContain("left out");
    }

    @Test
    void colourTellsWhatWasKeptFromWhatWasNot() {
        String table = written(new TableFormat(true, true));
        assertThat(table)
                .contains("\033[1mtcp4-fresh\033[0m")
                .contains("\033[32mok\033[0m   true  \033[32mtrue\033[0m")
                .contains("\033[32mok\033[0m   true  \033[33mfalse\033[0m")
                .contains("\033[31m10045 WSAEOPNOTSUPP\033[0m");
        assertThat(table.replaceAll("\033\\[\\d+m", "")).isEqualTo(written(new TableFormat(false, true)));
    }

    private static Answer refused(String value, String text) {
        return Answer.refused(10045, "WSAEOPNOTSUPP", value, text);
    }

    private static String written(InspectionFormat format) {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        format.begin(out);
        INSPECTIONS.forEach(inspection -> format.write(out, inspection));
        format.end(out);
        return text.toString().replace(System.lineSeparator(), "\n");
    }

    private static String lines(String... lines) {
        return String.join("\n", lines) + '\n';
    }
}
