package io.github.nettywinsock.iocp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nettywinsock.engine.ChannelSocket.State;
import io.github.nettywinsock.ws2.CompletionPort;
import io.github.nettywinsock.ws2.Interceptor;
import io.github.nettywinsock.ws2.WsaErrors;
import io.netty.channel.socket.SocketProtocolFamily;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A SOCKET that one thread takes through its states while another thread closes it. */
class ClosedSocketTest {
    private static final InetSocketAddress ADDRESS = new InetSocketAddress(InetAddress.getLoopbackAddress(), 7);
    private static final int ROUNDS = 300;

    private final FakeIocp fake = new FakeIocp();

    private interface Step {
        void on(IocpSocket socket) throws Exception;
    }

    static Stream<Step> steps() {
        return Stream.of(
                socket -> socket.bind(ADDRESS),
                socket -> socket.listen(1),
                socket -> socket.connect(ADDRESS),
                IocpSocket::disconnect,
                IocpSocket::connecting,
                ConnectionContext::ofConnect,
                AcceptEvents::deselect,
                socket -> ConnectionContext.ofAccept(socket.openChild()),
                IocpSocket::shutdownSend,
                IocpSocket::shutdownReceive,
                IocpSocket::localAddress);
    }

    private IocpSocket open() {
        return NewSocket.open(fake.calls, fake.calls, SocketProtocolFamily.INET, IocpSocket.Kind.CONNECTION);
    }

    @ParameterizedTest
    @MethodSource("steps")
    void aClosedSocketStaysClosed(Step step) throws Exception {
        IocpSocket socket = open();
        socket.close();
        int made = fake.made.size();
        assertThatThrownBy(() -> step.on(socket)).isInstanceOf(ClosedChannelException.class);
        assertThat(socket.state()).isEqualTo(State.CLOSED);
        assertThat(fake.made.subList(made, fake.made.size())).isSubsetOf("socket");
        assertThat(fake.misuses).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("steps")
    void aSocketThatIsClosedDuringAStepStaysClosed(Step step) throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            IocpSocket socket = open();
            Thread[] closing = new Thread[1];
            Interceptor close = (call, arguments) -> {
                if (closing[0] == null && !call.equals("socket") && !call.equals("closesocket")) {
                    closing[0] = new Thread(() -> closeQuietly(socket));
                    closing[0].start();
                }
                return null;
            };
            if (round % 2 == 0) {
                fake.before(close);
            } else {
                fake.after(close);
            }
            try {
                step.on(socket);
            } catch (ClosedChannelException e) {
                // Closed between two calls of the step.
            }
            fake.before((call, arguments) -> null);
            fake.after((call, arguments) -> null);
            if (closing[0] == null) {
                socket.close();
            } else {
                closing[0].join();
            }
            assertThat(socket.state()).isEqualTo(State.CLOSED);
        }
        assertThat(fake.misuses).isEmpty();
    }

    @Test
    void aChildThatIsClosedWhileItIsAcceptedStaysClosed() throws Exception {
        IocpSocket listener = open();
        for (int round = 0; round < ROUNDS; round++) {
            IocpSocket child = listener.openChild();
            Thread closing = new Thread(() -> closeQuietly(child));
            fake.before((call, arguments) -> {
                if (call.equals("setsockopt")) {
                    closing.start();
                }
                return null;
            });
            try {
                ConnectionContext.ofAccept(child);
            } catch (ClosedChannelException e) {
                // Closed before the call.
            }
            closing.join();
            assertThat(child.state()).isEqualTo(State.CLOSED);
        }
    }

    @Test
    void noCallIsMadeWithAHandleThatWasGivenAgain() throws Exception {
        IocpSocket socket = open();
        fake.before((call, arguments) -> {
            if (call.equals("getsockopt")) {
                // What an event loop does between its calls.
                Thread closing = new Thread(() -> closeQuietly(socket));
                closing.start();
            }
            if (call.equals("SetFileCompletionNotificationModes") && !Thread.holdsLock(socket.lock())) {
                fake.misuses.add(call);
            }
            return null;
        });
        IocpIoHandler handler = (IocpIoHandler) fake.factory().newHandler(null);
        CompletionPort port = fake.new Port();
        try {
            socket.overlapped().associate(handler, port, 1);
        } catch (IOException e) {
            // Closed between two calls.
        }
        assertThat(fake.misuses).isEmpty();
        handler.destroy();
    }

    /**
     * A SOCKET that lingers and was made non-blocking.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/winsock2/nf-winsock2-closesocket">closesocket</a>
     */
    @Test
    void aSocketThatWouldBlockIsClosedAllTheSame() throws Exception {
        IocpSocket socket = open();
        AtomicBoolean blocks = new AtomicBoolean();
        fake.before((call, arguments) -> {
            if (call.equals("WSAIoctl")) {
                blocks.set(true);
            }
            return call.equals("closesocket") && !blocks.get() ? -WsaErrors.WSAEWOULDBLOCK : null;
        });
        socket.close();
        assertThat(fake.openSockets()).isZero();
    }

    private static void closeQuietly(IocpSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
