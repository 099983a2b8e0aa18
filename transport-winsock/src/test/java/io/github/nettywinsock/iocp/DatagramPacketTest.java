package io.github.nettywinsock.iocp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.WinsockChannelOption;
import io.github.nettywinsock.option.Catalogue;
import io.github.nettywinsock.ws2.Interceptor;
import io.github.nettywinsock.ws2.WsaErrors;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.SocketProtocolFamily;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Datagrams with more than content and recipient, on a Windows in virtual time. */
class DatagramPacketTest extends VirtualTimeTest {
    private final List<DatagramPacket> received = new ArrayList<>();

    /** The names of the calls that have sent. */
    private final List<String> sends = new ArrayList<>();

    /** What this Windows does not have. */
    private final Set<Object> lacking = new TreeSet<>();

    private Interceptor.Sockets ws2;
    private IocpDatagramChannel receiver;
    private IocpDatagramChannel sender;

    private void start(long seed, SocketProtocolFamily family) {
        start(seed);
        ws2 = Interceptor.sockets(world.windows.ws2(), world.windows.sockets(), (call, arguments) -> {
            if (call.startsWith("WSASend")) {
                sends.add(call);
            }
            return call.equals("getsockopt") && lacking.contains(arguments[2]) ? -WsaErrors.WSAENOPROTOOPT : null;
        });
        receiver = open(family);
        sender = open(family);
    }

    private void lacks(String option) {
        lacking.add(Catalogue.byName(option).optname());
    }

    private IocpDatagramChannel open(SocketProtocolFamily family) {
        IocpDatagramChannel channel = new IocpDatagramChannel(ws2, ws2, family);
        for (var option : List.of(WinsockChannelOption.IP_PKTINFO, WinsockChannelOption.IP_RECVECN)) {
            channel.config().setOption(option, true);
        }
        if (family == SocketProtocolFamily.INET6) {
            channel.config().setOption(WinsockChannelOption.IPV6_PKTINFO, true);
            channel.config().setOption(WinsockChannelOption.IPV6_RECVECN, true);
        }
        channel.pipeline().addLast(new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext ctx, Object message) {
                received.add((DatagramPacket) message);
            }
        });
        loop.register(channel);
        settle(5);
        channel.bind(new InetSocketAddress(0));
        settle(50);
        return channel;
    }

    private static InetAddress host(String address) {
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private InetSocketAddress to(String host) {
        return new InetSocketAddress(host(host), receiver.localAddress().getPort());
    }

    private ChannelFuture write(Object message) {
        ChannelFuture write = sender.writeAndFlush(message);
        settle(100);
        return write;
    }

    private void end() {
        received.forEach(DatagramPacket::release);
        onLoop(receiver::close);
        onLoop(sender::close);
    }

    private static ByteBuf content(int length) {
        ByteBuf content = Unpooled.directBuffer(length);
        for (int i = 0; i < length; i++) {
            content.writeByte(i);
        }
        return content;
    }

    private void assertSegments(int length, int... lengths) {
        int next = 0;
        assertThat(received).hasSameSizeAs(lengths);
        for (int i = 0; i < lengths.length; i++) {
            ByteBuf content = received.get(i).content();
            assertThat(content.readableBytes()).isEqualTo(lengths[i]);
            for (int j = 0; j < lengths[i]; j++) {
                assertThat(content.getByte(content.readerIndex() + j)).isEqualTo((byte) next++);
            }
        }
        assertThat(next).isEqualTo(length);
    }

    @Test
    void aPlainPacketGoesByWSASendTo() {
        start(1, SocketProtocolFamily.INET);
        assertThat(write(new IocpDatagramPacket(content(3), to("127.0.0.1"))).isSuccess())
                .isTrue();
        assertThat(sends).containsExactly("WSASendTo");
        assertSegments(3, 3);
        end();
    }

    /** An answer leaves from where the question came to. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void aPacketIsSentFromItsSender(long seed) {
        start(seed, family(seed));
        write(new DatagramPacket(content(1), to("127.0.0.2")));
        DatagramPacket question = received.get(0);
        assertThat(question.recipient()).isEqualTo(to("127.0.0.2"));
        onLoop(() ->
                receiver.writeAndFlush(new IocpDatagramPacket(content(2), question.sender(), question.recipient())));
        settle(100);
        assertThat(received.get(1).sender()).isEqualTo(to("127.0.0.2"));
        assertThat(sends).containsExactly("WSASendTo", "WSASendMsg");
        end();
    }

    /** No machine has the address of a group, or of all hosts. */
    @ParameterizedTest
    @CsvSource({
        "INET, 239.1.2.3",
        "INET6, 239.1.2.3",
        "INET6, ff15::1:2",
        "INET, 255.255.255.255",
        "INET, 127.255.255.255",
        "INET6, 127.255.255.255"
    })
    void anAnswerToAQuestionToManyLeavesFromWhereWindowsChooses(SocketProtocolFamily family, String asked)
            throws Exception {
        DatagramPacket question = questionTo(family, asked);
        sends.clear();
        onLoop(() ->
                receiver.writeAndFlush(new IocpDatagramPacket(content(2), question.sender(), question.recipient())));
        settle(100);
        assertThat(sends).containsExactly("WSASendTo");
        assertThat(received).hasSize(2);
        assertThat(received.get(1).sender().getPort())
                .isEqualTo(receiver.localAddress().getPort());
        assertThat(received.get(1).sender().getAddress().isMulticastAddress()).isFalse();
        end();
    }

    /** Which address is one of all hosts, only who knows the networks can tell, or Windows of a datagram. */
    @Test
    void anAnswerFromTheBroadcastAddressOfANetworkFailsAndSaysSo() throws Exception {
        DatagramPacket question = questionTo(SocketProtocolFamily.INET, "127.0.0.1");
        ChannelFuture answer =
                receiver.writeAndFlush(new IocpDatagramPacket(content(2), question.sender(), to("127.255.255.255")));
        settle(100);
        assertThat(answer.cause()).isInstanceOf(SocketException.class);
        assertThat(answer.cause()).hasMessageContaining("WSASendMsg from 127.255.255.255: ");
        end();
    }

    private DatagramPacket questionTo(SocketProtocolFamily family, String asked) throws Exception {
        start(7, family);
        NetworkInterface loopback = NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress());
        if (host(asked).isMulticastAddress()) {
            onLoop(() -> receiver.joinGroup(host(asked), loopback, null));
        }
        sender.config().setBroadcast(true).setNetworkInterface(loopback);
        assertThat(write(new DatagramPacket(content(1), to(asked))).cause()).isNull();
        assertThat(received.get(0).recipient()).isEqualTo(to(asked));
        return received.get(0);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void addressesThatAreKnownAreNotMadeAnew(long seed) {
        start(seed, family(seed));
        IocpDatagramChannel other = open(family(seed));
        for (int i = 0; i < 3; i++) {
            for (IocpDatagramChannel from : List.of(sender, other)) {
                for (String host : List.of("127.0.0.2", "127.0.0.3")) {
                    onLoop(() -> from.writeAndFlush(new DatagramPacket(content(1), to(host))));
                    settle(100);
                }
            }
        }
        assertThat(received).hasSize(12);
        for (int i = 4; i < received.size(); i++) {
            assertThat(received.get(i).sender()).isSameAs(received.get(i - 4).sender());
            assertThat(received.get(i).recipient()).isSameAs(received.get(i - 4).recipient());
        }
        for (int i = 0; i < 4; i++) {
            assertThat(received.get(i).recipient()).isEqualTo(to(i % 2 == 0 ? "127.0.0.2" : "127.0.0.3"));
            assertThat(received.get(i).sender().getPort())
                    .isEqualTo((i < 2 ? sender : other).localAddress().getPort());
        }
        end();
        onLoop(other::close);
    }

    @Test
    void aPacketOfInet6IsSentFromItsSender() {
        start(2, SocketProtocolFamily.INET6);
        ChannelFuture write =
                write(new IocpDatagramPacket(content(1), to("::1"), new InetSocketAddress(host("::1"), 9)));
        assertThat(write.cause()).isNull();
        assertThat(received.get(0).sender())
                .isEqualTo(
                        new InetSocketAddress(host("::1"), sender.localAddress().getPort()));
        end();
    }

    @Test
    void anAddressOfAnotherMachineFailsTheWriteAlone() {
        start(3, SocketProtocolFamily.INET);
        ChannelFuture write =
                write(new IocpDatagramPacket(content(1), to("127.0.0.1"), new InetSocketAddress(host("192.0.2.1"), 0)));
        assertThat(write.cause()).isInstanceOf(SocketException.class).hasMessageContaining("WSASendMsg");
        assertThat(write(new DatagramPacket(content(1), to("127.0.0.1"))).isSuccess())
                .isTrue();
        end();
    }

    /** As it is where the address of a received packet is that of the channel. */
    @Test
    void theWildcardLeavesTheSenderToWindows() {
        start(4, SocketProtocolFamily.INET);
        assertThat(write(new IocpDatagramPacket(content(1), to("127.0.0.1"), sender.localAddress()))
                        .isSuccess())
                .isTrue();
        assertThat(sends).containsExactly("WSASendTo");
        end();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void aMarkArrives(long seed) {
        start(seed, family(seed));
        for (Ecn ecn : Ecn.values()) {
            write(new IocpDatagramPacket(content(1), to("127.0.0.1")).withEcn(ecn));
            if (family(seed) == SocketProtocolFamily.INET6) {
                write(new IocpDatagramPacket(content(1), to("::1")).withEcn(ecn));
            }
        }
        assertThat(received)
                .extracting(packet -> ((IocpDatagramPacket) packet).ecn())
                .containsExactlyElementsOf(expectedMarks(family(seed) == SocketProtocolFamily.INET6 ? 2 : 1));
        end();
    }

    private static List<Ecn> expectedMarks(int times) {
        List<Ecn> marks = new ArrayList<>();
        for (Ecn ecn : Ecn.values()) {
            marks.addAll(Collections.nCopies(times, ecn));
        }
        return marks;
    }

    @Test
    void aMarkIsLeftOutWhereWindowsHasNone() {
        lacks("IP_RECVECN");
        start(5, SocketProtocolFamily.INET);
        assertThat(write(new IocpDatagramPacket(content(1), to("127.0.0.1")).withEcn(Ecn.ECT_0))
                        .isSuccess())
                .isTrue();
        assertThat(sends).containsExactly("WSASendTo");
        end();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void segmentsAreOneCall(long seed) {
        start(seed, family(seed));
        assertThat(sender.isSegmentationOffloadSupported()).isTrue();
        ChannelFuture write = write(new IocpDatagramPacket(content(1050), to("127.0.0.1")).withSegmentSize(200));
        assertThat(write.isSuccess()).isTrue();
        assertThat(sends).containsExactly("WSASendMsg");
        assertSegments(1050, 200, 200, 200, 200, 200, 50);
        end();
    }

    /** Before Windows 10 2004. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void segmentsAreACallEachWhereWindowsCannotTakeThemApart(long seed) {
        lacks("UDP_SEND_MSG_SIZE");
        start(seed, family(seed));
        assertThat(sender.isSegmentationOffloadSupported()).isFalse();
        ChannelFuture write = sender.write(new IocpDatagramPacket(content(450), to("127.0.0.1")).withSegmentSize(200));
        ChannelFuture next =
                write(new DatagramPacket(content(450).skipBytes(450).writeByte(450 & 0xFF), to("127.0.0.1")));
        assertThat(write.isSuccess()).isTrue();
        assertThat(next.isSuccess()).isTrue();
        assertThat(sends).containsExactly("WSASendTo", "WSASendTo", "WSASendTo", "WSASendTo");
        assertSegments(451, 200, 200, 50, 1);
        end();
    }

    @Test
    void moreSegmentsThanWindowsTakesAreSeveralCalls() {
        start(1, SocketProtocolFamily.INET);
        receiver.config().setReceiveBufferSize(1 << 20);
        ChannelFuture write = write(new IocpDatagramPacket(content(600), to("127.0.0.1")).withSegmentSize(1));
        settle(3000);
        assertThat(write.isSuccess()).isTrue();
        assertThat(sends).containsExactly("WSASendMsg", "WSASendMsg");
        assertThat(received).hasSize(600);
        end();
    }

    @Test
    void whatIsNoLongerThanASegmentIsOneDatagram() {
        start(2, SocketProtocolFamily.INET);
        write(new IocpDatagramPacket(content(200), to("127.0.0.1")).withSegmentSize(200));
        assertThat(sends).containsExactly("WSASendTo");
        assertSegments(200, 200);
        end();
    }

    @Test
    void oneOfSegmentsThatFailsFailsTheWriteAndEndsIt() {
        lacks("UDP_SEND_MSG_SIZE");
        start(3, SocketProtocolFamily.INET);
        world.windows.faults().failNth("WSASendTo", 2, WsaErrors.WSAEHOSTUNREACH);
        ChannelFuture write = write(new IocpDatagramPacket(content(600), to("127.0.0.1")).withSegmentSize(200));
        assertThat(write.cause()).isInstanceOf(SocketException.class).hasMessageContaining("WSAEHOSTUNREACH");
        assertSegments(200, 200);
        end();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void aCloseWaitsForAllSegments(long seed) {
        lacks("UDP_SEND_MSG_SIZE");
        start(seed, SocketProtocolFamily.INET);
        sender.config().setOption(ChannelOption.MAX_MESSAGES_PER_WRITE, 1);
        ChannelPromise write = sender.newPromise();
        onLoop(() -> {
            sender.writeAndFlush(new IocpDatagramPacket(content(600), to("127.0.0.1")).withSegmentSize(200), write);
            sender.close();
        });
        settle(200);
        assertThat(write.isSuccess()).isTrue();
        assertSegments(600, 200, 200, 200);
        end();
    }

    /** None is sent twice. */
    @Test
    void aShortageAmongSegmentsGoesOnWithTheNext() {
        lacks("UDP_SEND_MSG_SIZE");
        start(4, SocketProtocolFamily.INET);
        world.windows.faults().failNth("WSASendTo", 2, WsaErrors.WSAENOBUFS);
        ChannelFuture write = write(new IocpDatagramPacket(content(600), to("127.0.0.1")).withSegmentSize(200));
        assertThat(write.isSuccess()).isTrue();
        assertSegments(600, 200, 200, 200);
        end();
    }

    /** Windows reads direct buffers alone. */
    @Test
    void aPacketOnTheHeapKeepsWhatItSays() {
        start(5, SocketProtocolFamily.INET);
        ByteBuf heap = Unpooled.buffer(300);
        for (int i = 0; i < 300; i++) {
            heap.writeByte(i);
        }
        write(new IocpDatagramPacket(heap, to("127.0.0.1"), new InetSocketAddress(host("127.0.0.3"), 0))
                .withSegmentSize(200)
                .withEcn(Ecn.CE));
        assertSegments(300, 200, 100);
        assertThat(((IocpDatagramPacket) received.get(1)).ecn()).isEqualTo(Ecn.CE);
        assertThat(received.get(1).sender().getAddress()).isEqualTo(host("127.0.0.3"));
        end();
    }

    @Test
    void aConnectedChannelSendsThemToo() {
        start(6, SocketProtocolFamily.INET);
        onLoop(() -> sender.connect(to("127.0.0.1")));
        settle(50);
        ChannelFuture write = write(new IocpDatagramPacket(content(300), to("127.0.0.1"))
                .withSegmentSize(200)
                .withEcn(Ecn.ECT_1));
        assertThat(write.cause()).isNull();
        assertSegments(300, 200, 100);
        assertThat(((IocpDatagramPacket) received.get(0)).ecn()).isEqualTo(Ecn.ECT_1);
        end();
    }

    @Test
    void copiesKeepWhatAPacketSays() {
        start(1);
        IocpDatagramPacket packet = new IocpDatagramPacket(content(3), loopback(1), loopback(2))
                .withSegmentSize(2)
                .withEcn(Ecn.ECT_0);
        IocpDatagramPacket copy = packet.copy();
        IocpDatagramPacket replaced = packet.replace(content(3));
        for (IocpDatagramPacket same : List.of(
                copy,
                replaced,
                packet.duplicate(),
                packet.retainedDuplicate(),
                packet.retain(),
                packet.retain(1),
                packet.touch(),
                packet.touch("hint"))) {
            assertThat(same.segmentSize()).isEqualTo(2);
            assertThat(same.ecn()).isEqualTo(Ecn.ECT_0);
            assertThat(same.recipient()).isEqualTo(loopback(1));
            assertThat(same.sender()).isEqualTo(loopback(2));
            assertThat(same.content()).isEqualTo(packet.content());
        }
        assertThat(packet.toString()).contains("segments of 2", "ECT_0");
        assertThat(copy.release()).isTrue();
        assertThat(replaced.release()).isTrue();
        assertThat(packet.release(4)).isTrue();
    }
}
