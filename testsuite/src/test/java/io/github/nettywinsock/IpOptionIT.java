package io.github.nettywinsock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nettywinsock.engine.WinsockBackend;
import io.github.nettywinsock.option.Catalogue;
import io.github.nettywinsock.option.MulticastGroup;
import io.github.nettywinsock.option.MulticastSource;
import io.github.nettywinsock.option.WinsockException;
import io.github.nettywinsock.option.WinsockOption;
import io.github.nettywinsock.testsuite.EventLoops;
import io.github.nettywinsock.testsuite.NeedsWindows;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioDatagramChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Options of IPv4 and IPv6 on stock datagram channels, those that Wine has too. */
@NeedsWindows("NIO channels")
class IpOptionIT {
    @RegisterExtension
    final EventLoops nio = EventLoops.nio();

    private final WinsockBackend provider = WinsockBackend.ofSystem();
    private final NetworkInterface loopback = loopback();

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, IP_TTL, 7",
        "127.0.0.1, IP_MULTICAST_TTL, 3",
        "127.0.0.1, IP_MULTICAST_LOOP, false",
        "127.0.0.1, IP_DONTFRAGMENT, true",
        "127.0.0.1, IP_PKTINFO, true",
        "127.0.0.1, IP_RECVTTL, true",
        "::1, IPV6_UNICAST_HOPS, 7",
        "::1, IPV6_MULTICAST_HOPS, 3",
        "::1, IPV6_MULTICAST_LOOP, false",
        "::1, IPV6_DONTFRAG, true",
        "::1, IPV6_PKTINFO, true"
    })
    void whatIsSetBeforeBindIsReadBack(String host, String name, String text) throws IOException {
        WinsockOption<?> option = Catalogue.byName(name);
        Object value = option.parse(text);
        assertThat((Object) provider.calls().get(provider.socketOf(bound(host, null, null)), option))
                .as("the value before")
                .isNotEqualTo(value);

        assertThat((Object) provider.calls().get(provider.socketOf(bound(host, option, value)), option))
                .isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1, IP_UNICAST_IF", "::1, IPV6_MULTICAST_IF"})
    void anInterfaceIsReadBackInTheByteOrderOfItsLevel(String host, String name) throws IOException {
        WinsockOption<?> option = Catalogue.byName(name);
        assertThat((Object) provider.calls().get(provider.socketOf(bound(host, null, null)), option))
                .isNull();

        assertThat((Object) provider.calls().get(provider.socketOf(bound(host, option, loopback)), option))
                .isEqualTo(loopback);
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, IP_ADD_MEMBERSHIP, IP_DROP_MEMBERSHIP, 239.1.2.3",
        "::1, IPV6_JOIN_GROUP, IPV6_LEAVE_GROUP, ff15::1:2"
    })
    void aGroupThatWasJoinedIsLeftOnce(String host, String join, String leave, String address) throws IOException {
        // Where Windows takes the index of an interface for IPv4, Wine wants its address.
        MulticastGroup multicast = host.equals("::1")
                ? MulticastGroup.of(InetAddress.getByName(address), loopback)
                : MulticastGroup.parse(address);
        Channel member = bound(host, Catalogue.byName(join), multicast);

        set(member, leave, multicast);
        assertThatThrownBy(() -> set(member, leave, multicast)).isInstanceOf(WinsockException.class);
        assertThatThrownBy(() -> set(bound(host, null, null), leave, multicast))
                .as("a socket that has not joined")
                .isInstanceOf(WinsockException.class);
    }

    @Test
    void aSourceThatWasJoinedIsLeftOnce() throws IOException {
        MulticastSource source = MulticastSource.parse("232.1.2.3,127.0.0.1");
        Channel member = bound("127.0.0.1", Catalogue.byName("IP_ADD_SOURCE_MEMBERSHIP"), source);

        set(member, "IP_DROP_SOURCE_MEMBERSHIP", source);
        assertThatThrownBy(() -> set(member, "IP_DROP_SOURCE_MEMBERSHIP", source))
                .isInstanceOf(WinsockException.class);
    }

    private <T> void set(Channel channel, String name, Object value) throws IOException {
        @SuppressWarnings("unchecked")
        WinsockOption<T> option = (WinsockOption<T>) Catalogue.byName(name);
        provider.calls().set(provider.socketOf(channel), option, option.codec().checked(name, value));
    }

    /** A channel that took the option, unless it is null, before bind. */
    private Channel bound(String host, WinsockOption<?> option, Object value) {
        WinsockChannelInitializer initializer = new WinsockChannelInitializer(new ChannelInboundHandlerAdapter());
        if (option != null) {
            @SuppressWarnings("unchecked")
            ChannelOption<Object> constant = (ChannelOption<Object>) WinsockChannelOption.byName(option.name());
            initializer.option(constant, value);
        }
        SocketProtocolFamily family = host.equals("::1") ? SocketProtocolFamily.INET6 : SocketProtocolFamily.INET;
        return new Bootstrap()
                .group(nio.group)
                .channelFactory(() -> new NioDatagramChannel(family))
                .handler(initializer)
                .bind(new InetSocketAddress(host, 0))
                .syncUninterruptibly()
                .channel();
    }

    private static NetworkInterface loopback() {
        try {
            return NetworkInterface.getByInetAddress(InetAddress.getByName("127.0.0.1"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
