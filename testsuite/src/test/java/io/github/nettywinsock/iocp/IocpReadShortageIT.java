package io.github.nettywinsock.iocp;

import static io.github.nettywinsock.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.Silence;
import io.github.nettywinsock.testsuite.NeedsWindows;
import io.github.nettywinsock.testsuite.WithoutWhims;
import io.github.nettywinsock.ws2.Interceptor;
import io.github.nettywinsock.ws2.WsaErrors;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import java.net.DatagramSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Receives that Windows cannot make for now: reading goes on after a pause.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/api/winsock2/nf-winsock2-wsarecv">WSARecv</a>
 */
@WithoutWhims("packets of all receives")
class IocpReadShortageIT {
    private static final int INSUFFICIENT_RESOURCES = 0xC000009A;
    private static final int REQUEST_ABORTED = 0xC0000240;
    private static final int FOR_EVER = 1_000_000;

    private final Set<Long> overlapped = ConcurrentHashMap.newKeySet();
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicInteger calls = new AtomicInteger();

    /** What receives fail with inline, or 0. */
    private volatile int error;

    /** What receives fail with later, or 0. */
    private volatile int status;

    @RegisterExtension
    final IocpChannels channels =
            new IocpChannels(1, IocpIoHandler.newFactory(() -> TransportUnderTest.newPort(this::statusOf)));

    private final IocpChannels.Events events = new IocpChannels.Events();
    private final DatagramChannels.Inbox inbox = new DatagramChannels.Inbox();

    private Object answer(String call, Object... arguments) {
        if (!call.equals("WSARecv") && !call.equals("WSARecvMsg")) {
            return null;
        }
        calls.incrementAndGet();
        overlapped.add((Long) arguments[arguments.length - 1]);
        return error != 0 && failures.getAndDecrement() > 0 ? -error : null;
    }

    private int statusOf(long lpOverlapped, int real) {
        return status != 0 && overlapped.contains(lpOverlapped) && failures.getAndDecrement() > 0 ? status : real;
    }

    @ParameterizedTest
    @ValueSource(ints = {WsaErrors.WSAENOBUFS, WsaErrors.WSAEWOULDBLOCK})
    void aConnectionGoesOnReading(int error) throws Exception {
        this.error = error;
        try (LogOf log = new LogOf(ReceiveLoop.class);
                Socket peer = failFromNow(FOR_EVER, connection(events, false))) {
            assertThat(events.next()).isEqualTo("active");
            peer.getOutputStream().write(new byte[5]);
            awaitAFewCalls();
            assertThat(events.all).isEmpty();
            failures.set(0);
            assertThat(events.next()).isEqualTo(5);
            assertThat(log.warnings()).hasSize(1).first().asString().contains("goes on reading after a pause");
        }
        assertThat(events.next()).isEqualTo("inactive");
    }

    @ParameterizedTest
    @ValueSource(ints = {INSUFFICIENT_RESOURCES, REQUEST_ABORTED})
    void aConnectionGoesOnReadingWhenAReceiveEndsSo(int status) throws Exception {
        this.status = status;
        // A receive of no bytes, so that what fails has not taken any.
        try (Socket peer = failFromNow(3, connection(events, true))) {
            assertThat(events.next()).isEqualTo("active");
            awaitReceive();
            peer.getOutputStream().write(new byte[5]);
            assertThat(events.next()).isEqualTo(5);
            assertThat(failures).hasValueLessThan(3);
            peer.getOutputStream().write(new byte[6]);
            assertThat(events.next()).isEqualTo(6);
        }
        assertThat(events.next()).isEqualTo("inactive");
    }

    @ParameterizedTest
    @ValueSource(ints = {WsaErrors.WSAENOBUFS, WsaErrors.WSAEWOULDBLOCK})
    @NeedsWindows("a DatagramSocket of the JDK")
    void aDatagramChannelGoesOnReading(int error) throws Exception {
        this.error = error;
        failures.set(FOR_EVER);
        Channel channel = datagramChannel();
        send("one", channel);
        awaitAFewCalls();
        failures.set(0);
        assertThat(inbox.next()).isEqualTo("one");
        assertThat(inbox.failures).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {INSUFFICIENT_RESOURCES, REQUEST_ABORTED})
    @NeedsWindows("a DatagramSocket of the JDK")
    void aDatagramChannelGoesOnReadingWhenAReceiveEndsSo(int status) throws Exception {
        this.status = status;
        failures.set(1);
        Channel channel = datagramChannel();
        awaitReceive();
        send("lost with the status of this test", channel);
        send("one", channel);
        assertThat(inbox.next()).isEqualTo("one");
        assertThat(inbox.failures).isEmpty();
    }

    /** A failure that is not known to pass is told once, however often it comes. */
    @Test
    @NeedsWindows("a DatagramSocket of the JDK")
    void aDatagramChannelTellsOnceOfWhatFailsAgainAndAgain() throws Exception {
        error = WsaErrors.WSAEACCES;
        failures.set(FOR_EVER);
        Channel channel = datagramChannel();
        send("one", channel);
        awaitAFewCalls();
        failures.set(0);
        assertThat(inbox.next()).isEqualTo("one");
        assertThat(inbox.failures).hasSize(1);
    }

    @Test
    void closingEndsThePause() throws Exception {
        error = WsaErrors.WSAENOBUFS;
        failures.set(FOR_EVER);
        Channel channel = datagramChannel();
        awaitReceive();
        channel.close().sync();
        Silence.of(calls);
    }

    @Test
    @NeedsWindows("a DatagramSocket of the JDK")
    void aChannelThatComesBackReadsAfterThePause() throws Exception {
        error = WsaErrors.WSAENOBUFS;
        failures.set(FOR_EVER);
        Channel channel = datagramChannel();
        awaitReceive();
        EventLoop loop = channel.eventLoop();
        channel.deregister().sync();
        loop.register(channel).sync();
        failures.set(0);
        send("one", channel);
        assertThat(inbox.next()).isEqualTo("one");
    }

    private Channel connection(ChannelHandler handler, boolean zeroByteRead) throws Exception {
        Interceptor.Sockets ws2 = TransportUnderTest.intercepted(this::answer);
        return channels.server(() -> handler, () -> new IocpServerSocketChannel(ws2, ws2, null))
                .childOption(IocpChannelOption.ZERO_BYTE_READ, zeroByteRead)
                .bind(IocpChannels.loopback())
                .sync()
                .channel();
    }

    private Socket failFromNow(int times, Channel listener) throws Exception {
        failures.set(times);
        return IocpChannels.peerOf(listener);
    }

    private Channel datagramChannel() throws Exception {
        Interceptor.Sockets ws2 = TransportUnderTest.intercepted(this::answer);
        return new Bootstrap()
                .group(channels.group)
                .channelFactory(() -> new IocpDatagramChannel(ws2, ws2, null))
                .option(ChannelOption.SO_RCVBUF, 65536)
                .handler(inbox)
                .bind(DatagramChannels.ipv4(0))
                .sync()
                .channel();
    }

    private static void send(String text, Channel to) throws Exception {
        try (DatagramSocket peer = new DatagramSocket()) {
            DatagramChannels.send(peer, text, DatagramChannels.ipv4(DatagramChannels.port(to)));
        }
    }

    /** Waits until a receive was posted, or was tried in vain. */
    private void awaitReceive() throws Exception {
        eventually(() -> assertThat(calls).hasPositiveValue());
        channels.group.submit(() -> {}).sync();
    }

    /** Waits for attempts, of which there is one after each pause. */
    private void awaitAFewCalls() throws Exception {
        eventually(() -> assertThat(calls).hasValueGreaterThan(5));
    }
}
