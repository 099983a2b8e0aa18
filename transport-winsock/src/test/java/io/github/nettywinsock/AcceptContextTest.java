package io.github.nettywinsock;

import static io.github.nettywinsock.Loopback.options;
import static io.github.nettywinsock.WinsockChannelOption.SO_UPDATE_ACCEPT_CONTEXT;
import static io.github.nettywinsock.ws2.WsaErrors.WSAENOTCONN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nettywinsock.engine.ChannelSocket;
import io.netty.channel.Channel;
import java.nio.channels.ClosedChannelException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AcceptContextTest {
    private static final int PORT = 4711;

    @RegisterExtension
    final Loopback loopback = new Loopback();

    private final FakeWinsock ws2 = loopback.ws2;

    @ParameterizedTest
    @EnumSource(WayIn.class)
    void aChildGetsTheSocketOfItsListenerBeforeItsHandlersSeeItActive(WayIn way) throws Exception {
        Channel listener = loopback.listener(way, options(), options(SO_UPDATE_ACCEPT_CONTEXT, true));
        loopback.connectPlainly(listener);

        Recorder.Event active = loopback.child.next("active");
        FakeCall call = ws2.set("SO_UPDATE_ACCEPT_CONTEXT");
        assertThat(call.result).isZero();
        assertThat(call.bytes).hasSize(Long.BYTES);
        assertThat(call.longValue()).isEqualTo(loopback.beneath(listener).handle);
        assertThat(call.handle).isEqualTo(loopback.beneath(active.channel).handle);
        assertThat(active.callsBefore).contains(call);
    }

    @Test
    void anAcceptExSocketCanBeUsedOnceTheEngineHasSetItsContext() throws Exception {
        long listener = ws2.socket(2, FakeSocket.SOCK_STREAM, 0);
        ws2.bind(listener, PORT);
        ws2.listen(listener);
        ws2.connect(ws2.socket(2, FakeSocket.SOCK_STREAM, 0), PORT);
        long child = ws2.acceptEx(listener);
        assertThat(ws2.getpeername(child)).isEqualTo(-WSAENOTCONN);
        assertThat(ws2.shutdown(child)).isEqualTo(-WSAENOTCONN);

        setAcceptContext(new Handle(child, new Handle(listener, null)));

        assertThat(ws2.getpeername(child)).isZero();
        assertThat(ws2.shutdown(child)).isZero();
    }

    @Test
    void theContextOfAListenerThatWasClosedIsNotSet() {
        long listener = ws2.socket(2, FakeSocket.SOCK_STREAM, 0);
        long child = ws2.socket(2, FakeSocket.SOCK_STREAM, 0);
        ws2.closesocket(listener);

        assertThatThrownBy(() -> setAcceptContext(new Handle(child, new Handle(listener, null))))
                .isInstanceOf(ClosedChannelException.class);
        assertThat(ws2.sets("SO_UPDATE_ACCEPT_CONTEXT")).isEmpty();
    }

    @Test
    void aChannelThatNobodyAcceptedHasNoContext() throws Exception {
        Channel listener = Loopback.succeeded(loopback.bind(WayIn.CHANNEL_CLASSES));
        assertThatThrownBy(() -> listener.config().setOption(SO_UPDATE_ACCEPT_CONTEXT, true))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(
                        "SO_UPDATE_ACCEPT_CONTEXT has to be set after accept, which never comes for " + listener);
    }

    private void setAcceptContext(ChannelSocket child) throws Exception {
        ws2.provider().calls().set(child, WayIn.line(SO_UPDATE_ACCEPT_CONTEXT), true);
    }

    /** A socket without a channel. */
    private final class Handle implements ChannelSocket {
        private final long handle;
        private final ChannelSocket listener;

        Handle(long handle, ChannelSocket listener) {
            this.handle = handle;
            this.listener = listener;
        }

        @Override
        public Object lock() {
            return this;
        }

        @Override
        public boolean isOpen() {
            return ws2.at(handle) != null;
        }

        @Override
        public long handle() {
            return handle;
        }

        @Override
        public State state() {
            return ws2.at(handle).state();
        }

        @Override
        public boolean isListener() {
            return listener == null;
        }

        @Override
        public ChannelSocket listener() {
            return listener;
        }
    }
}
