package io.github.nettywinsock.option;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The value of {@code SIO_TCP_INFO}, a {@code TCP_INFO_v1} or, before Windows 10 1809, a {@code TCP_INFO_v0} struct:
 * what TCP knows of a connection.
 *
 * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/sio-tcp-info">SIO_TCP_INFO</a>
 */
public final class WinsockTcpInfo {
    private static final int LENGTH_V0 = 88;
    private static final int LENGTH_V1 = 136;

    static final Codec<WinsockTcpInfo> CODEC = new StructCodec<>(WinsockTcpInfo.class, LENGTH_V1) {
        @Override
        int shortest() {
            return LENGTH_V0;
        }

        @Override
        WinsockTcpInfo read(ByteBuffer in, int length) {
            byte[] struct = new byte[length < LENGTH_V1 ? LENGTH_V0 : LENGTH_V1];
            for (int i = 0; i < struct.length; i++) {
                struct[i] = in.get(i);
            }
            return new WinsockTcpInfo(struct);
        }
    };

    private final byte[] struct;

    private WinsockTcpInfo(byte[] struct) {
        this.struct = struct;
    }

    /** The version of the struct that Windows returned, 0 or 1. */
    public int version() {
        return struct.length == LENGTH_V1 ? 1 : 0;
    }

    /**
     * The state: 0 closed, 1 listen, 2 SYN sent, 3 SYN received, 4 established, 5 FIN wait 1, 6 FIN wait 2, 7 close
     * wait, 8 closing, 9 last ACK, 10 time wait.
     */
    public int state() {
        return (int) unsigned(0, 4);
    }

    /** The maximum segment size in bytes. */
    public int mss() {
        return (int) unsigned(4, 4);
    }

    /** Milliseconds since the connection was made. */
    public long connectionTimeMs() {
        return unsigned(8, 8);
    }

    /** Whether RFC 1323 time stamps are used. */
    public boolean isTimestampsEnabled() {
        return unsigned(16, 1) != 0;
    }

    /** The estimated round-trip time in microseconds. */
    public long rttUs() {
        return unsigned(20, 4);
    }

    /** The smallest round-trip time seen, in microseconds. */
    public long minRttUs() {
        return unsigned(24, 4);
    }

    /** Bytes sent and not acknowledged. */
    public long bytesInFlight() {
        return unsigned(28, 4);
    }

    /** The congestion window in bytes. */
    public long cwnd() {
        return unsigned(32, 4);
    }

    /** The send window in bytes. */
    public long sndWnd() {
        return unsigned(36, 4);
    }

    /** The receive window in bytes. */
    public long rcvWnd() {
        return unsigned(40, 4);
    }

    /** The receive buffer in bytes. */
    public long rcvBuf() {
        return unsigned(44, 4);
    }

    /** Bytes sent. */
    public long bytesOut() {
        return unsigned(48, 8);
    }

    /** Bytes received. */
    public long bytesIn() {
        return unsigned(56, 8);
    }

    /** Bytes received out of order. */
    public long bytesReordered() {
        return unsigned(64, 4);
    }

    /** Bytes retransmitted. */
    public long bytesRetrans() {
        return unsigned(68, 4);
    }

    /** Fast retransmissions. */
    public long fastRetrans() {
        return unsigned(72, 4);
    }

    /** Duplicate acknowledgements received. */
    public long dupAcksIn() {
        return unsigned(76, 4);
    }

    /** Times the retransmission timer ran out. */
    public long timeoutEpisodes() {
        return unsigned(80, 4);
    }

    /** Retransmissions of the SYN. */
    public int synRetrans() {
        return (int) unsigned(84, 1);
    }

    /** Times sending became limited by the receive window; -1 in version 0. */
    public long sndLimTransRwin() {
        return unsigned(88, 4);
    }

    /** Milliseconds that sending was limited by the receive window; -1 in version 0. */
    public long sndLimTimeRwin() {
        return unsigned(92, 4);
    }

    /** Bytes sent while limited by the receive window; -1 in version 0. */
    public long sndLimBytesRwin() {
        return unsigned(96, 8);
    }

    /** Times sending became limited by the congestion window; -1 in version 0. */
    public long sndLimTransCwnd() {
        return unsigned(104, 4);
    }

    /** Milliseconds that sending was limited by the congestion window; -1 in version 0. */
    public long sndLimTimeCwnd() {
        return unsigned(108, 4);
    }

    /** Bytes sent while limited by the congestion window; -1 in version 0. */
    public long sndLimBytesCwnd() {
        return unsigned(112, 8);
    }

    /** Times sending became limited by the application; -1 in version 0. */
    public long sndLimTransSnd() {
        return unsigned(120, 4);
    }

    /** Milliseconds that sending was limited by the application; -1 in version 0. */
    public long sndLimTimeSnd() {
        return unsigned(124, 4);
    }

    /** Bytes sent while limited by the application; -1 in version 0. */
    public long sndLimBytesSnd() {
        return unsigned(128, 8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WinsockTcpInfo && Arrays.equals(((WinsockTcpInfo) other).struct, struct);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(struct);
    }

    @Override
    public String toString() {
        return "TcpInfo(version=" + version() + ", state=" + state() + ", mss=" + mss() + ", connectionTimeMs="
                + connectionTimeMs() + ", rttUs=" + rttUs() + ", minRttUs=" + minRttUs() + ", bytesInFlight="
                + bytesInFlight() + ", cwnd=" + cwnd() + ", bytesOut=" + bytesOut() + ", bytesIn=" + bytesIn()
                + ", bytesRetrans=" + bytesRetrans() + ", timeoutEpisodes=" + timeoutEpisodes() + ')';
    }

    /** The little-endian number at {@code offset}, or -1 where this version has none. */
    private long unsigned(int offset, int length) {
        if (offset + length > struct.length) {
            return -1;
        }
        long value = 0;
        for (int i = length - 1; i >= 0; i--) {
            value = value << 8 | struct[offset + i] & 0xFF;
        }
        return value;
    }
}
