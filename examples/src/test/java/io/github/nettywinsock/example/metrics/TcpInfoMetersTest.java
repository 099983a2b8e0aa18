package io.github.nettywinsock.example.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.nettywinsock.option.WinsockTcpInfo;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.Channel;
import io.netty.channel.DefaultChannelId;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class TcpInfoMetersTest {
    private final ChannelGroup connections = new DefaultChannelGroup(ImmediateEventExecutor.INSTANCE);
    private final EmbeddedChannel connection = new EmbeddedChannel(DefaultChannelId.newInstance());
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final BlockingQueue<Thread> readers = new LinkedBlockingQueue<>();

    @AfterEach
    void close() {
        registry.close();
        connection.finishAndReleaseAll();
    }

    private TcpInfoMeters meters(Function<Channel, WinsockTcpInfo> reader, String unavailability) {
        TcpInfoMeters meters = new TcpInfoMeters(connections, reader, unavailability);
        meters.bindTo(registry);
        return meters;
    }

    private WinsockTcpInfo read(Channel channel) {
        readers.add(Thread.currentThread());
        return TcpInfos.of(1500, 900, 14_600, 2920);
    }

    private double value(String name) {
        return registry.get(name).meter().measure().iterator().next().getValue();
    }

    @Test
    void showsInBaseUnitsWhatAThreadOfItsOwnRead() throws Exception {
        connections.add(connection);
        try (TcpInfoMeters meters = meters(this::read, null)) {
            Thread reader = readers.poll(30, TimeUnit.SECONDS);
            assertThat(reader).isNotNull().isNotSameAs(Thread.currentThread());
            // what a run read can be seen before the next run starts
            assertThat(readers.poll(30, TimeUnit.SECONDS)).isSameAs(reader);
            assertThat(meters.unavailability()).isNull();
            assertThat(value("winsock.tcp.connections")).isEqualTo(1);
            assertThat(value("winsock.tcp.rtt.mean")).isEqualTo(0.0015);
            assertThat(value("winsock.tcp.rtt.max")).isEqualTo(0.0015);
            assertThat(value("winsock.tcp.rtt.min")).isEqualTo(0.0009);
            assertThat(value("winsock.tcp.congestion.window.mean")).isEqualTo(14_600);
            assertThat(value("winsock.tcp.retransmitted")).isEqualTo(2920);
            assertThat(readers).doesNotContain(Thread.currentThread());
        }
    }

    @Test
    void eachMeterSaysItsUnitAndWhatItIs() {
        try (TcpInfoMeters ignored = meters(this::read, null)) {
            assertThat(registry.getMeters()).hasSize(6).allSatisfy(meter -> {
                Meter.Id id = meter.getId();
                assertThat(id.getBaseUnit()).isIn("seconds", "bytes", "connections");
                assertThat(id.getDescription()).isNotBlank();
            });
        }
    }

    @Test
    void withoutSioTcpInfoItSaysSoOnceAndReadsNothing() {
        connections.add(connection);
        Logger logger = (Logger) LoggerFactory.getLogger(TcpInfoMeters.class);
        ListAppender<ILoggingEvent> appender = new ListAppender<>();
        appender.start();
        logger.addAppender(appender);
        try (TcpInfoMeters meters = meters(this::read, "refused here")) {
            meters.bindTo(new SimpleMeterRegistry());
            assertThat(meters.unavailability()).isEqualTo("refused here");
        } finally {
            logger.detachAppender(appender);
        }
        assertThat(appender.list)
                .singleElement()
                .extracting(ILoggingEvent::getFormattedMessage)
                .asString()
                .contains("refused here");
        assertThat(registry.getMeters())
                .extracting(meter -> meter.getId().getName())
                .containsExactly("winsock.tcp.connections");
        assertThat(value("winsock.tcp.connections")).isEqualTo(1);
        assertThat(readers).isEmpty();
    }
}
