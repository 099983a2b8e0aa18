package io.github.nettywinsock.example.snippets;

// snippet: tcp-metrics
import io.github.nettywinsock.Winsock;
import io.github.nettywinsock.WinsockChannelOption;
import io.github.nettywinsock.option.WinsockTcpInfo;
import io.netty.channel.Channel;

final class TcpMetrics {
    /** The round trip time in microseconds, or -1 where this Windows does not tell it. */
    static long roundTripMicros(Channel connection) {
        if (!Winsock.isSupported(WinsockChannelOption.SIO_TCP_INFO)) {
            return -1;
        }
        WinsockTcpInfo info = Winsock.tcpInfo(connection);
        return info.rttUs();
    }
}
// end
