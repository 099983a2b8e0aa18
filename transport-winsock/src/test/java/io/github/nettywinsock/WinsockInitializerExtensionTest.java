package io.github.nettywinsock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.local.LocalServerChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The file, line by line; what its options do is shown beside the other ways in. */
class WinsockInitializerExtensionTest {
    private final FakeWinsock ws2 = new FakeWinsock();

    @TempDir
    Path directory;

    @AfterEach
    void forgetTheFile() {
        System.clearProperty(WinsockInitializerExtension.OPTIONS_FILE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "server.SO_SNDBUF | 1 | io.github.nettywinsock.options: server.SO_SNDBUF is not understood; write"
                        + " listener.NAME, child.NAME or client.NAME",
                "SO_SNDBUF | 1 | io.github.nettywinsock.options: SO_SNDBUF is not understood; write listener.NAME,"
                        + " child.NAME or client.NAME",
                "listener.SO_SNDBUFF | 1 | there is no socket option SO_SNDBUFF; did you mean SO_SNDBUF?",
                "child.TCP_KEEPCNT | 256 | TCP_KEEPCNT takes 0 to 255 probes, not 256",
                "client.SO_KEEPALIVE | maybe | SO_KEEPALIVE takes true or false, not maybe"
            })
    void aLineThatCannotBeUsedIsNamed(String key, String value, String message) {
        assertThatThrownBy(() -> extension(key, value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void anOptionThatCannotBeSetIsNamed() {
        assertThatThrownBy(() -> extension("listener.SO_TYPE", "1"))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("SO_TYPE cannot be set: it is read only");
    }

    @Test
    void eachRoleHasItsOwnOptions() {
        NioServerSocketChannel channel = new NioServerSocketChannel();
        extension("client.SO_SNDBUF", "4242").postInitializeServerListenerChannel(channel);
        assertThat(channel.pipeline().get(WinsockOptionHandler.class)).isNull();

        extension("listener.so_sndbuf", " 4242 ").postInitializeServerListenerChannel(channel);
        assertThat(channel.pipeline().first()).isInstanceOf(WinsockOptionHandler.class);
        channel.unsafe().closeForcibly();
    }

    @Test
    void aChannelWithoutASocketIsNamed() {
        assertThatThrownBy(() -> extension("listener.SO_SNDBUF", "4242")
                        .postInitializeServerListenerChannel(new LocalServerChannel()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not a io.netty.channel.local.LocalServerChannel");
    }

    @Test
    void withoutAFileItDoesNothing() {
        NioServerSocketChannel channel = new NioServerSocketChannel();
        new WinsockInitializerExtension().postInitializeServerListenerChannel(channel);
        assertThat(channel.pipeline().first()).isNull();
        channel.unsafe().closeForcibly();
    }

    @Test
    void theSystemPropertyNamesTheFile() throws Exception {
        Path file = directory.resolve("winsock.properties");
        Files.writeString(file, "# policy\nlistener.SO_EXCLUSIVEADDRUSE = perhaps\n");
        System.setProperty(WinsockInitializerExtension.OPTIONS_FILE, file.toString());
        assertThatThrownBy(WinsockInitializerExtension::new)
                .hasMessage("SO_EXCLUSIVEADDRUSE takes true or false, not perhaps");

        Files.writeString(file, "listener.SO_EXCLUSIVEADDRUSE = true\n");
        new WinsockInitializerExtension();
    }

    @Test
    void aFileThatCannotBeReadIsNamed() {
        String file = directory.resolve("missing").toString();
        System.setProperty(WinsockInitializerExtension.OPTIONS_FILE, file);
        assertThatThrownBy(WinsockInitializerExtension::new)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("io.github.nettywinsock.options: cannot read " + file);
    }

    private WinsockInitializerExtension extension(String key, String value) {
        Properties properties = new Properties();
        properties.setProperty(key, value);
        return new WinsockInitializerExtension(properties, ws2.provider());
    }
}
