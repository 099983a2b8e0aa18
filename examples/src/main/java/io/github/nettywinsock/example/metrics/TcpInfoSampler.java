package io.github.nettywinsock.example.metrics;

import io.github.nettywinsock.option.WinsockTcpInfo;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelId;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Reads each connection of a group once a run. It is run by one thread at a time; what it read can be had from any. */
final class TcpInfoSampler implements Runnable {
    private static final InternalLogger logger = InternalLoggerFactory.getInstance(TcpInfoSampler.class);
    /** {@code BytesRetrans} is a ULONG, which starts again at 0. */
    private static final long MAX_ULONG = 0xFFFFFFFFL;

    private final Collection<Channel> connections;
    private final Function<Channel, WinsockTcpInfo> reader;
    private Map<ChannelId, Long> retransmittedBefore = new HashMap<>();
    private long retransmitted;
    private boolean warned;
    private volatile TcpInfoSample latest = new TcpInfoSample(List.of(), 0);

    TcpInfoSampler(Collection<Channel> connections, Function<Channel, WinsockTcpInfo> reader) {
        this.connections = connections;
        this.reader = reader;
    }

    /** What the last run read. */
    TcpInfoSample latest() {
        return latest;
    }

    @Override
    public void run() {
        List<WinsockTcpInfo> infos = new ArrayList<>();
        Map<ChannelId, Long> retransmittedNow = new HashMap<>();
        for (Channel connection : connections) {
            long before = retransmittedBefore.getOrDefault(connection.id(), 0L);
            long now = before;
            WinsockTcpInfo info = read(connection);
            if (info != null) {
                infos.add(info);
                now = info.bytesRetrans();
            }
            retransmitted += now - before & MAX_ULONG;
            retransmittedNow.put(connection.id(), now);
        }
        retransmittedBefore = retransmittedNow;
        latest = new TcpInfoSample(infos, retransmitted);
    }

    /** What TCP knows of a connection, or null when it cannot be read, as after its close. */
    private WinsockTcpInfo read(Channel connection) {
        try {
            return reader.apply(connection);
        } catch (ChannelException e) {
            logger.debug("{} is left out: {}", connection, e.getMessage());
        } catch (RuntimeException e) {
            if (!warned) {
                warned = true;
                logger.warn("{} is left out, and others like it: {}", connection, e.getMessage());
            }
        }
        return null;
    }
}
