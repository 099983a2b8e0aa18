package io.github.nettywinsock.iocp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.example.Main;
import io.github.nettywinsock.option.Catalogue;
import io.github.nettywinsock.testsuite.NeedsWindows;
import io.netty.channel.Channel;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

/** The examples on completion ports. */
@NeedsWindows("the examples make native channels")
class IocpExamplesIT {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private void run(String... arguments) {
        int exitCode = Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
        assertThat(exitCode).as(err.toString()).isZero();
    }

    @Test
    void conditionalAcceptAcceptsOneClientAndRejectsTheOther() {
        run("conditional-accept");
        assertThat(out.toString().lines())
                .anySatisfy(line -> assertThat(line).matches(" *127\\.0\\.0\\.1 +ACCEPT +hello, Winsock"))
                .anySatisfy(line -> assertThat(line).matches(" *127\\.0\\.0\\.2 +REJECT +error: .*"));
    }

    @Test
    void theEchoClientTalksToAListener() throws Exception {
        try (IocpChannels channels = new IocpChannels(1)) {
            Channel listener = channels.listen(IocpChannels.Echo::new);
            int port = ((InetSocketAddress) listener.localAddress()).getPort();
            run("echo-client", "--transport", "iocp", "--port", String.valueOf(port), "--option", "SO_KEEPALIVE=true");
        }
        assertThat(out.toString().strip()).isEqualTo("hello, Winsock");
    }

    @Test
    void theInspectorAsksAcceptedChannels() {
        run("inspect", "--transport", "iocp", "--socket", "tcp4-accepted", "--format", "tsv");
        assertThat(out.toString().lines().filter(line -> !line.startsWith("# ")))
                .hasSize(1 + Catalogue.options().size());
        assertThat(out.toString()).contains("tcp4-accepted\tSOL_SOCKET\tSO_KEEPALIVE\tok\t");
    }
}
