package io.github.nettywinsock;

import static io.github.nettywinsock.Loopback.options;
import static io.github.nettywinsock.WinsockChannelOption.SO_SNDBUF;
import static io.github.nettywinsock.WinsockChannelOption.TCP_FASTOPEN;
import static io.github.nettywinsock.WinsockChannelOption.TCP_KEEPIDLE;
import static io.github.nettywinsock.ws2.WsaErrors.WSAENOPROTOOPT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nettywinsock.option.WinsockException;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import java.nio.channels.ClosedChannelException;
import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Options of an accepted child that is not registered: not yet, or not any more. */
class AcceptedChildTest {
    @RegisterExtension
    final Loopback loopback = new Loopback();

    private final FakeWinsock ws2 = loopback.ws2;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aDeregisteredChildSetsAnOptionAtOnce(boolean configured) throws Exception {
        Channel child = deregistered(configured);

        assertThat(child.config().setOption(SO_SNDBUF, 4242)).isTrue();

        assertThat(ws2.set("SO_SNDBUF").socket).isSameAs(loopback.beneath(child));
        assertThat(ws2.set("SO_SNDBUF").intValue()).isEqualTo(4242);
        assertThat(child.isOpen()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aDeregisteredChildRefusesWhatItCannotSet(boolean configured) throws Exception {
        Channel child = deregistered(configured);
        assertThatThrownBy(() -> child.config().setOption(WayIn.cast(SO_SNDBUF), "junk"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> child.config().setOption(WinsockChannelOption.SO_TYPE, 1))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> child.config().setOption(TCP_FASTOPEN, true))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("too late for TCP_FASTOPEN");
        ws2.refuse(WSAENOPROTOOPT, call -> call.isSet("SO_SNDBUF"));
        assertThatThrownBy(() -> child.config().setOption(SO_SNDBUF, 4242))
                .isInstanceOf(ChannelException.class)
                .hasCauseInstanceOf(WinsockException.class);

        Loopback.done(loopback.group.register(child));
        child.eventLoop().submit(() -> {}).sync();
        assertThat(child.isOpen()).as("as it was: whoever asked was told").isTrue();
        assertThat(loopback.child.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aClosedChildThrows(boolean configured) throws Exception {
        Channel child = child(configured);
        child.close().sync();
        assertThatThrownBy(() -> child.config().setOption(SO_SNDBUF, 4242))
                .isInstanceOf(ChannelException.class)
                .hasCauseInstanceOf(ClosedChannelException.class);
        assertThatThrownBy(() -> child.config().setOption(WayIn.cast(SO_SNDBUF), "junk"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aListenerThatWasRegisteredBeforeOnlyThrows(boolean deregistered) throws Exception {
        Channel listener = loopback.listener(WayIn.CHANNEL_CLASSES, options(), options());
        if (deregistered) {
            listener.deregister().sync();
        }
        assertThatThrownBy(() -> listener.config().setOption(WayIn.cast(SO_SNDBUF), "junk"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(listener.config().setOption(SO_SNDBUF, 4242)).isTrue();
        assertThat(ws2.set("SO_SNDBUF").intValue()).isEqualTo(4242);
        assertThat(listener.isOpen()).isTrue();
    }

    private Channel deregistered(boolean configured) throws Exception {
        Channel child = child(configured);
        child.deregister().sync();
        assertThat(child.isRegistered()).isFalse();
        return child;
    }

    private Channel child(boolean configured) throws Exception {
        Channel listener =
                loopback.listener(WayIn.CHANNEL_CLASSES, options(), configured ? options(TCP_KEEPIDLE, 30) : Map.of());
        loopback.connectPlainly(listener);
        return loopback.child.next("active").channel;
    }
}
