package io.github.nettywinsock.example.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.nettywinsock.option.WinsockTcpInfo;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.DefaultChannelId;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class TcpInfoSamplerTest {
    private final ChannelGroup connections = new DefaultChannelGroup(ImmediateEventExecutor.INSTANCE);
    private final Map<Channel, Supplier<WinsockTcpInfo>> answers = new HashMap<>();
    private final List<Channel> read = new ArrayList<>();
    private final TcpInfoSampler sampler = new TcpInfoSampler(connections, this::read);

    private final Logger logger = (Logger) LoggerFactory.getLogger(TcpInfoSampler.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void close() {
        logger.detachAppender(log);
        answers.keySet().forEach(connection -> ((EmbeddedChannel) connection).finishAndReleaseAll());
    }

    private WinsockTcpInfo read(Channel connection) {
        read.add(connection);
        return answers.get(connection).get();
    }

    private Channel connection(WinsockTcpInfo info) {
        Channel connection = new EmbeddedChannel(DefaultChannelId.newInstance());
        connections.add(connection);
        answers.put(connection, () -> info);
        return connection;
    }

    private TcpInfoSample sample() {
        sampler.run();
        return sampler.latest();
    }

    @Test
    void knowsMeanMaximumAndMinimumOfAllConnections() {
        connection(TcpInfos.of(100, 40, 14_000, 0));
        connection(TcpInfos.of(400, 60, 28_000, 0));
        TcpInfoSample sample = sample();
        assertThat(sample.meanRttUs()).isEqualTo(250);
        assertThat(sample.maxRttUs()).isEqualTo(400);
        assertThat(sample.minRttUs()).isEqualTo(40);
        assertThat(sample.meanCongestionWindow()).isEqualTo(21_000);
    }

    @Test
    void hasNoNumbersWithoutConnections() {
        TcpInfoSample sample = sample();
        assertThat(List.of(sample.meanRttUs(), sample.maxRttUs(), sample.minRttUs(), sample.meanCongestionWindow()))
                .containsOnly(Double.NaN);
        assertThat(sample.retransmitted()).isZero();
    }

    @Test
    void readsEachConnectionOnceARun() {
        Channel first = connection(TcpInfos.retransmitted(0));
        Channel second = connection(TcpInfos.retransmitted(0));
        sample();
        assertThat(read).containsExactlyInAnyOrder(first, second);
        sample();
        assertThat(read).hasSize(4);
    }

    @Test
    void retransmittedBytesStayCountedWhenConnectionsClose() {
        Channel first = connection(TcpInfos.retransmitted(1000));
        connection(TcpInfos.retransmitted(200));
        assertThat(sample().retransmitted()).isEqualTo(1200);
        first.close();
        assertThat(connections.size()).isEqualTo(1);
        assertThat(sample().retransmitted()).isEqualTo(1200);
        connection(TcpInfos.retransmitted(50));
        assertThat(sample().retransmitted()).isEqualTo(1250);
    }

    @Test
    void retransmittedBytesGoOnWhereTheCounterOfAConnectionStartsAgain() {
        Channel connection = connection(TcpInfos.retransmitted(-10));
        assertThat(sample().retransmitted()).isEqualTo(0xFFFFFFF6L);
        answers.put(connection, () -> TcpInfos.retransmitted(20));
        assertThat(sample().retransmitted()).isEqualTo(0xFFFFFFF6L + 30);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aConnectionThatCannotBeReadIsLeftOutAndCountedOnce(boolean closed) {
        connection(TcpInfos.of(100, 0, 0, 5));
        Channel other = connection(TcpInfos.of(300, 0, 0, 7));
        sample();
        answers.put(other, () -> {
            throw closed
                    ? new ChannelException(new ClosedChannelException())
                    : new IllegalArgumentException("no SOCKET");
        });
        assertThat(sample().meanRttUs()).isEqualTo(100);
        assertThat(sample().meanRttUs()).isEqualTo(100);
        answers.put(other, () -> TcpInfos.of(300, 0, 0, 8));
        assertThat(sample().meanRttUs()).isEqualTo(200);
        assertThat(sampler.latest().retransmitted()).isEqualTo(13);
        assertThat(log.list)
                .as("a closed one is no news, another is said once")
                .filteredOn(event -> event.getLevel() == Level.WARN)
                .hasSize(closed ? 0 : 1);
    }
}
