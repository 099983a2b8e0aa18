package io.github.nettywinsock;

import static io.github.nettywinsock.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.netty.channel.Channel;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the logging handler says of a channel, and when. */
class DescriptionTest {
    @RegisterExtension
    final Loopback loopback = new Loopback();

    @RegisterExtension
    final LogCapture log = new LogCapture();

    private final WinsockLoggingHandler handler = new WinsockLoggingHandler(loopback.ws2.provider());

    @ParameterizedTest
    @EnumSource(WayIn.class)
    void aListenerIsDescribedWhenItIsBoundWithItsOptionsSet(WayIn way) throws Exception {
        Channel listener = Loopback.succeeded(Loopback.done(way.server(
                        loopback.ws2.provider(),
                        Loopback.options(WinsockChannelOption.SO_RCVBUF, 4242),
                        Map.of(),
                        loopback.child)
                .group(loopback.group)
                .register()));
        listener.pipeline().addLast(handler);
        Loopback.succeeded(Loopback.done(listener.bind(Loopback.ANY_PORT)));
        eventually(() -> assertThat(descriptions()).hasSize(1));
        assertThat(descriptions().get(0))
                .startsWith("Bound " + listener + ", SOCKET 0x")
                .contains(", listening:\n")
                .containsPattern("\n  SOL_SOCKET +SO_RCVBUF +4242\n")
                .containsPattern("\n  SOL_SOCKET +SO_ACCEPTCONN +true\n")
                .doesNotContain("SO_ERROR", "UDP_");
    }

    @Test
    void aClientAndAChildAreDescribedWhenTheyAreConnected() throws Exception {
        Channel listener = Loopback.succeeded(loopback.bind(WayIn.CHANNEL_CLASSES));
        Loopback.succeeded(Loopback.done(WayIn.CHANNEL_CLASSES
                .client(loopback.ws2.provider(), Loopback.options(WinsockChannelOption.TCP_NODELAY, true), handler)
                .group(loopback.group)
                .connect(listener.localAddress())));
        eventually(() -> assertThat(descriptions())
                .singleElement()
                .satisfies(text -> assertThat(text)
                        .startsWith("Connected ")
                        .containsPattern("\n  IPPROTO_TCP +TCP_NODELAY +true\n")));

        Channel child = loopback.child.next("active").channel;
        child.pipeline().addLast(handler);
        child.pipeline().fireChannelActive();
        eventually(() ->
                assertThat(descriptions()).anySatisfy(text -> assertThat(text).startsWith("Accepted " + child)));
    }

    @Test
    void aClosedChannelIsNotDescribed() throws Exception {
        Channel listener = Loopback.succeeded(loopback.bind(WayIn.CHANNEL_CLASSES));
        Channel client = Loopback.succeeded(Loopback.done(WayIn.CHANNEL_CLASSES
                .client(loopback.ws2.provider(), Map.of(), loopback.client)
                .group(loopback.group)
                .connect(listener.localAddress())));
        Channel child = loopback.child.next("active").channel;
        child.pipeline().addLast(handler);
        child.close().sync();
        client.close().sync();
        child.pipeline().fireChannelActive();
        assertThat(descriptions()).isEmpty();
    }

    private List<String> descriptions() {
        return log.events().stream()
                .filter(event -> event.getLoggerName().equals(WinsockLoggingHandler.class.getName()))
                .map(ILoggingEvent::getFormattedMessage)
                .collect(Collectors.toList());
    }
}
