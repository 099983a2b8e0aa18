package io.github.nettywinsock.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nettywinsock.option.SocketLevel;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Properties;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How an options file and system properties are read, and what is said of what cannot be used. */
class OptionSettingsTest {
    private static final String FILE = "-Dio.github.nettywinsock.options: ";
    private static final String PREFIX = "io.github.nettywinsock.";

    @TempDir
    Path directory;

    @Test
    void eachRoleHasItsOptionsInTheOrderOfTheFile() throws Exception {
        OptionSettings options = read("# policy\r\n\r\nlistener.SO_SNDBUF : 1\r\nchild.TCP_NODELAY true\r\n"
                + "listener.so_rcvbuf = \\\r\n   2\r\n!end");
        assertThat(options.of(ChannelRole.LISTENER)).hasToString("SO_SNDBUF=1, SO_RCVBUF=2");
        assertThat(options.of(ChannelRole.CHILD)).hasToString("TCP_NODELAY=true");
        assertThat(options.of(ChannelRole.CLIENT)).hasToString("nothing");
        assertThat(options.of(ChannelRole.DATAGRAM)).hasToString("nothing");
    }

    @Test
    void anOptionThatTakesSeveralValuesKeepsThemAll() throws Exception {
        OptionSettings options =
                read("datagram.IP_ADD_MEMBERSHIP = 239.1.1.1\ndatagram.IP_ADD_MEMBERSHIP = 239.1.1.2\n");
        assertThat(options.of(ChannelRole.DATAGRAM).ofAll()).hasSize(2);
    }

    /** Notepad writes the first two, PowerShell the first three. */
    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
    void aByteOrderMarkIsUnderstood(String charset) throws Exception {
        Path file = Files.write(
                directory.resolve("winsock.properties"),
                "\uFEFFlistener.SO_SNDBUF = 1\r\n# äöü €\r\n".getBytes(Charset.forName(charset)));
        assertThat(readFile(file).of(ChannelRole.LISTENER)).hasToString("SO_SNDBUF=1");
    }

    @Test
    void aFileWithoutContentsHasNoOptions() throws Exception {
        assertThat(read("").of(ChannelRole.LISTENER).areEmpty()).isTrue();
        assertThat(read("\uFEFF").of(ChannelRole.LISTENER).areEmpty()).isTrue();
    }

    @Test
    void anotherEncodingIsNamedWithTheLine() throws Exception {
        assertThatThrownBy(() -> read("# a\nlistener.SO_SNDBUF = 1 # f\u00FCr\n".getBytes(StandardCharsets.ISO_8859_1)))
                .hasMessage(FILE + file()
                        + ", line 2: listener.SO_SNDBUF = 1 # f: here the text is not UTF-8; save the file as"
                        + " UTF-8, or as UTF-16 with a byte order mark");
        assertThatThrownBy(() -> read("listener.SO_SNDBUF = 1".getBytes(StandardCharsets.UTF_16LE)))
                .hasMessageStartingWith(FILE + file() + ", line 1: l: here the text is not UTF-8; ");
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
                "SO_SNDBUF = 1 | SO_SNDBUF: a key is a role, with a port in brackets where only that one is meant, and an"
                        + " option, such as listener.SO_RCVBUF or listener[8443].SO_RCVBUF; the roles are listener, child, client, datagram",
                "listener[0].SO_SNDBUF = 1 | listener[0].SO_SNDBUF: a port is 1 to 65535, not 0",
                "listener[65536].SO_SNDBUF = 1 | listener[65536].SO_SNDBUF: a port is 1 to 65535, not 65536",
                "listener[a].SO_SNDBUF = 1 | listener[a].SO_SNDBUF: a key is a role, with a port in brackets where only"
                        + " that one is meant, and an option, such as listener.SO_RCVBUF or listener[8443].SO_RCVBUF;"
                        + " the roles are listener, child, client, datagram",
                "listener.SO_SNDBUFF = 1 | listener.SO_SNDBUFF: there is no socket option SO_SNDBUFF; did you mean"
                        + " SO_SNDBUF?",
                "listener. = 1 | listener.: there is no socket option ; the names are those of the Windows headers, such as"
                        + " SO_RCVBUF",
                "a.SO_SNDBUF = 1 | a.SO_SNDBUF: there is no role a. The roles are listener, child, client, datagram",
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
                .hasMessage(FILE + file() + ", line 5: " + message);
    }

    @Test
    void anOptionThatIsSetTwiceIsNamed() {
        assertThatThrownBy(() -> read("listener.SO_SNDBUF = 1\nchild.SO_SNDBUF = 2\nlistener.so_sndbuf = 3"))
                .hasMessage(FILE + file() + ", line 3: listener.so_sndbuf: set in line 1 already; keep one of the two");
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
                        + " never comes for a TCP listener; write client.SO_UPDATE_CONNECT_CONTEXT"
            })
    void anOptionThatCanNeverBeSetInItsRoleIsRefused(String key, String value, String message) {
        assertThatThrownBy(() -> read(key + " = " + value))
                .hasMessage(FILE + file() + ", line 1: " + key + ": " + message);
    }

    /** It is for another kind of socket in the same application, and no failure of these. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
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
    void anOptionForAnotherKindOfSocketIsLeftOut(String key, String value, String message) throws Exception {
        OptionSettings options = read(key + " = " + value + "\nlistener.SO_SNDBUF = 1");
        assertThat(options.misfits()).containsExactly(FILE + file() + ", line 1: " + key + ": " + message);
        ChannelRole role =
                ChannelRole.valueOf(key.substring(0, key.indexOf('.')).toUpperCase(Locale.ROOT));
        assertThat(options.of(role).leftOut()).isEqualTo(message.replaceAll("; write .*", ""));
        assertThat(options.of(role).ofAll().toString()).doesNotContain(key.substring(key.indexOf('.') + 1));
        assertThat(options.of(ChannelRole.LISTENER).ofAll()).hasToString("SO_SNDBUF=1");
    }

    @Test
    void whatIsLeftOutAtAPortIsSaidWithIt() throws Exception {
        assertThat(read("client[80].IP_MULTICAST_TTL = 4")
                        .of(ChannelRole.CLIENT)
                        .leftOut())
                .isEqualTo("[80]: IP_MULTICAST_TTL is for udp,raw sockets, not for a TCP client");
    }

    @Test
    void everyMistakeIsNamedAndTheRestIsRead() {
        OptionSettings options = OptionSettings.of(properties(
                OptionSettings.FILE,
                write("listener.A = 1\nlistener.SO_SNDBUF = 1\nlistener.B = 1"),
                PREFIX + "child.C",
                "1",
                PREFIX + "onError",
                "warm"));
        assertThat(options.mistakes()).hasSize(4);
        assertThat(options.mistakes().get(0))
                .isEqualTo("-Dio.github.nettywinsock.onError takes fail or warn, not warm");
        assertThat(options.mistakes().get(1))
                .startsWith("-Dio.github.nettywinsock.child.C: there is no socket option C; the names are");
        assertThat(options.mistakes().get(2)).contains(", line 1: listener.A: ");
        assertThat(options.mistakes().get(3)).contains(", line 3: listener.B: ");
        assertThat(options.areLenient()).isFalse();
        assertThat(options.of(ChannelRole.LISTENER)).hasToString("SO_SNDBUF=1");
    }

    @Test
    void aPortHasOptionsOfItsOwn() throws Exception {
        RoleOptions options = read("listener[8443].SO_SNDBUF = 1\nlistener.SO_SNDBUF = 2\nlistener[80].SO_RCVBUF = 3")
                .of(ChannelRole.LISTENER);
        assertThat(options).hasToString("SO_SNDBUF=2, [80]: SO_RCVBUF=3, [8443]: SO_SNDBUF=1");
        assertThat(options.at(8443)).hasToString("SO_SNDBUF=1");
        assertThat(options.at(1)).isEmpty();
        assertThat(options.at(0)).isEmpty();
        assertThatThrownBy(() -> read("listener[80].SO_SNDBUF = 1\nlistener[80].so_sndbuf = 2"))
                .hasMessageEndingWith("set in line 1 already; keep one of the two");
    }

    @Test
    void aPortIsTheSameWithZerosBeforeIt() throws Exception {
        assertThat(read("listener[0080].SO_SNDBUF = 1").of(ChannelRole.LISTENER))
                .hasToString("[80]: SO_SNDBUF=1");
        assertThatThrownBy(() -> read("listener[080].SO_SNDBUF = 1\nlistener[80].SO_SNDBUF = 2"))
                .hasMessageEndingWith(", line 2: listener[80].SO_SNDBUF: set in line 1 already; keep one of the two");
        assertThat(usable(OptionSettings.of(properties(
                                OptionSettings.FILE,
                                write("listener[80].SO_SNDBUF = 1"),
                                PREFIX + "listener[080].SO_SNDBUF",
                                "2")))
                        .of(ChannelRole.LISTENER))
                .hasToString("[80]: SO_SNDBUF=2");
    }

    @Test
    void anOptionOfAPortReplacesTheOneThatCannotBeOnTogetherWithIt() throws Exception {
        OptionSettings options = read("listener.SO_REUSEADDR = true\nlistener.SO_RCVBUF = 1\n"
                + "listener[1].SO_EXCLUSIVEADDRUSE = true\nlistener[2].SO_EXCLUSIVEADDRUSE = false\n"
                + "listener[3].SO_RCVBUF = 2\n"
                + "client.SO_REUSE_UNICASTPORT = true\nclient[1].SO_RANDOMIZE_PORT = true\n"
                + "datagram.SO_EXCLUSIVEADDRUSE = true\ndatagram[1].SO_REUSEADDR = true");
        RoleOptions listener = options.of(ChannelRole.LISTENER);
        assertThat(listener.replacedAt(1)).containsExactly(SocketLevel.SO_REUSEADDR);
        assertThat(listener.replacedAt(2)).as("what is off excludes nothing").isEmpty();
        assertThat(listener.replacedAt(3)).isEmpty();
        assertThat(options.of(ChannelRole.CLIENT).replacedAt(1)).containsExactly(SocketLevel.SO_REUSE_UNICASTPORT);
        assertThat(options.of(ChannelRole.DATAGRAM).replacedAt(1)).containsExactly(SocketLevel.SO_EXCLUSIVEADDRUSE);
        assertThat(read("client.SO_RANDOMIZE_PORT = true\nclient[1].SO_REUSE_UNICASTPORT = true")
                        .of(ChannelRole.CLIENT)
                        .replacedAt(1))
                .as("the other way round")
                .containsExactly(SocketLevel.SO_RANDOMIZE_PORT);
    }

    @ParameterizedTest
    @CsvSource({
        "option, ; did you mean options?",
        "onerror, ; did you mean onError?",
        "Required, ; did you mean required?",
        "tracing, ; did you mean trace?",
        "listener, .",
        "listener[8443], .",
        "SO_RCVBUF, .",
        "'', ."
    })
    void aSystemPropertyThatDoesNotExistIsNamed(String name, String suggestion) {
        OptionSettings options = OptionSettings.of(properties(PREFIX + name, "warn", "io.github.nettywinsocks.x", "1"));
        assertThat(options.mistakes())
                .containsExactly("-D" + PREFIX + name + ": there is no such system property" + suggestion
                        + " There are options, onError, required, trace, and a role with an option, such as"
                        + " listener.SO_RCVBUF or listener[8443].SO_RCVBUF");
        assertThat(options.areLenient()).isFalse();
    }

    @Test
    void theSystemPropertiesThatAreNoOptionsAreKnown() {
        OptionSettings options = usable(OptionSettings.of(properties(
                WinsockBackend.REQUIRED, "true", WinsockBackend.TRACE, "true", OptionSettings.ON_ERROR, "fail")));
        assertThat(options.areGiven()).isFalse();
    }

    @Test
    void systemPropertiesAreTheSameAsLinesAndComeFirst() {
        OptionSettings options = usable(OptionSettings.of(properties(
                OptionSettings.FILE,
                write("listener.so_sndbuf = 1\nlistener.SO_RCVBUF = 2\nchild.SO_SNDBUF = 3"),
                PREFIX + "listener.SO_SNDBUF",
                " 4",
                PREFIX + "client[443].SO_SNDBUF",
                "5",
                PREFIX + "required",
                "true")));
        assertThat(options.of(ChannelRole.LISTENER)).hasToString("SO_SNDBUF=4, SO_RCVBUF=2");
        assertThat(options.of(ChannelRole.CHILD)).hasToString("SO_SNDBUF=3");
        assertThat(options.of(ChannelRole.CLIENT)).hasToString("[443]: SO_SNDBUF=5");
    }

    @Test
    void withoutEitherThereIsNothing() {
        assertThat(OptionSettings.of(properties(PREFIX + "required", "true", PREFIX + "onError", "warn"))
                        .areGiven())
                .isFalse();
        assertThat(OptionSettings.of(properties(PREFIX + "lisener.SO_SNDBUF", "1"))
                        .mistakes())
                .containsExactly("-Dio.github.nettywinsock.lisener.SO_SNDBUF: there is no role lisener; did you mean"
                        + " listener? The roles are listener, child, client, datagram");
    }

    @Test
    void aFileThatCannotBeReadIsNamed() {
        assertThatThrownBy(() -> readFile(file()))
                .hasMessage(FILE + "cannot read " + file() + ": java.nio.file.NoSuchFileException: " + file());
        assertThatThrownBy(() -> readFile(directory)).hasMessageStartingWith(FILE + "cannot read " + directory + ": ");
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

    private String write(String text) {
        try {
            return Files.writeString(file(), text).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private OptionSettings read(String text) throws IOException {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    private OptionSettings read(byte[] bytes) throws IOException {
        return readFile(Files.write(file(), bytes));
    }

    private static OptionSettings readFile(Path file) {
        return usable(OptionSettings.of(properties(OptionSettings.FILE, file.toString())));
    }

    private static OptionSettings usable(OptionSettings settings) {
        if (!settings.mistakes().isEmpty()) {
            throw new AssertionError(String.join("\n", settings.mistakes()));
        }
        return settings;
    }

    private static Properties properties(String... keysAndValues) {
        Properties properties = new Properties();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            properties.setProperty(keysAndValues[i], keysAndValues[i + 1]);
        }
        return properties;
    }
}
