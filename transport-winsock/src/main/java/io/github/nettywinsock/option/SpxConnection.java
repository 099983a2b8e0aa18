package io.github.nettywinsock.option;

import java.nio.ByteBuffer;
import java.util.StringJoiner;

/**
 * The value of {@code IPX_SPXGETCONNECTIONSTATUS}, an {@code IPX_SPXCONNSTATUS_DATA} struct: an SPX connection. Windows returns its numbers in network order.
 *
 * @see <a href="https://learn.microsoft.com/en-us/windows/win32/api/wsnwlink/ns-wsnwlink-ipx_spxconnstatus_data">IPX_SPXCONNSTATUS_DATA</a>
 */
public final class SpxConnection {
    private static final int LENGTH = 44;

    static final Codec<SpxConnection> CODEC = new StructCodec<>(SpxConnection.class, LENGTH) {
        @Override
        SpxConnection read(ByteBuffer in, int length) {
            return new SpxConnection(new Struct(in, 0, LENGTH));
        }
    };

    private final Struct struct;

    private SpxConnection(Struct struct) {
        this.struct = struct;
    }

    /** The state of the connection. */
    public int state() {
        return struct.uint8(0);
    }

    /** Whether the peer is watched while the connection is idle. */
    public boolean isWatchdogActive() {
        return struct.uint8(1) != 0;
    }

    /** The local identifier of the connection. */
    public int localId() {
        return struct.networkUint16(2);
    }

    /** The identifier that the peer gives the connection. */
    public int remoteId() {
        return struct.networkUint16(4);
    }

    /** The sequence number of the next packet to be sent. */
    public int localSequence() {
        return struct.networkUint16(6);
    }

    /** The sequence number of the next packet that is expected. */
    public int localAcknowledgement() {
        return struct.networkUint16(8);
    }

    /** The last sequence number that the peer may send. */
    public int localAllocation() {
        return struct.networkUint16(10);
    }

    /** The sequence number of the next packet that the peer expects. */
    public int remoteAcknowledgement() {
        return struct.networkUint16(12);
    }

    /** The last sequence number that may be sent to the peer. */
    public int remoteAllocation() {
        return struct.networkUint16(14);
    }

    /** The local IPX socket number. */
    public int localSocket() {
        return struct.networkUint16(16);
    }

    /** The address of the next node on the way to the peer, in hexadecimal digits. */
    public String router() {
        return struct.hex(18, 6);
    }

    /** The network of the peer, in hexadecimal digits. */
    public String remoteNetwork() {
        return struct.hex(24, 4);
    }

    /** The address of the peer in its network, in hexadecimal digits. */
    public String remoteNode() {
        return struct.hex(28, 6);
    }

    /** The IPX socket number of the peer. */
    public int remoteSocket() {
        return struct.networkUint16(34);
    }

    /** How often the last packet was sent again. */
    public int retransmissions() {
        return struct.networkUint16(36);
    }

    /** The estimated time to the peer and back, in milliseconds. */
    public int roundTripMillis() {
        return struct.networkUint16(38);
    }

    /** Packets that were sent again. */
    public int retransmittedPackets() {
        return struct.networkUint16(40);
    }

    /** Packets that were suppressed. */
    public int suppressedPackets() {
        return struct.networkUint16(42);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SpxConnection && ((SpxConnection) other).struct.equals(struct);
    }

    @Override
    public int hashCode() {
        return struct.hashCode();
    }

    @Override
    public String toString() {
        return new StringJoiner(", ", "SpxConnection(", ")")
                .add("state=" + state())
                .add("watchdogActive=" + isWatchdogActive())
                .add("localId=" + localId())
                .add("remoteId=" + remoteId())
                .add("localSequence=" + localSequence())
                .add("localAcknowledgement=" + localAcknowledgement())
                .add("localAllocation=" + localAllocation())
                .add("remoteAcknowledgement=" + remoteAcknowledgement())
                .add("remoteAllocation=" + remoteAllocation())
                .add("localSocket=" + localSocket())
                .add("router=" + router())
                .add("remoteNetwork=" + remoteNetwork())
                .add("remoteNode=" + remoteNode())
                .add("remoteSocket=" + remoteSocket())
                .add("retransmissions=" + retransmissions())
                .add("roundTripMillis=" + roundTripMillis())
                .add("retransmittedPackets=" + retransmittedPackets())
                .add("suppressedPackets=" + suppressedPackets())
                .toString();
    }
}
