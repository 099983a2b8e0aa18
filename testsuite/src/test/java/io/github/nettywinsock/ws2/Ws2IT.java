package io.github.nettywinsock.ws2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nettywinsock.testsuite.NeedsWindows;
import io.github.nettywinsock.ws2.SocketLookupTest.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.DatagramChannel;
import java.nio.channels.NetworkChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@EnabledOnOs(OS.WINDOWS)
@NeedsWindows("native calls")
class Ws2IT {

    private static final InetSocketAddress LOOPBACK = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private static final int AF_INET = 2;
    private static final int SOCK_STREAM = 1;
    private static final int SOL_SOCKET = 0xFFFF;
    private static final int SO_RCVBUF = 0x1002;
    private static final int SO_TYPE = 0x1008;
    private static final int FIONREAD = 0x4004667F;
    private static final int SIO_KEEPALIVE_VALS = 0x98000004;
    private static final int SIO_UDP_CONNRESET = 0x9800000C;

    private static final long NO_SOCKET = 0xFFF0L;

    private final Winsock2 ws2 = NativeWinsock2.load();
    private final SocketLookup lookup = NioSocketLookup.load();
    private final ByteBuffer value = ByteBuffer.allocateDirect(16).order(ByteOrder.nativeOrder());

    @ParameterizedTest
    @EnumSource(Kind.class)
    void theJdkReadsBackWhatWeSet(Kind kind) throws IOException {
        try (SelectableChannel ch = kind.open()) {
            value.putInt(0, 54321);
            assertThat(ws2.setsockopt(handle(ch), SOL_SOCKET, SO_RCVBUF, value, Integer.BYTES))
                    .isZero();
            assertThat(((NetworkChannel) ch).getOption(StandardSocketOptions.SO_RCVBUF))
                    .isEqualTo(54321);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void weReadBackWhatTheJdkSet(Kind kind) throws IOException {
        try (SelectableChannel ch = kind.open()) {
            ((NetworkChannel) ch).setOption(StandardSocketOptions.SO_RCVBUF, 43210);
            assertThat(ws2.getsockopt(handle(ch), SOL_SOCKET, SO_RCVBUF, value, value.capacity()))
                    .isEqualTo(Integer.BYTES);
            assertThat(value.getInt(0)).isEqualTo(43210);
        }
    }

    @Test
    void aStatusThatWinsockHasNoCodeForHasThatOfTheSystem() {
        int deviceDataError = 0xC000009C;
        int crc = 23;
        CompletionPort port = NativeCompletionPort.create(1);
        try {
            assertThat(NtStatus.wsaError(deviceDataError, port)).isEqualTo(crc);
        } finally {
            port.CloseHandle();
        }
    }

    @Test
    void aBufferIsUsedFromIndexZeroAndItsPositionStays() throws IOException {
        try (DatagramChannel ch = DatagramChannel.open()) {
            value.putInt(0, 54321).putInt(8, 11111).position(8);
            assertThat(ws2.setsockopt(handle(ch), SOL_SOCKET, SO_RCVBUF, value, Integer.BYTES))
                    .isZero();
            assertThat(ch.getOption(StandardSocketOptions.SO_RCVBUF)).isEqualTo(54321);

            value.putInt(0, 0);
            assertThat(ws2.getsockopt(handle(ch), SOL_SOCKET, SO_RCVBUF, value, Integer.BYTES))
                    .isEqualTo(Integer.BYTES);
            assertThat(value.getInt(0)).isEqualTo(54321);
            assertThat(value.getInt(8)).isEqualTo(11111);
            assertThat(value.position()).isEqualTo(8);
        }
    }

    @Test
    void aControlCodeAnswersItsOutput() throws Exception {
        try (ServerSocketChannel listener = ServerSocketChannel.open().bind(LOOPBACK);
                SocketChannel client = SocketChannel.open(listener.getLocalAddress());
                SocketChannel accepted = listener.accept()) {
            client.write(ByteBuffer.wrap(new byte[5]));
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
            do {
                assertThat(System.nanoTime()).isLessThan(deadline);
                assertThat(ws2.WSAIoctl(handle(accepted), FIONREAD, null, 0, value, Integer.BYTES))
                        .isEqualTo(Integer.BYTES);
            } while (value.getInt(0) == 0);
            assertThat(value.getInt(0)).isEqualTo(5);
        }
    }

    @Test
    void aControlCodeTakesItsInput() throws IOException {
        try (SocketChannel stream = SocketChannel.open();
                DatagramChannel datagram = DatagramChannel.open()) {
            value.putInt(0, 1).putInt(4, 60_000).putInt(8, 5_000);
            assertThat(ws2.WSAIoctl(handle(stream), SIO_KEEPALIVE_VALS, value, 12, null, 0))
                    .isZero();
            assertThat(stream.getOption(StandardSocketOptions.SO_KEEPALIVE)).isTrue();

            value.putInt(0, 0);
            assertThat(ws2.WSAIoctl(handle(datagram), SIO_UDP_CONNRESET, value, Integer.BYTES, null, 0))
                    .isZero();
        }
    }

    @Test
    void theErrorCodeIsRightEveryTime() {
        for (int i = 0; i < 2000; i++) {
            assertThat(ws2.setsockopt(NO_SOCKET, SOL_SOCKET, SO_RCVBUF, value, Integer.BYTES))
                    .isEqualTo(-WsaErrors.WSAENOTSOCK);
            assertThat(ws2.getsockopt(NO_SOCKET, SOL_SOCKET, SO_RCVBUF, value, Integer.BYTES))
                    .isEqualTo(-WsaErrors.WSAENOTSOCK);
            assertThat(ws2.WSAIoctl(NO_SOCKET, FIONREAD, null, 0, value, Integer.BYTES))
                    .isEqualTo(-WsaErrors.WSAENOTSOCK);
            assertThat(ws2.closesocket(NO_SOCKET)).isEqualTo(-WsaErrors.WSAENOTSOCK);
        }
    }

    @Test
    void anUnknownOptionIsAnError() throws IOException {
        try (DatagramChannel ch = DatagramChannel.open()) {
            assertThat(ws2.getsockopt(handle(ch), SOL_SOCKET, 0x7ABC, value, Integer.BYTES))
                    .isEqualTo(-WsaErrors.WSAENOPROTOOPT);
        }
    }

    @Test
    void aSocketOfOurOwnLivesUntilWeCloseIt() {
        long s = ws2.socket(AF_INET, SOCK_STREAM, 0);
        assertThat(s).isPositive();
        assertThat(ws2.getsockopt(s, SOL_SOCKET, SO_TYPE, value, Integer.BYTES)).isEqualTo(Integer.BYTES);
        assertThat(value.getInt(0)).isEqualTo(SOCK_STREAM);
        assertThat(ws2.closesocket(s)).isZero();
        assertThat(ws2.closesocket(s)).isEqualTo(-WsaErrors.WSAENOTSOCK);
    }

    @Test
    void aSocketThatCannotBeIsAnError() {
        assertThat(ws2.socket(AF_INET, 99, 0)).isNegative();
    }

    @Test
    void aBufferThatCannotHoldTheLengthNeverReachesWinsock() {
        assertThatThrownBy(() -> ws2.setsockopt(NO_SOCKET, SOL_SOCKET, SO_RCVBUF, value, value.capacity() + 1))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> ws2.getsockopt(NO_SOCKET, SOL_SOCKET, SO_RCVBUF, null, 4))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> ws2.WSAIoctl(NO_SOCKET, FIONREAD, value, -1, null, 0))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> ws2.setsockopt(NO_SOCKET, SOL_SOCKET, SO_RCVBUF, ByteBuffer.allocate(4), 4))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aCodeThatOurTableLacksHasTheSystemsText() {
        assertThat(WsaErrors.symbol(5)).isEqualTo("Windows error 5");
        assertThat(WsaErrors.meaning(5)).isNotBlank().isNotEqualTo("no description");
        assertThat(WsaErrors.meaning(0x2FFFFFFF)).isEqualTo("no description");
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void closeWaitsForTheStateLockInBlockingMode(Kind kind) throws Exception {
        assertHeldOpen(kind.open(), SelectableChannel::close);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void closeWaitsForTheStateLockInNonBlockingMode(Kind kind) throws Exception {
        SelectableChannel ch = kind.open();
        ch.configureBlocking(false);
        assertHeldOpen(ch, SelectableChannel::close);
    }

    /** A registered channel is closed in two steps: the SOCKET goes when the selector drops the key. */
    @ParameterizedTest
    @EnumSource(Kind.class)
    void theSelectorsDeferredCloseWaitsForTheStateLock(Kind kind) throws Exception {
        // Never closed: Wine 8 writes to the memory of a selector that was polled by a thread which has ended since,
        // and
        // closing the selector frees that memory.
        Selector selector = Selector.open();
        SelectableChannel ch = kind.open();
        ch.configureBlocking(false);
        ch.register(selector, 0);
        ch.close();
        assertHeldOpen(ch, closed -> selector.selectNow());
    }

    private void assertHeldOpen(SelectableChannel ch, Closing closing) throws Exception {
        long s = handle(ch);
        Thread thread = new Thread(() -> {
            try {
                closing.close(ch);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        synchronized (lookup.stateLock(ch)) {
            thread.start();
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
            while (thread.getState() != Thread.State.BLOCKED) {
                assertThat(System.nanoTime()).isLessThan(deadline);
                Thread.sleep(1);
            }
            assertThat(ch.isOpen()).isFalse();
            assertThat(ws2.getsockopt(s, SOL_SOCKET, SO_TYPE, value, Integer.BYTES))
                    .isEqualTo(Integer.BYTES);
        }
        thread.join();
        assertThat(ws2.getsockopt(s, SOL_SOCKET, SO_TYPE, value, Integer.BYTES)).isEqualTo(-WsaErrors.WSAENOTSOCK);
    }

    @FunctionalInterface
    private interface Closing {
        void close(SelectableChannel ch) throws IOException;
    }

    private long handle(SelectableChannel ch) {
        synchronized (lookup.stateLock(ch)) {
            return lookup.handle(ch);
        }
    }
}
