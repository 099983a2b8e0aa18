package io.github.nettywinsock.iocp;

import static io.github.nettywinsock.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.Silence;
import io.github.nettywinsock.testsuite.NeedsWindows;
import io.github.nettywinsock.ws2.Interceptor;
import io.github.nettywinsock.ws2.WsaErrors;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.DefaultFileRegion;
import io.netty.channel.socket.DatagramPacket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Windows lacks something for a call, which passes: the call is made again, and what it sends is sent once. */
@NeedsWindows("sockets of the JDK")
class IocpShortageIT {
    private static final int STATUS_INSUFFICIENT_RESOURCES = 0xC000009A;
    private static final int FOR_EVER = Integer.MAX_VALUE;
    private static final Set<String> SENDS = Set.of("WSASend", "WSASendTo", "TransmitFile");

    @RegisterExtension
    final IocpChannels channels = new IocpChannels(1);

    @RegisterExtension
    final DatagramChannels datagrams = new DatagramChannels();

    @TempDir
    private Path folder;

    /** How many calls still fail. */
    private final AtomicInteger failing = new AtomicInteger();

    private final AtomicInteger failed = new AtomicInteger();
    private volatile int error;

    private final Interceptor.Sockets ws2 = TransportUnderTest.intercepted((call, arguments) -> {
        if (SENDS.contains(call) && failing.getAndUpdate(left -> Math.max(left - 1, 0)) > 0) {
            failed.incrementAndGet();
            return -error;
        }
        return null;
    });

    @ParameterizedTest
    @ValueSource(ints = {WsaErrors.WSAEWOULDBLOCK, WsaErrors.WSAENOBUFS})
    void aConnectionSendsWhenItHasPassed(int error) throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "file ");
        try (Peer peer = new Peer()) {
            Channel client = peer.client();
            List<ChannelFuture> writes = new ArrayList<>();
            fail(error, 5);
            writes.add(client.write(BufferKinds.direct("one ")));
            writes.add(client.writeAndFlush(BufferKinds.direct("two ")));
            writes.add(client.writeAndFlush(BufferKinds.direct("three ")));
            assertThat(peer.read("one two three ".length())).isEqualTo("one two three ");
            fail(error, 3);
            client.config().setOption(IocpChannelOption.TRANSMIT_FILE, true);
            writes.add(client.writeAndFlush(new DefaultFileRegion(file.toFile(), 0, 5)));
            assertThat(peer.read(5)).isEqualTo("file ");
            fail(error, 3);
            writes.add(client.writeAndFlush(new BytesRegion("region".getBytes(StandardCharsets.US_ASCII))));
            assertThat(peer.read(6)).isEqualTo("region");
            for (ChannelFuture write : writes) {
                write.sync();
            }
            client.close().sync();
            assertThat(peer.socket.getInputStream().read()).isEqualTo(-1);
            assertThat(failed).hasValue(11);
        }
    }

    @Test
    void aCloseEndsTheWaiting() throws Exception {
        try (Peer peer = new Peer()) {
            Channel client = peer.client();
            fail(WsaErrors.WSAENOBUFS, FOR_EVER);
            ByteBuf buffer = BufferKinds.direct("never sent");
            ChannelFuture write = client.writeAndFlush(buffer);
            eventually(() -> assertThat(failed).hasValueGreaterThan(5));
            Silence.of(write);
            assertThat(client.isActive()).isTrue();
            client.close().sync();
            assertThat(write.await().cause()).isInstanceOf(IOException.class);
            assertThat(buffer.refCnt()).isZero();
            assertThat(peer.socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void aDeregisteredConnectionSendsWhenItHasComeBack() throws Exception {
        try (Peer peer = new Peer()) {
            Channel client = peer.client();
            fail(WsaErrors.WSAENOBUFS, 4);
            client.writeAndFlush(BufferKinds.direct("sent"));
            client.deregister().sync();
            channels.group.next().register(client).sync();
            assertThat(peer.read(4)).isEqualTo("sent");
        }
    }

    /** How much such a call has sent is not known for certain. */
    @Test
    void aSendThatHasBegunIsNotMadeAgain() throws Exception {
        List<Object> sends = new CopyOnWriteArrayList<>();
        Interceptor.Sockets recorded = TransportUnderTest.intercepted((call, arguments) -> {
            if (call.equals("WSASend")) {
                sends.add(arguments[arguments.length - 1]);
            }
            // Without this, a call that succeeds inline posts a packet.
            return call.equals("SetFileCompletionNotificationModes") ? -1 : null;
        });
        try (IocpChannels others = new IocpChannels(
                        1,
                        IocpIoHandler.newFactory(() -> TransportUnderTest.newPort((overlapped, status) ->
                                sends.contains(overlapped) ? STATUS_INSUFFICIENT_RESOURCES : status)));
                Peer peer = new Peer()) {
            Channel client = others.client(
                            new IocpChannels.Events(), () -> new IocpSocketChannel(recorded, recorded, null))
                    .connect(peer.listener.getLocalSocketAddress())
                    .sync()
                    .channel();
            peer.accept();
            client.write(BufferKinds.direct("text"));
            client.flush();
            client.closeFuture().sync();
            assertThat(peer.socket.getInputStream().readAllBytes()).hasSize(4);
            assertThat(sends).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {WsaErrors.WSAEWOULDBLOCK, WsaErrors.WSAENOBUFS})
    void datagramsAreSentWhenItHasPassed(int error) throws Exception {
        Channel channel = datagramChannel();
        fail(error, 4);
        ChannelFuture one = channel.writeAndFlush(packet("one"));
        ChannelFuture two = channel.writeAndFlush(packet("two"));
        assertThat(datagrams.receiveAtPeer()).isEqualTo("one");
        assertThat(datagrams.receiveAtPeer()).isEqualTo("two");
        one.sync();
        two.sync();
        assertThat(failed).hasValue(4);
    }

    /** As over NIO, whose datagrams fail at once. */
    @Test
    void datagramsFailWhenThereAreNoBuffersForLonger() throws Exception {
        Channel channel = datagramChannel();
        fail(WsaErrors.WSAENOBUFS, FOR_EVER);
        List<DatagramPacket> packets = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            packets.add(packet("lost"));
            assertThat(channel.writeAndFlush(packets.get(i)).await().cause())
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining("WSAENOBUFS");
        }
        assertThat(packets).allMatch(packet -> packet.refCnt() == 0);
        assertThat(failed.get()).isBetween(102, 120);
        fail(0, 0);
        channel.writeAndFlush(packet("next")).sync();
        assertThat(datagrams.receiveAtPeer()).isEqualTo("next");
    }

    @Test
    void aCloseEndsTheWaitingOfDatagrams() throws Exception {
        Channel channel = datagramChannel();
        fail(WsaErrors.WSAEWOULDBLOCK, FOR_EVER);
        DatagramPacket packet = packet("never sent");
        ChannelFuture write = channel.writeAndFlush(packet);
        eventually(() -> assertThat(failed).hasValueGreaterThan(5));
        Silence.of(write);
        channel.close().sync();
        assertThat(write.await().cause()).isInstanceOf(IOException.class);
        assertThat(packet.refCnt()).isZero();
    }

    private void fail(int error, int calls) {
        this.error = error;
        failing.set(calls);
    }

    private Channel datagramChannel() throws Exception {
        return datagrams
                .bootstrap(new DatagramChannels.Inbox(), () -> new IocpDatagramChannel(ws2, ws2, null))
                .bind(DatagramChannels.ipv4(0))
                .sync()
                .channel();
    }

    private DatagramPacket packet(String text) {
        return DatagramChannels.packet(text, datagrams.peerAddress());
    }

    /** A listener whose only connection reads. */
    private final class Peer implements AutoCloseable {
        final ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket socket;

        Peer() throws IOException {}

        Channel client() throws Exception {
            Channel client = channels.client(new IocpChannels.Events(), () -> new IocpSocketChannel(ws2, ws2, null))
                    .connect(listener.getLocalSocketAddress())
                    .sync()
                    .channel();
            accept();
            return client;
        }

        void accept() throws IOException {
            listener.setSoTimeout(IocpChannels.TIMEOUT_MILLIS);
            socket = listener.accept();
            socket.setSoTimeout(IocpChannels.TIMEOUT_MILLIS);
        }

        String read(int length) throws IOException {
            return new String(socket.getInputStream().readNBytes(length), StandardCharsets.US_ASCII);
        }

        @Override
        public void close() throws IOException {
            listener.close();
            socket.close();
        }
    }
}
