package io.github.nettywinsock;

import static io.github.nettywinsock.Loopback.succeeded;
import static io.github.nettywinsock.engine.ChannelSocket.State.UNBOUND;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.option.Linger;
import io.github.nettywinsock.option.OptionRow;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.nio.NioDatagramChannel;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Level, number and bytes of each option that is set before bind, as {@code options.tsv} has them. */
class OptionCallTest {
    private static final byte[] ONE = {1, 0, 0, 0};
    private static final byte[] THREE_SECONDS = {1, 0, 3, 0};

    @RegisterExtension
    final Loopback loopback = new Loopback();

    static List<OptionRow> rows() {
        return CallRows.rows();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void reachesTheSocketBeforeBind(OptionRow row) throws Exception {
        Object value = CallRows.VALUES.get(row.type());
        Channel channel = row.sockets().equals("dgram") ? datagram(row, value) : listener(row, value);

        FakeCall call = loopback.ws2.set(row.name());
        assertThat(call.level).isEqualTo(row.level());
        assertThat(call.optname).isEqualTo(row.optname());
        assertThat(call.bytes).isEqualTo(value instanceof Linger ? THREE_SECONDS : ONE);
        assertThat(call.state).isEqualTo(UNBOUND);
        assertThat(call.socket).isSameAs(loopback.beneath(channel));
    }

    private Channel listener(OptionRow row, Object value) throws Exception {
        return succeeded(loopback.bind(WayIn.CHANNEL_CLASSES, WinsockChannelOption.byName(row.name()), value));
    }

    private Channel datagram(OptionRow row, Object value) throws Exception {
        @SuppressWarnings("unchecked")
        ChannelOption<Object> option = (ChannelOption<Object>) WinsockChannelOption.byName(row.name());
        return succeeded(Loopback.done(new Bootstrap()
                .group(loopback.group)
                .channel(NioDatagramChannel.class)
                .handler(new WinsockChannelInitializer(new ChannelInboundHandlerAdapter(), loopback.ws2.provider())
                        .option(option, value))
                .bind(Loopback.ANY_PORT)));
    }
}
