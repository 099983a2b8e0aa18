package io.github.nettywinsock.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Properties;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How an options file is read, and what is said of one that cannot be used. */
class OptionsFileTest {
    @TempDir
    Path directory;

    @Test
    void eachRoleHasItsOptionsInTheOrderOfTheFile() throws Exception {
        OptionsFile options = read("# policy\r\n\r\nlistener.SO_SNDBUF : 1\r\nchild.TCP_NODELAY true\r\n"
                + "listener.so_rcvbuf = \\\r\n   2\r\n!end");
        assertThat(options.of(ChannelRole.LISTENER)).hasToString("SO_SNDBUF=1, SO_RCVBUF=2");
        assertThat(options.of(ChannelRole.CHILD)).hasToString("TCP_NODELAY=true");
        assertThat(options.of(ChannelRole.CLIENT)).hasToString("");
        assertThat(options.of(ChannelRole.DATAGRAM)).hasToString("");
    }

    @Test
    void anOptionThatTakesSeveralValuesKeepsThemAll() throws Exception {
        OptionsFile options = read("datagram.IP_ADD_MEMBERSHIP = 239.1.1.1\ndatagram.IP_ADD_MEMBERSHIP = 239.1.1.2\n");
        assertThat(options.of(ChannelRole.DATAGRAM)).hasSize(2);
    }

    /** Notepad writes the first two, PowerShell the first three. */
    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
    void aByteOrderMarkIsUnderstood(String charset) throws Exception {
        Path file = Files.write(
                directory.resolve("winsock.properties"),
                "\uFEFFlistener.SO_SNDBUF = 1\r\n# äöü €\r\n".getBytes(Charset.forName(charset)));
        assertThat(OptionsFile.read(file.toString()).of(ChannelRole.LISTENER)).hasToString("SO_SNDBUF=1");
    }

    @Test
    void aFileWithoutContentsHasNoOptions() throws Exception {
        assertThat(read("").of(ChannelRole.LISTENER)).isEmpty();
        assertThat(read("\uFEFF").of(ChannelRole.LISTENER)).isEmpty();
    }

    @Test
    void anotherEncodingIsNamedWithTheLine() throws Exception {
        assertThatThrownBy(() -> read("# a\nlistener.SO_SNDBUF = 1 # f\u00FCr\n".getBytes(StandardCharsets.ISO_8859_1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        file() + ", line 2: listener.SO_SNDBUF = 1 # f: here the text is not UTF-8; save the file as"
                                + " UTF-8, or as UTF-16 with a byte order mark");
        assertThatThrownBy(() -> read("listener.SO_SNDBUF = 1".getBytes(StandardCharsets.UTF_16LE)))
                .hasMessageStartingWith(file() + ", line 1: l: here the text is not UTF-8; ");
        byte[] cut = "\uFEFFa\nb".getBytes(StandardCharsets.UTF_16LE);
        assertThatThrownBy(() -> read(Arrays.copyOf(cut, cut.length - 1)))
                .hasMessageContaining(", line 2: : here the text is not UTF-16LE; ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "lisener.SO_SNDBUF = 1 | lisener.SO_SNDBUF: there is no role lisener; did you mean listener? The roles are"
                        + " listener, child, client, datagram",
                "SO_SNDBUF = 1 | SO_SNDBUF: a key is a role and an option, such as listener.SO_RCVBUF; the roles are"
                        + " listener, child, client, datagram",
                "listener.SO_SNDBUFF = 1 | listener.SO_SNDBUFF: there is no socket option SO_SNDBUFF; did you mean"
                        + " SO_SNDBUF?",
                "listener. = 1 | listener.: there is no socket option ; did you mean IP_TOS?",
                "child.TCP_KEEPCNT = 256 | child.TCP_KEEPCNT: TCP_KEEPCNT takes 0 to 255 probes, not 256",
                "client.SO_KEEPALIVE = maybe | client.SO_KEEPALIVE: SO_KEEPALIVE takes true or false, not maybe",
                "client.SO_SNDBUF = 0x | client.SO_SNDBUF: SO_SNDBUF takes 0 to 2147483647 bytes, not 0x",
                "listener.SO_TYPE = 1 | listener.SO_TYPE: SO_TYPE cannot be set: it is read only",
                "datagram.SO_TIMESTAMP = 1 | datagram.SO_TIMESTAMP: SO_TIMESTAMP cannot be set: it is the type of a"
                        + " control message",
                "child.SO_SNDBUF = \\u12x4 | child.SO_SNDBUF = \\u12x4: a malformed escape; write \\u with four"
                        + " hexadecimal digits, and \\\\ for a backslash"
            })
    void aLineThatCannotBeUsedIsNamed(String line, String message) {
        assertThatThrownBy(() -> read("# policy\nlistener.SO_RCVBUF = \\\n 1\n\n" + line + "\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(file() + ", line 5: " + message);
    }

    @Test
    void anOptionThatIsSetTwiceIsNamed() {
        assertThatThrownBy(() -> read("listener.SO_SNDBUF = 1\nchild.SO_SNDBUF = 2\nlistener.so_sndbuf = 3"))
                .hasMessage(file() + ", line 3: listener.so_sndbuf: set in line 1 already; keep one of the two");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "child.SO_EXCLUSIVEADDRUSE | true | SO_EXCLUSIVEADDRUSE has to be set before bind, which is over for an"
                        + " accepted TCP socket; write listener.SO_EXCLUSIVEADDRUSE or client.SO_EXCLUSIVEADDRUSE or"
                        + " datagram.SO_EXCLUSIVEADDRUSE",
                "child.TCP_FASTOPEN | true | TCP_FASTOPEN has to be set before connect, which is over for an accepted TCP"
                        + " socket; write listener.TCP_FASTOPEN or client.TCP_FASTOPEN",
                "client.SO_CONDITIONAL_ACCEPT | true | SO_CONDITIONAL_ACCEPT has to be set before listen, which never"
                        + " comes for a TCP client; write listener.SO_CONDITIONAL_ACCEPT",
                "listener.SO_UPDATE_ACCEPT_CONTEXT | true | SO_UPDATE_ACCEPT_CONTEXT has to be set after accept, which"
                        + " never comes for a TCP listener; write child.SO_UPDATE_ACCEPT_CONTEXT",
                "listener.SO_UPDATE_CONNECT_CONTEXT | true | SO_UPDATE_CONNECT_CONTEXT has to be set after connect, which"
                        + " never comes for a TCP listener; write client.SO_UPDATE_CONNECT_CONTEXT",
                "child.SIO_UDP_CONNRESET | false | SIO_UDP_CONNRESET is for udp sockets, not for an accepted TCP socket;"
                        + " write datagram.SIO_UDP_CONNRESET",
                "client.IP_MULTICAST_TTL | 4 | IP_MULTICAST_TTL is for udp,raw sockets, not for a TCP client; write"
                        + " datagram.IP_MULTICAST_TTL",
                "listener.SO_BROADCAST | true | SO_BROADCAST is for dgram sockets, not for a TCP listener; write"
                        + " datagram.SO_BROADCAST",
                "datagram.TCP_NODELAY | true | TCP_NODELAY is for tcp sockets, not for a UDP socket; write"
                        + " listener.TCP_NODELAY or child.TCP_NODELAY or client.TCP_NODELAY",
                "datagram.IP_HDRINCL | true | IP_HDRINCL is for raw sockets, not for a UDP socket"
            })
    void anOptionThatCanNeverBeSetInItsRoleIsRefused(String key, String value, String message) {
        assertThatThrownBy(() -> read(key + " = " + value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(file() + ", line 1: " + key + ": " + message);
    }

    @Test
    void aFileThatCannotBeReadIsNamed() {
        assertThatThrownBy(() -> OptionsFile.read(file().toString()))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("cannot read " + file() + ": java.nio.file.NoSuchFileException: " + file());
        assertThatThrownBy(() -> OptionsFile.read(directory.toString()))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith("cannot read " + directory + ": ");
    }

    /** {@link Properties} does not tell the lines, so they are found here: in the same text, the same keys and values. */
    @Test
    void anyTextIsReadAsPropertiesReadIt() throws Exception {
        String[] parts = {
            "a", "b.C", "=", ":", " ", "\t", "\f", "\\", "\\\\", "\\u0041", "\n", "\r\n", "\r", "#", "!", "x"
        };
        Random random = new Random(42);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(14); length > 0; length--) {
                text.append(parts[random.nextInt(parts.length)]);
            }
            Properties expected = new Properties();
            expected.load(new StringReader(text.toString()));
            expected.remove("");
            Properties actual = new Properties();
            for (PropertyLine line : PropertyLine.of(text.toString())) {
                actual.setProperty(line.key, line.value);
            }
            actual.remove("");
            assertThat(actual)
                    .as(
                            "%s",
                            text.chars().mapToObj(c -> String.format("%02x", c)).collect(Collectors.joining(" ")))
                    .isEqualTo(expected);
        }
    }

    private Path file() {
        return directory.resolve("winsock.properties");
    }

    private OptionsFile read(String text) throws IOException {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    private OptionsFile read(byte[] bytes) throws IOException {
        return OptionsFile.read(Files.write(file(), bytes).toString());
    }
}
