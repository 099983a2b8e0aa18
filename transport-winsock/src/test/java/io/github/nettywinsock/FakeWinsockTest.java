package io.github.nettywinsock;

import static io.github.nettywinsock.ws2.WsaErrors.WSAEFAULT;
import static io.github.nettywinsock.ws2.WsaErrors.WSAEINVAL;
import static io.github.nettywinsock.ws2.WsaErrors.WSAENOPROTOOPT;
import static io.github.nettywinsock.ws2.WsaErrors.WSAENOTCONN;
import static io.github.nettywinsock.ws2.WsaErrors.WSAENOTSOCK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nettywinsock.engine.ChannelSocket;
import io.github.nettywinsock.option.Catalogue;
import io.github.nettywinsock.option.WinsockOption;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ServerSocketChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules that the other tests rely on. */
class FakeWinsockTest {
    private static final int PORT = 4711;

    private final FakeWinsock ws2 = new FakeWinsock();
    private final ByteBuffer value = ByteBuffer.allocateDirect(1024).order(ByteOrder.LITTLE_ENDIAN);

    @Test
    void theHandleOfAClosedSocketGoesToTheNext() {
        long first = stream();
        long second = stream();
        assertThat(second).isEqualTo(first + 4);
        ws2.closesocket(first);
        assertThat(set(first, "SO_SNDBUF", 1)).isEqualTo(-WSAENOTSOCK);
        assertThat(ws2.closesocket(first)).isEqualTo(-WSAENOTSOCK);
        assertThat(stream()).isEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(ints = {FakeWinsock.WSANOTINITIALISED, 10050, 10036})
    void everyCallFailsWhileWinsockDoes(int error) {
        long s = stream();
        ws2.failWith(error);
        assertThat(set(s, "SO_SNDBUF", 1)).isEqualTo(-error);
        assertThat(get(s, "SO_SNDBUF")).isEqualTo(-error);
        assertThat(ws2.socket(2, 1, 0)).isEqualTo(-error);
        ws2.failWith(0);
        assertThat(set(s, "SO_SNDBUF", 1)).isZero();
    }

    @Test
    void anUnknownLevelIsInvalidAndAnUnknownOptionUnsupported() {
        long s = stream();
        assertThat(ws2.setsockopt(s, 0x4242, 1, value, 4)).isEqualTo(-WSAEINVAL);
        assertThat(ws2.setsockopt(s, 0xFFFF, 0x4242, value, 4)).isEqualTo(-WSAENOPROTOOPT);
    }

    @Test
    void aValueThatIsTooShortFaults() {
        long s = stream();
        assertThat(ws2.setsockopt(s, 0xFFFF, 0x1001, value, 3)).isEqualTo(-WSAEFAULT);
        assertThat(ws2.getsockopt(s, 0xFFFF, 0x1001, value, 3)).isEqualTo(-WSAEFAULT);
        assertThat(ws2.getsockopt(s, 0xFFFF, 0x1009, value, 39)).isEqualTo(-WSAEFAULT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SO_TYPE", "SO_ERROR", "SO_BSP_STATE", "TCP_MAXSEG"})
    void aReadOnlyOptionCannotBeSet(String option) {
        assertThat(set(stream(), option, 0)).isEqualTo(-WSAENOPROTOOPT);
    }

    @Test
    void aWriteOnlyOptionCannotBeRead() {
        assertThat(get(stream(), "SO_UPDATE_CONNECT_CONTEXT")).isEqualTo(-WSAENOPROTOOPT);
    }

    @Test
    void optionsOfOtherSocketsAreUnsupported() {
        long datagram = ws2.socket(2, FakeSocket.SOCK_DGRAM, 0);
        assertThat(set(datagram, "SO_KEEPALIVE", 1)).isEqualTo(-WSAENOPROTOOPT);
        assertThat(set(stream(), "SO_BROADCAST", 1)).isEqualTo(-WSAENOPROTOOPT);
        assertThat(set(stream(), "SO_CONNDATALEN", 1)).isEqualTo(-WSAENOPROTOOPT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SO_REUSEADDR", "SO_EXCLUSIVEADDRUSE", "SO_RANDOMIZE_PORT", "SO_PORT_SCALABILITY"})
    void itIsTooLateForTheseAfterBind(String option) {
        long s = stream();
        assertThat(set(s, option, 1)).isZero();
        ws2.bind(s, PORT);
        assertThat(set(s, option, 1)).isEqualTo(-WSAEINVAL);
    }

    @Test
    void itIsTooLateForConditionalAcceptAfterListen() {
        long s = stream();
        ws2.bind(s, PORT);
        assertThat(set(s, "SO_CONDITIONAL_ACCEPT", 1)).isZero();
        ws2.listen(s);
        assertThat(set(s, "SO_CONDITIONAL_ACCEPT", 1)).isEqualTo(-WSAEINVAL);
    }

    @Test
    void connectDividesTheOptionsAroundIt() {
        listener();
        long client = stream();
        assertThat(set(client, "SO_UPDATE_CONNECT_CONTEXT", 0)).isEqualTo(-WSAENOTCONN);
        assertThat(set(client, "TCP_FASTOPEN", 1)).isZero();
        assertThat(ws2.connect(client, PORT)).isZero();
        assertThat(set(client, "SO_UPDATE_CONNECT_CONTEXT", 0)).isZero();
        assertThat(set(client, "TCP_FASTOPEN", 1)).isEqualTo(-WSAEINVAL);
        assertThat(ws2.connect(stream(), PORT + 1)).isEqualTo(-FakeWinsock.WSAECONNREFUSED);
    }

    @ParameterizedTest
    @CsvSource({
        "SO_REUSEADDR, SO_EXCLUSIVEADDRUSE",
        "SO_EXCLUSIVEADDRUSE, SO_REUSEADDR",
        "SO_REUSE_UNICASTPORT, SO_RANDOMIZE_PORT"
    })
    void theSecondOfTwoThatExcludeEachOtherIsRefused(String first, String second) {
        long s = stream();
        assertThat(set(s, first, 1)).isZero();
        assertThat(set(s, second, 1)).isEqualTo(-WSAEINVAL);
        assertThat(set(s, first, 0)).isZero();
        assertThat(set(s, second, 1)).isZero();
    }

    @Test
    void reuseTakesAPortUnlessItIsHeldExclusively() {
        long holder = stream();
        ws2.bind(holder, PORT);
        assertThat(ws2.bind(stream(), PORT)).isEqualTo(-FakeWinsock.WSAEADDRINUSE);
        long thief = stream();
        set(thief, "SO_REUSEADDR", 1);
        assertThat(ws2.bind(thief, PORT)).isZero();
        ws2.closesocket(thief);
        ws2.closesocket(holder);

        long exclusive = stream();
        set(exclusive, "SO_EXCLUSIVEADDRUSE", 1);
        assertThat(ws2.bind(exclusive, PORT)).isZero();
        long refused = stream();
        set(refused, "SO_REUSEADDR", 1);
        assertThat(ws2.bind(refused, PORT)).isEqualTo(-FakeWinsock.WSAEACCES);
    }

    @ParameterizedTest
    @ValueSource(ints = {FakeSocket.WSAENETRESET, WSAENOTCONN})
    void keepAliveOfALostConnectionFails(int error) {
        long s = stream();
        ws2.at(s).connectionError = error;
        assertThat(set(s, "SO_KEEPALIVE", 1)).isEqualTo(-error);
    }

    @Test
    void booleansComeBackInOneByteOrInFour() {
        long s = stream();
        set(s, "SO_KEEPALIVE", 1);
        set(s, "SO_OOBINLINE", 1);
        assertThat(get(s, "SO_KEEPALIVE")).isEqualTo(1);
        assertThat(get(s, "SO_OOBINLINE")).isEqualTo(4);
    }

    @Test
    void anAcceptExSocketWorksOnlyWithTheContextOfItsListener() {
        long listener = listener();
        set(listener, "SO_SNDBUF", 4242);
        ws2.connect(stream(), PORT);
        long child = ws2.acceptEx(listener);
        assertThat(ws2.getpeername(child)).isEqualTo(-WSAENOTCONN);
        assertThat(ws2.shutdown(child)).isEqualTo(-WSAENOTCONN);
        assertThat(get(child, "SO_SNDBUF")).isEqualTo(-WSAENOTCONN);
        assertThat(set(child, "SO_SNDBUF", 1)).isEqualTo(-WSAENOTCONN);

        assertThat(acceptContext(child, 0x4242)).isEqualTo(-WSAENOTSOCK);
        assertThat(acceptContext(child, child)).isEqualTo(-WSAEINVAL);
        value.putLong(0, listener);
        assertThat(ws2.setsockopt(child, 0xFFFF, 0x700B, value, 4)).isEqualTo(-WSAEFAULT);
        assertThat(ws2.getpeername(child)).isEqualTo(-WSAENOTCONN);

        assertThat(acceptContext(child, listener)).isZero();
        assertThat(ws2.getpeername(child)).isZero();
        assertThat(ws2.shutdown(child)).isZero();
        assertThat(get(child, "SO_SNDBUF")).isEqualTo(4);
        assertThat(value.getInt(0)).isEqualTo(4242);
    }

    @Test
    void anAcceptedSocketHasTheOptionsOfItsListener() {
        long listener = listener();
        set(listener, "SO_SNDBUF", 4242);
        ws2.connect(stream(), PORT);
        long child = ws2.accept(listener);
        assertThat(ws2.getpeername(child)).isZero();
        get(child, "SO_SNDBUF");
        assertThat(value.getInt(0)).isEqualTo(4242);
        assertThat(ws2.accept(listener)).isEqualTo(-FakeWinsock.WSAEWOULDBLOCK);
    }

    @Test
    void theSocketBeneathAChannelFollowsIt() throws IOException {
        FakeSocket closed;
        try (ServerSocketChannel channel = ServerSocketChannel.open()) {
            closed = ws2.beneath(channel);
            assertThat(set(closed.handle, "SO_REUSEADDR", 1)).isZero();
            channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            assertThat(set(closed.handle, "SO_REUSEADDR", 1)).isEqualTo(-WSAEINVAL);
        }
        assertThat(set(closed.handle, "SO_SNDBUF", 1)).isEqualTo(-WSAENOTSOCK);
        try (ServerSocketChannel next = ServerSocketChannel.open()) {
            assertThat(ws2.beneath(next).handle).isEqualTo(closed.handle);
            assertThatThrownBy(() -> ws2.handle(next)).isInstanceOf(AssertionError.class);
        }
    }

    @Test
    void everyCallIsRecordedWithTheStateItMet() {
        long listener = listener();
        set(listener, "SO_SNDBUF", 0x01020304);
        FakeCall call = ws2.set("SO_SNDBUF");
        assertThat(call.handle).isEqualTo(listener);
        assertThat(call.bytes).containsExactly(4, 3, 2, 1);
        assertThat(call.state).isEqualTo(ChannelSocket.State.LISTENING);
        assertThat(ws2.calls()).extracting(each -> each.call).containsExactly("socket", "bind", "listen", "setsockopt");
    }

    private long stream() {
        return ws2.socket(2, FakeSocket.SOCK_STREAM, 0);
    }

    private long listener() {
        long s = stream();
        assertThat(ws2.bind(s, PORT)).isZero();
        assertThat(ws2.listen(s)).isZero();
        return s;
    }

    private int set(long s, String name, int number) {
        WinsockOption<?> option = Catalogue.byName(name);
        value.putInt(0, number);
        int length = name.equals("SO_UPDATE_CONNECT_CONTEXT") ? 0 : 4;
        return ws2.setsockopt(s, option.level(), option.optname(), value, length);
    }

    private int get(long s, String name) {
        WinsockOption<?> option = Catalogue.byName(name);
        return ws2.getsockopt(s, option.level(), option.optname(), value, 1024);
    }

    private int acceptContext(long child, long listener) {
        value.putLong(0, listener);
        return ws2.setsockopt(child, 0xFFFF, 0x700B, value, Long.BYTES);
    }
}
