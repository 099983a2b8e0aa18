package io.github.nettywinsock.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    @ParameterizedTest
    @CsvSource({
        "nonsense, 'nonsense'",
        "echo-client, Missing required option: '--port=P'",
        "echo-server --port 65536, 'a port is 0 to 65535, not 65536'",
        "echo-server --port http, 'a port is 0 to 65535, not http'",
        "echo-server --metrics http, 'a port is 0 to 65535, not http'",
        "echo-server --host no.such.host.invalid, there is no host no.such.host.invalid",
        "echo-server --transport epoll, --transport",
        "echo-server --option SO_KEPALIVE=true, did you mean SO_KEEPALIVE?",
        "echo-server --child-option TCP_NODLAY=true, did you mean TCP_NODELAY?",
        "inspect --socket tcp5-fresh, 'udp6-fresh, not tcp5-fresh'",
        "inspect --format xml, --format",
        "inspect --format json --compare answers.tsv, --compare prints differences",
        "echo-client --port 1 --option SO_SNDTIMEO=soon, 'SO_SNDTIMEO takes 0 to 2147483647 milliseconds, not soon'"
    })
    void answersABadCommandLineInOneLine(String arguments, String reason) {
        assertThat(run(arguments.split(" "))).isEqualTo(2);
        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .startsWith("error: ")
                .contains(reason);
    }

    @Test
    void asksForACommand() {
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString().lines()).singleElement().asString().contains("subcommand");
    }

    @Test
    void listsTheCommands() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString())
                .contains("demo", "echo-server", "echo-client", "conditional-accept", "setsockopt-tour", "inspect");
    }

    @ParameterizedTest
    @ValueSource(strings = {"echo-server", "echo-client"})
    void listsTheOptionsThatAChannelTakes(String command) {
        assertThat(run(command, "--help")).isZero();
        assertThat(out.toString().lines())
                .anyMatch(line -> line.matches("  SO_EXCLUSIVEADDRUSE +true or false"))
                .anyMatch(line -> line.matches("  SO_LINGER +.+ seconds.*"))
                .noneMatch(line -> line.contains("SO_TYPE ") || line.contains("UDP_"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "initializer"})
    void reportsAPortInUseInOneLine(String transport) throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String port = String.valueOf(other.getLocalPort());
            assertThat(run("echo-server", "--transport", transport, "--port", port))
                    .isEqualTo(1);
            assertThat(err.toString().lines().filter(line -> !line.startsWith("Winsock options are ignored")))
                    .singleElement()
                    .asString()
                    .startsWith("error: cannot listen on 127.0.0.1:" + port + ": ");
        }
    }

    @Test
    void reportsARefusedConnectionInOneLine() throws Exception {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = closed.getLocalPort();
        }
        assertThat(run("echo-client", "--port", String.valueOf(port))).isEqualTo(1);
        assertThat(err.toString().lines().filter(line -> !line.startsWith("Winsock options are ignored")))
                .singleElement()
                .asString()
                .startsWith("error: cannot connect to 127.0.0.1:" + port + ": ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "conditional-accept", "setsockopt-tour", "inspect"})
    @DisabledOnOs(OS.WINDOWS)
    void saysThatThereIsNothingToShowWithoutWinsock(String command) {
        assertThat(run(command)).isEqualTo(1);
        assertThat(err.toString().lines()).singleElement().asString().contains("Winsock exists on Windows only");
    }

    @ParameterizedTest
    @ValueSource(strings = {"echo-server", "echo-client --port 1"})
    @DisabledOnOs(OS.WINDOWS)
    void saysThatThereAreNoCompletionPorts(String command) {
        assertThat(run((command + " --transport iocp").split(" "))).isEqualTo(1);
        assertThat(err.toString()).contains("error: the IOCP transport cannot be used: Winsock exists on Windows only");
    }
}
