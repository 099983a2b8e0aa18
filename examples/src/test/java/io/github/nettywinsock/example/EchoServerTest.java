package io.github.nettywinsock.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.Winsock;
import io.github.nettywinsock.WinsockChannelOption;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the server as its users do: in a process of its own. */
class EchoServerTest {
    @TempDir
    private Path folder;

    private Process server;
    private BufferedReader output;

    @AfterEach
    void end() throws InterruptedException {
        server.destroyForcibly().waitFor();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "initializer"})
    void echoesALine(String transport) throws Exception {
        String port = start("--transport", transport, "--option", "SO_RCVBUF=65536", "--child-option", "SO_LINGER=1");
        assertThat(echo(port, "a line")).isEqualTo("a line");
    }

    @Test
    @EnabledOnOs(OS.WINDOWS)
    void echoesALineOnCompletionPorts() throws Exception {
        assertThat(echo(start("--transport", "iocp", "--option", "SO_RCVBUF=65536"), "a line"))
                .isEqualTo("a line");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "initializer"})
    @DisabledOnOs(OS.WINDOWS)
    void saysThatOptionsAreIgnoredWithoutWinsock(String transport) throws Exception {
        String port = start("--transport", transport, "--option", "SO_EXCLUSIVEADDRUSE=true");
        assertThat(echo(port, "still here")).isEqualTo("still here");
        assertThat(errors()).contains("Winsock options are ignored: Winsock exists on Windows only");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "initializer"})
    void showsWhatTcpKnowsOfItsConnections(String transport) throws Exception {
        showsOneConnection(transport);
    }

    @Test
    @EnabledOnOs(OS.WINDOWS)
    void showsWhatTcpKnowsOfItsConnectionsOnCompletionPorts() throws Exception {
        showsOneConnection("iocp");
    }

    private void showsOneConnection(String transport) throws Exception {
        String port = start("--transport", transport, "--metrics", "0");
        String line = output.readLine();
        assertThat(line).startsWith("metrics on http://127.0.0.1:");
        URL values =
                URI.create(line.substring("metrics on ".length()) + "values").toURL();
        try (Socket connection = new Socket("127.0.0.1", Integer.parseInt(port))) {
            connection.setSoTimeout(30_000);
            connection.getOutputStream().write('x');
            assertThat(connection.getInputStream().read()).isEqualTo('x');
            assertThat(text(values)).contains("\"winsock.tcp.connections\": 1.0");
            assertThat(text(values)).contains("\"unavailability\": " + (canBeRead() ? "null" : "\""));
        }
    }

    private static boolean canBeRead() {
        return Winsock.isSupported(WinsockChannelOption.SIO_TCP_INFO);
    }

    private static String text(URL url) throws IOException {
        URLConnection connection = url.openConnection();
        connection.setReadTimeout(30_000);
        try (InputStream content = connection.getInputStream()) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void reportsAMetricsPortInUse() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String port = String.valueOf(other.getLocalPort());
            launch("--metrics", port);
            assertThat(server.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(server.exitValue()).isEqualTo(1);
            assertThat(output.readLine()).isNull();
            assertThat(errors()).contains("error: cannot listen on 127.0.0.1:" + port + ": ");
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no signal that asks a process to end")
    void stopsWhenAskedTo() throws Exception {
        String port = start();
        echo(port, "a line");
        server.destroy();
        assertThat(server.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    /** Starts a server and returns its port. */
    private String start(String... arguments) throws IOException {
        launch(arguments);
        String line = output.readLine();
        assertThat(line).as(errors()).startsWith("listening on 127.0.0.1:");
        return line.substring(line.indexOf(':') + 1);
    }

    private void launch(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Paths.get(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "echo-server"));
        Collections.addAll(command, arguments);
        server = new ProcessBuilder(command)
                .redirectError(folder.resolve("errors").toFile())
                .start();
        output = new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8));
    }

    private String errors() throws IOException {
        return Files.readString(folder.resolve("errors"));
    }

    private static String echo(String port, String message) {
        StringWriter out = new StringWriter();
        assertThat(Main.commandLine()
                        .setOut(new PrintWriter(out, true))
                        .setErr(new PrintWriter(Writer.nullWriter()))
                        .execute("echo-client", "--port", port, "--message", message))
                .isZero();
        return out.toString().stripTrailing();
    }
}
