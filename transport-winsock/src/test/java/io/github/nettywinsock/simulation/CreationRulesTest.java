package io.github.nettywinsock.simulation;

import static io.github.nettywinsock.ws2.WsaErrors.WSAEINVAL;
import static io.github.nettywinsock.ws2.WsaErrors.WSAENOTSOCK;
import static io.github.nettywinsock.ws2.WsaErrors.WSA_IO_PENDING;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.option.Catalogue;
import io.github.nettywinsock.option.WinsockOption;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a new socket is. */
class CreationRulesTest extends WindowsRules {
    private static final int SIO_GET_EXTENSION_FUNCTION_POINTER = 0xC8000006;
    private static final int XP1_IFS_HANDLES = 0x20000;
    private static final int SIZEOF_WSAPROTOCOL_INFOW = 628;

    @Test
    @Rules("R002")
    void aReceiveIsOverlapped() {
        assertThat(door.receive(door.connection()[0], door.slot(1))).isEqualTo(-WSA_IO_PENDING);
    }

    @Test
    @Rules("R006")
    void aSocketIsOfAKnownFamily() {
        assertThat(door.ws2.socket(99, Door.SOCK_STREAM, 0)).isEqualTo(-SimulatedWindows.WSAEAFNOSUPPORT);
    }

    @Test
    @Rules("R008")
    void aSocketIsAMultipleOfFour() {
        assertThat(door.tcp() % 4).isZero();
        assertThat(door.udp() % 4).isZero();
    }

    @Test
    @Rules("R009")
    void whatIsNoSocketIsRefused() {
        windows.expectMisuse();
        assertThat(door.set(0xFFF0, "SO_KEEPALIVE", 1)).isEqualTo(-WSAENOTSOCK);
        assertThat(door.getsockname(0xFFF0)).isEqualTo(-WSAENOTSOCK);
        assertThat(door.ws2.closesocket(0xFFF0)).isEqualTo(-WSAENOTSOCK);
    }

    @Test
    @Rules("R010")
    @OnlySimulated("undefined: it could damage another socket of the process")
    void nothingIsCalledWhileASocketCloses() {
        windows.expectMisuse();
        long[] ends = door.connection();
        assertThat(door.set(ends[0], "SO_LINGER", 5 << 16 | 1)).isZero();
        door.send(ends[0], door.slot(1 << 20));
        windows.simulated()
                .timeline
                .after(TimeUnit.SECONDS.toNanos(1), () -> door.ws2.getsockopt(ends[0], 0, 0, null, 0));
        door.close(ends[0]);
    }

    @Test
    @Rules("R013")
    void aSocketOfInet6IsOfThatFamilyOnly() {
        assertThat(door.get(door.open(Door.AF_INET6, Door.SOCK_STREAM), "IPV6_V6ONLY") & 1)
                .isOne();
    }

    @ParameterizedTest
    @ValueSource(ints = {Door.AF_INET, Door.AF_INET6})
    @Rules("R014")
    void anExtensionFunctionHasAPointer(int family) {
        ByteBuffer connectEx = guid(0x25a207b9, 0xddf3, 0x4660, 0x8ee976e58c74063eL);
        assertThat(pointer(door.open(family, Door.SOCK_STREAM), connectEx)).isNotZero();
    }

    @Test
    @Rules("R015")
    void anUnknownExtensionFunctionHasNone() {
        ByteBuffer out = ByteBuffer.allocateDirect(Long.BYTES).order(ByteOrder.nativeOrder());
        int result = door.ws2.WSAIoctl(
                door.tcp(), SIO_GET_EXTENSION_FUNCTION_POINTER, guid(1, 2, 3, 4), 16, out, Long.BYTES);
        assertThat(result).isEqualTo(-WSAEINVAL);
    }

    private long pointer(long s, ByteBuffer guid) {
        ByteBuffer out = ByteBuffer.allocateDirect(Long.BYTES).order(ByteOrder.nativeOrder());
        assertThat(door.ws2.WSAIoctl(s, SIO_GET_EXTENSION_FUNCTION_POINTER, guid, 16, out, Long.BYTES))
                .isEqualTo(Long.BYTES);
        return out.getLong(0);
    }

    private static ByteBuffer guid(int data1, int data2, int data3, long data4) {
        ByteBuffer guid = ByteBuffer.allocateDirect(16).order(ByteOrder.LITTLE_ENDIAN);
        guid.putInt(0, data1).putShort(4, (short) data2).putShort(6, (short) data3);
        return guid.order(ByteOrder.BIG_ENDIAN).putLong(8, data4);
    }

    @Test
    @Rules({"R017", "R210"})
    void aSocketThatIsAFileSkipsPackets() {
        long s = door.tcp();
        WinsockOption<?> info = Catalogue.byName("SO_PROTOCOL_INFOW");
        ByteBuffer out = ByteBuffer.allocateDirect(SIZEOF_WSAPROTOCOL_INFOW).order(ByteOrder.nativeOrder());
        assertThat(door.ws2.getsockopt(s, info.level(), info.optname(), out, SIZEOF_WSAPROTOCOL_INFOW))
                .isPositive();
        boolean isFile = (out.getInt(0) & XP1_IFS_HANDLES) != 0;
        assertThat(door.skipPackets(s) == 0).isEqualTo(isFile);
    }
}
