package io.github.nettywinsock.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Structs, filled at the offsets that {@code structs.tsv} has. */
class StructTest {
    private static final List<String[]> TABLE = OptionRow.read("structs.tsv");
    private static final long ADDRESS = 0x7FF012340000L;

    private final ByteBuffer buffer = ByteBuffer.allocateDirect(1024).order(ByteOrder.LITTLE_ENDIAN);

    @ParameterizedTest
    @CsvSource({
        "linger, SO_LINGER",
        "ICMP_ERROR_INFO, TCP_ICMP_ERROR_INFO",
        "WSAPROTOCOL_INFOA, SO_PROTOCOL_INFOA",
        "WSAPROTOCOL_INFOW, SO_PROTOCOL_INFOW"
    })
    void theBufferIsAsLongAsTheStruct(String struct, String option) {
        assertThat(Catalogue.byName(option).codec().length()).isEqualTo(size(struct));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 300, 65535})
    void lingerHasTwoShorts(int seconds) {
        assertThat(Linger.CODEC.encode(Linger.ofSeconds(seconds), buffer)).isEqualTo(size("linger"));
        assertThat(buffer.getShort(at("linger", "l_onoff"))).isEqualTo((short) 1);
        assertThat(buffer.getShort(at("linger", "l_linger"))).isEqualTo((short) seconds);
        assertThat(Linger.CODEC.decode(buffer, 4, 0)).isEqualTo(Linger.ofSeconds(seconds));
    }

    @Test
    void lingerThatIsOffIsZero() {
        buffer.putInt(0, -1);
        Linger.CODEC.encode(Linger.off(), buffer);
        assertThat(buffer.getInt(0)).isZero();
        assertThat(Linger.CODEC.decode(buffer, 4, 0)).isEqualTo(Linger.off()).isNotEqualTo(Linger.ofSeconds(0));
        assertThatThrownBy(() -> Linger.ofSeconds(65536)).hasMessage("linger takes 0 to 65535 seconds, not 65536");
        assertThatThrownBy(() -> Linger.ofSeconds(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theStateOfASocketPointsToItsAddresses() throws Exception {
        InetSocketAddress local = new InetSocketAddress(InetAddress.getByName("192.0.2.1"), 0xFEDC);
        InetSocketAddress remote = new InetSocketAddress(InetAddress.getByName("2001:db8::7"), 443);
        point("LocalAddr", 40, local);
        point("RemoteAddr", 68, remote);
        buffer.putInt(at("CSADDR_INFO", "iSocketType"), 1);
        buffer.putInt(at("CSADDR_INFO", "iProtocol"), 6);

        SocketState state = SocketState.CODEC.decode(buffer, 96, ADDRESS);

        assertThat(state.localAddress()).isEqualTo(local);
        assertThat(state.remoteAddress()).isEqualTo(remote);
        assertThat(state.socketType()).isEqualTo(1);
        assertThat(state.protocol()).isEqualTo(6);
        assertThat(state).isEqualTo(SocketState.CODEC.decode(buffer, 96, ADDRESS));
    }

    @Test
    void aSocketThatIsNotBoundHasNoAddresses() {
        SocketState state = SocketState.CODEC.decode(buffer, 40, ADDRESS);
        assertThat(state.localAddress()).isNull();
        assertThat(state.remoteAddress()).isNull();
    }

    @ParameterizedTest
    @ValueSource(longs = {-8, 0, 39, 1020, 1L << 40})
    void aPointerOutsideTheBufferIsNotFollowed(long offset) {
        buffer.putLong(at("CSADDR_INFO", "LocalAddr"), ADDRESS + offset);
        buffer.putInt(at("CSADDR_INFO", "LocalAddr") + at("SOCKET_ADDRESS", "iSockaddrLength"), 16);
        assertThat(SocketState.CODEC.decode(buffer, 96, ADDRESS).localAddress()).isNull();
    }

    @Test
    void theWideProtocolEntryIsRead() {
        ProtocolInfo info = protocolInfo("TCP/IP \u20AC".getBytes(StandardCharsets.UTF_16LE), ProtocolInfo.WIDE);
        assertThat(info.name()).isEqualTo("TCP/IP \u20AC");
        assertThat(info).isNotEqualTo(protocolInfo("UDP".getBytes(StandardCharsets.UTF_16LE), ProtocolInfo.WIDE));
    }

    @Test
    void theAnsiProtocolEntryIsRead() {
        ProtocolInfo info = protocolInfo("TCP/IP".getBytes(StandardCharsets.US_ASCII), ProtocolInfo.ANSI);
        assertThat(info.name()).isEqualTo("TCP/IP");
    }

    /** A name without a zero behind it ends with the struct. */
    @ParameterizedTest
    @CsvSource({"SO_PROTOCOL_INFOW, 2", "SO_PROTOCOL_INFOA, 1"})
    void theNameOfAProtocolEndsWithTheStruct(String option, int width) {
        for (int i = at("WSAPROTOCOL_INFOW", "szProtocol"); i < buffer.capacity(); i++) {
            buffer.put(i, (byte) 'x');
        }
        Codec<?> codec = Catalogue.byName(option).codec();
        ProtocolInfo info = (ProtocolInfo) codec.decode(buffer, codec.length(), 0);
        assertThat(info.name()).hasSize((codec.length() - at("WSAPROTOCOL_INFOW", "szProtocol")) / width);
    }

    @Test
    void anIcmpErrorHasItsSourceTypeAndCode() throws Exception {
        InetSocketAddress source = new InetSocketAddress(InetAddress.getByName("192.0.2.1"), 0);
        write(at("ICMP_ERROR_INFO", "srcaddress"), source);
        buffer.putInt(at("ICMP_ERROR_INFO", "protocol"), 1);
        buffer.put(at("ICMP_ERROR_INFO", "type"), (byte) 3);
        buffer.put(at("ICMP_ERROR_INFO", "code"), (byte) 200);

        IcmpError error = IcmpError.CODEC.decode(buffer, 36, 0);

        assertThat(error.source()).isEqualTo(source);
        assertThat(error.protocol()).isEqualTo(1);
        assertThat(error.type()).isEqualTo(3);
        assertThat(error.code()).isEqualTo(200);
        assertThat(error).isEqualTo(IcmpError.CODEC.decode(buffer, 36, 0));
    }

    @Test
    void noBytesMeanThatNoIcmpErrorWasSeen() {
        assertThat(IcmpError.CODEC.decode(buffer, 0, 0)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SO_BSP_STATE", "SO_PROTOCOL_INFOW", "TCP_ICMP_ERROR_INFO"})
    void aStructThatIsOnlyReadCannotBeParsed(String option) {
        assertThatThrownBy(() -> Catalogue.byName(option).parse("x")).isInstanceOf(IllegalArgumentException.class);
    }

    private ProtocolInfo protocolInfo(byte[] name, Codec<ProtocolInfo> codec) {
        Map<String, Integer> fields = Map.of(
                "dwServiceFlags1", 0x20066,
                "dwCatalogEntryId", 1001,
                "iVersion", 2,
                "iAddressFamily", 23,
                "iSocketType", 1,
                "iProtocol", 6,
                "dwMessageSize", 65507);
        fields.forEach((field, value) -> buffer.putInt(at("WSAPROTOCOL_INFOW", field), value));
        for (int i = 0; i < name.length; i++) {
            buffer.put(at("WSAPROTOCOL_INFOW", "szProtocol") + i, name[i]);
        }
        for (int i = name.length; i < name.length + 2; i++) {
            buffer.put(at("WSAPROTOCOL_INFOW", "szProtocol") + i, (byte) 0);
        }
        ProtocolInfo info = codec.decode(buffer, codec.length(), 0);
        assertThat(List.of(
                        info.serviceFlags(),
                        info.catalogEntryId(),
                        info.version(),
                        info.addressFamily(),
                        info.socketType(),
                        info.protocol(),
                        info.messageSize()))
                .containsExactly(0x20066, 1001, 2, 23, 1, 6, 65507);
        return info;
    }

    private void point(String field, int offset, InetSocketAddress address) {
        int pointer = at("CSADDR_INFO", field);
        buffer.putLong(pointer + at("SOCKET_ADDRESS", "lpSockaddr"), ADDRESS + offset);
        buffer.putInt(pointer + at("SOCKET_ADDRESS", "iSockaddrLength"), write(offset, address));
    }

    private int write(int offset, InetSocketAddress address) {
        byte[] host = address.getAddress().getAddress();
        String struct = host.length == 4 ? "sockaddr_in" : "sockaddr_in6";
        String prefix = host.length == 4 ? "sin_" : "sin6_";
        buffer.putShort(offset + at(struct, prefix + "family"), (short) (host.length == 4 ? 2 : 23));
        buffer.putShort(offset + at(struct, prefix + "port"), Short.reverseBytes((short) address.getPort()));
        for (int i = 0; i < host.length; i++) {
            buffer.put(offset + at(struct, prefix + "addr") + i, host[i]);
        }
        return size(struct);
    }

    private static int at(String struct, String field) {
        return Integer.parseInt(rows(struct).stream()
                .filter(columns -> columns[1].equals(field))
                .findAny()
                .orElseThrow()[2]);
    }

    private static int size(String struct) {
        return Integer.parseInt(rows(struct).get(0)[4]);
    }

    private static List<String[]> rows(String struct) {
        return TABLE.stream().filter(columns -> columns[0].equals(struct)).collect(Collectors.toList());
    }
}
