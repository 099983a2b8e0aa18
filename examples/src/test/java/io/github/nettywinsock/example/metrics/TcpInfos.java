package io.github.nettywinsock.example.metrics;

import io.github.nettywinsock.option.ControlCodes;
import io.github.nettywinsock.option.WinsockTcpInfo;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** What TCP could know of a connection. */
final class TcpInfos {
    private static final int RTT_US = 20;
    private static final int MIN_RTT_US = 24;
    private static final int CWND = 32;
    private static final int BYTES_RETRANS = 68;

    private TcpInfos() {}

    static WinsockTcpInfo of(int rttUs, int minRttUs, int cwnd, int bytesRetrans) {
        int length = ControlCodes.SIO_TCP_INFO.codec().length();
        ByteBuffer struct = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        struct.putInt(RTT_US, rttUs)
                .putInt(MIN_RTT_US, minRttUs)
                .putInt(CWND, cwnd)
                .putInt(BYTES_RETRANS, bytesRetrans);
        return ControlCodes.SIO_TCP_INFO.codec().decode(struct, length, 0);
    }

    static WinsockTcpInfo retransmitted(int bytes) {
        return of(0, 0, 0, bytes);
    }
}
