package io.github.nettywinsock.iocp;

import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.Future;
import java.nio.channels.NotYetConnectedException;
import java.util.ArrayList;
import java.util.List;

/** What one end of a connection writes: bytes that its number and their position decide, in pieces. */
final class Outgoing {
    /** After how many bytes those that are written begin again. */
    static final int CYCLE = 251 * 256;

    private static final byte[] PATTERN = new byte[2 * CYCLE];

    static {
        for (int i = 0; i < PATTERN.length; i++) {
            int at = i % CYCLE;
            PATTERN[i] = (byte) (at % 251 * 31 + (at / 251) * 7);
        }
    }

    private final int id;
    private final List<Piece> pieces = new ArrayList<>();
    private long position;

    Outgoing(int id) {
        this.id = id;
    }

    /** Adds a piece, which is sent unless its future tells otherwise. */
    Piece add(int length, Future<?> future) {
        Piece piece = new Piece(position, length, future);
        pieces.add(piece);
        position += length;
        return piece;
    }

    Piece piece(int index) {
        return index < pieces.size() ? pieces.get(index) : null;
    }

    /** Writes a part of a piece to a buffer. */
    void fill(ByteBuf out, Piece piece, int from, int length) {
        for (int done = 0; done < length; ) {
            int part = Math.min(CYCLE, length - done);
            out.writeBytes(PATTERN, start(piece, from + done), part);
            done += part;
        }
    }

    /** The bytes that begin again and again. */
    static byte[] pattern(int length) {
        byte[] bytes = new byte[length];
        for (int done = 0; done < length; done += CYCLE) {
            System.arraycopy(PATTERN, 0, bytes, done, Math.min(CYCLE, length - done));
        }
        return bytes;
    }

    byte[] bytes(Piece piece) {
        byte[] bytes = new byte[piece.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = PATTERN[start(piece, i)];
        }
        return bytes;
    }

    /** Whether a buffer goes on with bytes of a piece; moves its reader index behind them. */
    boolean matches(ByteBuf in, Piece piece, int from, int length) {
        for (int i = 0; i < length; i++) {
            if (in.readByte() != PATTERN[start(piece, from + i)]) {
                return false;
            }
        }
        return true;
    }

    /** Where the bytes of a piece are in those that begin again and again. */
    int start(Piece piece, int from) {
        return (int) ((piece.from + from + id * 7919L) % CYCLE);
    }

    /** The number of bytes sent up to the end of a piece, or in all for null. */
    long sent(Piece last) {
        long sent = 0;
        for (Piece piece : pieces) {
            if (!piece.isDropped()) {
                sent += piece.length;
            }
            if (piece == last) {
                break;
            }
        }
        return sent;
    }

    /** The number of bytes of which it was said that they were sent. */
    long succeeded() {
        for (int i = pieces.size() - 1; i >= 0; i--) {
            Future<?> future = pieces.get(i).future;
            if (future != null && future.isSuccess()) {
                return sent(pieces.get(i));
            }
        }
        return 0;
    }

    /** A write. */
    static final class Piece {
        final int length;
        private final long from;
        private final Future<?> future;
        private boolean written;
        private boolean dropped;

        Piece(long from, int length, Future<?> future) {
            this.from = from;
            this.length = length;
            this.future = future;
        }

        /** Says that it was taken to be sent. */
        void written() {
            written = true;
        }

        /** Says that its write has failed: before it was taken, nothing of it is sent. */
        void failed() {
            dropped = !written;
        }

        /** Whether it was taken out before anything of it was sent, which alone does not end the connection. */
        boolean isDropped() {
            return dropped
                    || future != null
                            && future.isDone()
                            && (future.isCancelled() || future.cause() instanceof NotYetConnectedException);
        }
    }
}
