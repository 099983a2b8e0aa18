package io.github.nettywinsock;

import static io.github.nettywinsock.Loopback.options;
import static io.github.nettywinsock.Loopback.succeeded;
import static io.github.nettywinsock.WinsockChannelOption.SO_SNDBUF;
import static io.github.nettywinsock.WinsockChannelOption.SO_UPDATE_CONNECT_CONTEXT;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An Error, such as for lack of memory, where an option is set costs its own channel, and its promise is told. */
class ThrownErrorTest {
    @RegisterExtension
    final Loopback loopback = new Loopback();

    private final FakeWinsock ws2 = loopback.ws2;

    @ParameterizedTest
    @EnumSource(WayIn.class)
    void itFailsTheBind(WayIn way) throws Exception {
        throwAt("SO_SNDBUF");
        ChannelFuture bind = loopback.bind(way, SO_SNDBUF, 4242);
        assertThat(bind.cause()).isInstanceOf(LinkageError.class);
        Loopback.assertCloses(bind.channel());
    }

    @ParameterizedTest
    @EnumSource(WayIn.class)
    void itFailsTheConnect(WayIn way) throws Exception {
        Channel listener = succeeded(loopback.bind(WayIn.INITIALIZER));
        throwAt("SO_UPDATE_CONNECT_CONTEXT");
        ChannelFuture connect = loopback.connect(way, listener.localAddress(), SO_UPDATE_CONNECT_CONTEXT, true);
        assertThat(connect.cause()).isInstanceOf(LinkageError.class);
        Loopback.assertCloses(connect.channel());
    }

    @ParameterizedTest
    @EnumSource(WayIn.class)
    void itClosesTheChildAndTheNextIsServed(WayIn way) throws Exception {
        boolean[] thrown = new boolean[1];
        ws2.intercept(call -> {
            if (call.isSet("SO_SNDBUF") && !thrown[0]) {
                thrown[0] = true;
                throw new LinkageError("thrown by a test");
            }
            return 0;
        });
        Channel listener = loopback.listener(way, options(), options(SO_SNDBUF, 4242));
        loopback.connectPlainly(listener);
        Recorder.Event failed = loopback.child.next("exception");
        assertThat(failed.cause).isInstanceOf(LinkageError.class);
        Loopback.assertCloses(failed.channel);
        loopback.connectPlainly(listener);
        assertThat(loopback.child.next("active").channel).isNotSameAs(failed.channel);
    }

    private void throwAt(String option) {
        ws2.intercept(call -> {
            if (call.isSet(option)) {
                throw new LinkageError("thrown by a test");
            }
            return 0;
        });
    }
}
