package io.github.nettywinsock.example.metrics;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpServerKeepAliveHandler;
import io.netty.util.concurrent.GlobalEventExecutor;

/** Meters of the connections of a server, and the HTTP server that shows them. */
public final class ConnectionMetrics implements AutoCloseable {
    private static final int MAX_REQUEST_CONTENT = 1024;

    private final ChannelGroup connections = new DefaultChannelGroup("connections", GlobalEventExecutor.INSTANCE);
    private final TcpInfoMeters meters = new TcpInfoMeters(connections);
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    /** Meters of no connections yet. */
    public ConnectionMetrics() {
        meters.bindTo(registry);
    }

    /**
     * The child handler of a server whose connections are metered.
     *
     * @param handler what they are handled by; sharable
     */
    public ChannelHandler metered(ChannelHandler handler) {
        return new ChannelInitializer<Channel>() {
            @Override
            protected void initChannel(Channel connection) {
                connections.add(connection);
                connection.pipeline().addLast(handler);
            }
        };
    }

    /** The child handler of an HTTP server that shows the meters. */
    public ChannelHandler page() {
        return page(new MetricsHandler(registry, meters.unavailability()));
    }

    static ChannelHandler page(MetricsHandler handler) {
        return new ChannelInitializer<Channel>() {
            @Override
            protected void initChannel(Channel channel) {
                channel.pipeline()
                        .addLast(
                                new HttpServerCodec(),
                                new HttpServerKeepAliveHandler(),
                                new HttpObjectAggregator(MAX_REQUEST_CONTENT),
                                handler);
            }
        };
    }

    /** Reads the connections no more. */
    @Override
    public void close() {
        meters.close();
    }
}
