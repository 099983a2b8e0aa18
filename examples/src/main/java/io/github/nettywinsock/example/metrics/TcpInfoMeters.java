package io.github.nettywinsock.example.metrics;

import io.github.nettywinsock.Winsock;
import io.github.nettywinsock.WinsockChannelOption;
import io.github.nettywinsock.option.WinsockTcpInfo;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.netty.channel.Channel;
import io.netty.channel.group.ChannelGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Micrometer's meters of what TCP knows of the connections in a group. A thread of its own reads each connection once a second
 * until this is closed; event loops read nothing, and neither does who asks a meter.
 *
 * <p>Where there is no {@code SIO_TCP_INFO} that is logged once, and the number of connections is the only meter.
 *
 * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/sio-tcp-info">SIO_TCP_INFO</a>
 */
public final class TcpInfoMeters implements MeterBinder, AutoCloseable {
    private static final InternalLogger logger = InternalLoggerFactory.getInstance(TcpInfoMeters.class);

    private final ChannelGroup connections;
    private final TcpInfoSampler sampler;
    private final String unavailability;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(new DefaultThreadFactory("tcp-info", true));

    /**
     * Meters of NIO or IOCP channels.
     *
     * @param connections connections only, without their listener
     */
    public TcpInfoMeters(ChannelGroup connections) {
        this(connections, Winsock::tcpInfo, unavailabilityHere());
    }

    /** With another reader, where {@code unavailability} is null; else nothing is read. */
    TcpInfoMeters(ChannelGroup connections, Function<Channel, WinsockTcpInfo> reader, String unavailability) {
        this.connections = connections;
        this.unavailability = unavailability;
        sampler = new TcpInfoSampler(connections, reader);
        if (unavailability == null) {
            thread.scheduleWithFixedDelay(sampler, 0, 1, TimeUnit.SECONDS);
        } else {
            logger.warn("There are no meters of round trip times and retransmissions: {}", unavailability);
        }
    }

    private static String unavailabilityHere() {
        if (!Winsock.isAvailable()) {
            return Winsock.unavailabilityCause().getMessage();
        }
        return Winsock.isSupported(WinsockChannelOption.SIO_TCP_INFO)
                ? null
                : "this Windows has no SIO_TCP_INFO; it came with Windows 10 version 1703";
    }

    /** Why no connection can be read here, or null where they can. */
    public String unavailability() {
        return unavailability;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("winsock.tcp.connections", connections, ChannelGroup::size)
                .strongReference(true)
                .baseUnit(BaseUnits.CONNECTIONS)
                .description("Open connections")
                .register(registry);
        if (unavailability != null) {
            return;
        }
        rtt("mean", "Mean of the round trip times that TCP estimates", TcpInfoSample::meanRttUs, registry);
        rtt("max", "Longest of the round trip times that TCP estimates", TcpInfoSample::maxRttUs, registry);
        rtt("min", "Shortest round trip time that an open connection has seen", TcpInfoSample::minRttUs, registry);
        Gauge.builder(
                        "winsock.tcp.congestion.window.mean",
                        sampler,
                        s -> s.latest().meanCongestionWindow())
                .strongReference(true)
                .baseUnit(BaseUnits.BYTES)
                .description("Mean of the congestion windows")
                .register(registry);
        FunctionCounter.builder(
                        "winsock.tcp.retransmitted", sampler, s -> s.latest().retransmitted())
                .baseUnit(BaseUnits.BYTES)
                .description("Retransmitted by connections, those that are closed by now included")
                .register(registry);
    }

    private void rtt(
            String statistic, String description, ToDoubleFunction<TcpInfoSample> micros, MeterRegistry registry) {
        TimeGauge.builder(
                        "winsock.tcp.rtt." + statistic,
                        sampler,
                        TimeUnit.MICROSECONDS,
                        s -> micros.applyAsDouble(s.latest()))
                .strongReference(true)
                .description(description)
                .register(registry);
    }

    /** Reads no more. The meters stay as they are. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
