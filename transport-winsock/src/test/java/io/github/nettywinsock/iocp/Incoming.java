package io.github.nettywinsock.iocp;

import io.netty.buffer.ByteBuf;

/** What one end of a connection has received, which is what the other has sent: in order, none lost and none twice. */
final class Incoming {
    private int index;
    private int offset;
    private long received;

    long received() {
        return received;
    }

    /** Takes what has come; answers what is wrong with it, or null. */
    String take(ByteBuf in, Outgoing from) {
        while (in.isReadable()) {
            Outgoing.Piece piece = from.piece(index);
            if (piece == null) {
                return in.readableBytes() + " bytes more are received than the " + received + " that were sent";
            }
            if (offset == piece.length || offset == 0 && piece.isDropped()) {
                index++;
                offset = 0;
                continue;
            }
            int length = Math.min(in.readableBytes(), piece.length - offset);
            if (!from.matches(in, piece, offset, length)) {
                return "a wrong byte is received near byte " + received;
            }
            offset += length;
            received += length;
        }
        return null;
    }
}
