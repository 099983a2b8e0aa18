package io.github.nettywinsock.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The control codes against {@code ioctls.tsv}, and their structs byte by byte. */
class ControlCodesTest {
    private static final Map<String, Phase> PHASES = Map.of(
            "any", Phase.ANY,
            "before-bind", Phase.BEFORE_BIND,
            "after-bind", Phase.AFTER_BIND,
            "before-connect", Phase.BEFORE_CONNECT,
            "after-connect", Phase.AFTER_CONNECT);

    private final ByteBuffer buffer = ByteBuffer.allocate(512).order(ByteOrder.LITTLE_ENDIAN);

    static List<WinsockOption<?>> controlCodes() {
        return ControlCodes.OPTIONS.options();
    }

    /** code, value, in_struct, out_struct, sockets, when, min_windows, doc, note. */
    private static String[] row(String name) throws IOException {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                ControlCodesTest.class.getResourceAsStream("/winsock/ioctls.tsv"), StandardCharsets.UTF_8))) {
            return reader.lines()
                    .map(line -> line.split("\t", -1))
                    .filter(row -> row[0].equals(name))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(name + " is not in ioctls.tsv"));
        }
    }

    @ParameterizedTest
    @MethodSource("controlCodes")
    void theLineSaysWhatItsRowDoes(WinsockOption<?> option) throws IOException {
        String[] row = row(option.name());
        assertThat(option.optname()).isEqualTo(Long.decode(row[1]).intValue());
        assertThat(option.isControlCode()).isTrue();
        assertThat(option.levelName()).isEmpty();
        boolean reads = !row[3].isEmpty();
        assertThat(option.access()).isEqualTo(reads ? Access.READ_ONLY : Access.WRITE_ONLY);
        assertThat(option.sockets()).hasToString(row[4].equals("tcp,udp") ? "any" : row[4]);
        assertThat(option.since()).isEqualTo(row[6]);
        if (!reads) {
            assertThat(option.phase()).isEqualTo(PHASES.get(row[5]));
        }
        assertThat(option.documentation()).endsWith(row[7].startsWith("header-only") ? "" : row[7]);
        assertThat(option.documentation().isEmpty()).isEqualTo(row[7].startsWith("header-only"));
    }

    @Test
    void queriesHaveTheNumbersOfTheirRows() throws IOException {
        for (ControlQuery<?, ?> query : List.of(ControlQuery.ROUTING_INTERFACE, ControlQuery.PORT_RESERVATION)) {
            String[] row = row(query.option().name());
            assertThat(query.option().optname()).isEqualTo(Long.decode(row[1]).intValue());
        }
    }

    @Test
    void keepAliveValuesAreThreeDwords() {
        assertThat(encoded(KeepAliveValues.CODEC, KeepAliveValues.of(30_000, 5_000)))
                .isEqualTo("01000000 30750000 88130000");
        assertThat(encoded(KeepAliveValues.CODEC, KeepAliveValues.off())).isEqualTo("00000000 00000000 00000000");
        assertThat(KeepAliveValues.CODEC.parse("30000/5000")).isEqualTo(KeepAliveValues.of(30_000, 5_000));
        assertThat(KeepAliveValues.CODEC.parse("off")).isEqualTo(KeepAliveValues.off());
        assertThatThrownBy(() -> KeepAliveValues.of(-1, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void initialRtoIsAWordAndAByte() {
        assertThat(encoded(InitialRto.CODEC, InitialRto.of(0x1234, InitialRto.NO_RETRANSMISSIONS)))
                .isEqualTo("3412FE00");
        assertThatThrownBy(() -> InitialRto.of(0x10000, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void compatibilityModeIsTwoDwords() {
        assertThat(encoded(CompatibilityMode.CODEC, CompatibilityMode.of(2, 0x06000000)))
                .isEqualTo("02000000 00000006");
        assertThatThrownBy(() -> CompatibilityMode.of(3, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void portRangeHasItsPortInNetworkOrder() {
        int length = ControlQuery.PORT_RESERVATION.encode(PortReservation.of(0x1234, 0x20, 0), buffer);
        assertThat(hex(length)).isEqualTo("12342000");
        buffer.clear().putShort(0, (short) 0x3412).putShort(2, (short) 0x20).putLong(8, 77);
        assertThat(ControlQuery.PORT_RESERVATION.option().codec().decode(buffer, 16, 0))
                .isEqualTo(PortReservation.of(0x1234, 0x20, 77));
        assertThat(encoded(PortReservation.CODEC, PortReservation.of(0, 0, 77))).isEqualTo("4D000000 00000000");
    }

    @Test
    void remoteAddressesAreSockaddrs() throws UnknownHostException {
        InetSocketAddress v4 = new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0x1234);
        assertThat(hex(ControlQuery.ROUTING_INTERFACE.encode(v4, buffer)))
                .isEqualTo("02001234 7F000001 00000000 00000000");
        assertThat(SocketAddresses.read(buffer, 0)).isEqualTo(v4);
        InetSocketAddress v6 = new InetSocketAddress(InetAddress.getByName("::1"), 7);
        assertThat(ControlQuery.ROUTING_INTERFACE.encode(v6, buffer)).isEqualTo(28);
        assertThat(SocketAddresses.read(buffer, 0)).isEqualTo(v6);
    }

    @Test
    void tcpInfoOfVersion0LacksWhatVersion1Added() {
        buffer.putInt(0, 4)
                .putInt(20, -1)
                .putLong(48, 1L << 40)
                .put(84, (byte) 3)
                .putLong(128, 9);
        WinsockTcpInfo v0 = WinsockTcpInfo.CODEC.decode(buffer, 88, 0);
        assertThat(v0.version()).isZero();
        assertThat(v0.state()).isEqualTo(4);
        assertThat(v0.rttUs()).isEqualTo(0xFFFFFFFFL);
        assertThat(v0.bytesOut()).isEqualTo(1L << 40);
        assertThat(v0.synRetrans()).isEqualTo(3);
        assertThat(v0.sndLimBytesSnd()).isEqualTo(-1);
        WinsockTcpInfo v1 = WinsockTcpInfo.CODEC.decode(buffer, 136, 0);
        assertThat(v1.version()).isEqualTo(1);
        assertThat(v1.sndLimBytesSnd()).isEqualTo(9);
    }

    @Test
    void tcpInfoAsksForVersion1AndThenForVersion0() {
        assertThat(Catalogue.byName("SIO_TCP_INFO").requests().stream()
                        .map(request -> (int) request[0])
                        .collect(Collectors.toList()))
                .containsExactly(1, 0);
    }

    @Test
    void addressListPointsIntoItsBuffer() throws UnknownHostException {
        long address = 0x10000;
        buffer.putInt(0, 1).putLong(8, address + 24).putInt(16, 16);
        buffer.putShort(24, (short) 2).put(28, (byte) 127).put(31, (byte) 1);
        assertThat(AddressList.CODEC.decode(buffer, 40, address).addresses())
                .containsExactly(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0));
    }

    @Test
    void interfaceListHasAnEntryOf76BytesAnAddress() throws UnknownHostException {
        buffer.putInt(0, 5).putShort(4, (short) 2).put(8, (byte) 127).put(11, (byte) 1);
        buffer.putInt(76, 1).putShort(80, (short) 2).put(84, (byte) 10).putShort(76 + 52, (short) 2);
        buffer.put(76 + 56, (byte) 255);
        List<InterfaceAddresses.Entry> entries =
                InterfaceAddresses.CODEC.decode(buffer, 2 * 76, 0).entries();
        assertThat(entries).hasSize(2);
        assertThat(entries.get(0).flags()).isEqualTo(5);
        assertThat(entries.get(0).address()).isEqualTo(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0));
        assertThat(entries.get(0).netmask()).isNull();
        assertThat(entries.get(1).netmask().getAddress()).isEqualTo(InetAddress.getByName("255.0.0.0"));
    }

    @Test
    void receiveAllIsAModeAndAnInterface() throws IOException {
        NetworkInterface loopback = NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress());
        ReceiveAll value = ReceiveAll.of(3, loopback);
        assertThat(ReceiveAll.CODEC.encode(value, buffer)).isEqualTo(8);
        assertThat(buffer.getInt(0)).isEqualTo(3);
        assertThat(buffer.getInt(4)).isEqualTo(loopback.getIndex());
        assertThat(ReceiveAll.CODEC.parse(ReceiveAll.CODEC.text(value))).isEqualTo(value);
        assertThatThrownBy(() -> ReceiveAll.of(4, loopback)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void keepAliveSettingsNameTwoWays() {
        TcpKeepAlive value = TcpKeepAlive.of(30, 5, 4);
        assertThat(TcpKeepAlive.COMPOSITION.ways().get(0))
                .extracting(WinsockOption::name)
                .containsExactly("TCP_KEEPIDLE", "TCP_KEEPINTVL", "TCP_KEEPCNT", "SO_KEEPALIVE");
        assertThat(TcpKeepAlive.COMPOSITION.ways().get(1))
                .extracting(WinsockOption::name)
                .containsExactly("SIO_KEEPALIVE_VALS");
        assertThat(TcpKeepAlive.COMPOSITION.toSet(value))
                .containsExactly(List.of(30, 5, 4, true), List.of(KeepAliveValues.of(30_000, 5_000)));
        assertThat(TcpKeepAlive.CODEC.parse("30/5/4")).isEqualTo(value);
        assertThatThrownBy(() -> TcpKeepAlive.of(30, 5, 256))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the keep-alive count is 1 to 255 probes, not 256");
    }

    private <T> String encoded(Codec<T> codec, T value) {
        return hex(codec.encode(value, buffer));
    }

    private String hex(int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(i > 0 && i % 4 == 0 ? " " : "").append(String.format("%02X", buffer.get(i)));
        }
        return text.toString();
    }
}
