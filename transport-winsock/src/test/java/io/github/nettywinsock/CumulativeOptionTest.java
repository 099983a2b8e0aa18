package io.github.nettywinsock;

import static io.github.nettywinsock.WinsockChannelOption.IP_ADD_MEMBERSHIP;
import static io.github.nettywinsock.WinsockChannelOption.SO_RCVBUF;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nettywinsock.engine.ChannelOptions;
import io.github.nettywinsock.engine.OptionValues;
import io.github.nettywinsock.option.MulticastGroup;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An option that adds to what is there keeps every value that waits for bind; any other keeps the last. */
class CumulativeOptionTest {
    @RegisterExtension
    final Loopback loopback = new Loopback();

    @Test
    void everyGroupIsJoinedAfterBind() throws Exception {
        Channel channel = new Bootstrap()
                .group(loopback.group)
                .channel(NioDatagramChannel.class)
                .handler(new WinsockChannelInitializer(null, loopback.ws2.provider())
                        .option(IP_ADD_MEMBERSHIP, MulticastGroup.parse("239.1.2.3"))
                        .option(IP_ADD_MEMBERSHIP, MulticastGroup.parse("239.1.2.4"))
                        .option(SO_RCVBUF, 4_000)
                        .option(SO_RCVBUF, 8_000))
                .bind(Loopback.ANY_PORT)
                .sync()
                .channel();
        assertThat(loopback.ws2.sets("IP_ADD_MEMBERSHIP").stream()
                        .map(call -> (int) call.bytes[3])
                        .collect(Collectors.toList()))
                .containsExactly(3, 4);
        assertThat(loopback.ws2.set("SO_RCVBUF").intValue()).isEqualTo(8_000);
        channel.close().sync();
    }

    /** What fails the bind is what Windows makes of the correct value on a TCP socket. */
    @Test
    void aCorrectValueTakesBackTheRefusalOfAnother() throws Exception {
        WinsockServerSocketChannel channel = WayIn.serverChannel(loopback.ws2.provider());
        assertThatThrownBy(() -> channel.config().setOption(WayIn.cast(IP_ADD_MEMBERSHIP), "junk"))
                .isInstanceOf(IllegalArgumentException.class);
        channel.config().setOption(IP_ADD_MEMBERSHIP, MulticastGroup.parse("239.1.2.3"));
        loopback.group.register(channel).sync();
        assertThat(Loopback.done(channel.bind(Loopback.ANY_PORT)).cause())
                .hasMessageStartingWith("setsockopt(IPPROTO_IP, IP_ADD_MEMBERSHIP, 239.1.2.3)");
    }

    @Test
    void valuesReadAsAList() {
        OptionValues values = new OptionValues();
        values.put(ChannelOptions.winsockOption(SO_RCVBUF), 4_000);
        values.put(ChannelOptions.winsockOption(IP_ADD_MEMBERSHIP), MulticastGroup.parse("239.1.2.3"));
        values.put(ChannelOptions.winsockOption(IP_ADD_MEMBERSHIP), MulticastGroup.parse("239.1.2.4"));
        values.put(ChannelOptions.winsockOption(SO_RCVBUF), 8_000);
        assertThat(values).hasToString("SO_RCVBUF=8000, IP_ADD_MEMBERSHIP=239.1.2.3, IP_ADD_MEMBERSHIP=239.1.2.4");
    }
}
