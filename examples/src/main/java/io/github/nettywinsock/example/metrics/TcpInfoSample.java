package io.github.nettywinsock.example.metrics;

import io.github.nettywinsock.option.WinsockTcpInfo;
import java.util.LongSummaryStatistics;

/** What TCP knew of all connections of a group at one time. Without a connection every number but the sum is NaN. */
final class TcpInfoSample {
    private final LongSummaryStatistics rttUs = new LongSummaryStatistics();
    private final LongSummaryStatistics minRttUs = new LongSummaryStatistics();
    private final LongSummaryStatistics cwnd = new LongSummaryStatistics();
    private final long retransmitted;

    /**
     * Of {@code connections}.
     *
     * @param retransmitted the bytes retransmitted by these and by those that are closed
     */
    TcpInfoSample(Iterable<WinsockTcpInfo> connections, long retransmitted) {
        for (WinsockTcpInfo info : connections) {
            rttUs.accept(info.rttUs());
            minRttUs.accept(info.minRttUs());
            cwnd.accept(info.cwnd());
        }
        this.retransmitted = retransmitted;
    }

    double meanRttUs() {
        return mean(rttUs);
    }

    double maxRttUs() {
        return rttUs.getCount() == 0 ? Double.NaN : rttUs.getMax();
    }

    double minRttUs() {
        return minRttUs.getCount() == 0 ? Double.NaN : minRttUs.getMin();
    }

    double meanCongestionWindow() {
        return mean(cwnd);
    }

    long retransmitted() {
        return retransmitted;
    }

    private static double mean(LongSummaryStatistics values) {
        return values.getCount() == 0 ? Double.NaN : values.getAverage();
    }
}
