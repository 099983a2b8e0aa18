package io.github.nettywinsock.iocp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.util.concurrent.Future;

/** A message to write, whose bytes are known when it passes the pipeline: then no other can come before it any more. */
class Draft {
    private static final int KEPT = 9;

    /** How many kinds of messages there are. */
    static final int KINDS = 10;

    final int kind;
    final int length;

    /** What is called when the promise of the write is complete. */
    final Runnable then;

    private ByteBuf kept;

    Draft(int kind, int length, Runnable then) {
        this.kind = kind;
        this.length = length;
        this.then = then;
    }

    /** Makes the message that is a piece of what is sent. */
    Object message(ByteBufAllocator alloc, Outgoing outgoing, Outgoing.Piece piece) {
        switch (kind) {
            case 0:
                return filled(alloc.heapBuffer(Math.max(1, length)), outgoing, piece);
            case 1:
                return composite(alloc, outgoing, piece, false);
            case 2:
                return composite(alloc, outgoing, piece, true);
            case 3:
                return filled(alloc.directBuffer(Math.max(1, length)), outgoing, piece)
                        .asReadOnly();
            case 4:
                return filled(alloc.heapBuffer(Math.max(1, length)), outgoing, piece)
                        .asReadOnly();
            case 5:
                return slice(alloc, outgoing, piece);
            case 6:
                return Unpooled.wrappedBuffer(outgoing.bytes(piece));
            case 7:
                return Unpooled.wrappedUnmodifiableBuffer(
                        filled(alloc.directBuffer(Math.max(1, length)), outgoing, piece));
            case KEPT:
                kept = filled(alloc.directBuffer(Math.max(1, length)), outgoing, piece);
                return kept.retain();
            default:
                return filled(alloc.directBuffer(Math.max(1, length)), outgoing, piece);
        }
    }

    private ByteBuf filled(ByteBuf buffer, Outgoing outgoing, Outgoing.Piece piece) {
        outgoing.fill(buffer, piece, 0, length);
        return buffer;
    }

    private ByteBuf slice(ByteBufAllocator alloc, Outgoing outgoing, Outgoing.Piece piece) {
        ByteBuf buffer = alloc.directBuffer(length + 20);
        buffer.writeZero(7);
        outgoing.fill(buffer, piece, 0, length);
        ByteBuf slice = buffer.retainedSlice(7, length);
        buffer.release();
        return slice;
    }

    private CompositeByteBuf composite(
            ByteBufAllocator alloc, Outgoing outgoing, Outgoing.Piece piece, boolean withHeap) {
        CompositeByteBuf composite = alloc.compositeDirectBuffer();
        int done = 0;
        for (int part = 0; part < 3; part++) {
            int count = part == 2 ? length - done : length / 3;
            ByteBuf buffer = withHeap && part == 1
                    ? alloc.heapBuffer(Math.max(1, count))
                    : alloc.directBuffer(Math.max(1, count));
            outgoing.fill(buffer, piece, done, count);
            composite.addComponent(true, buffer);
            done += count;
        }
        return composite;
    }

    /** Handles that the write is complete: what the program has kept is its own again. */
    void completed(Future<?> future) {
        if (kept != null) {
            // One that has failed may still be sent.
            for (int i = 0; i < length && future.isSuccess(); i++) {
                kept.setByte(i, 0x5A);
            }
            release();
        }
        then.run();
    }

    /** Gives up what the program has kept, if nobody was told that the write is complete: its event loop may have ended. */
    void release() {
        if (kept != null) {
            kept.release();
            kept = null;
        }
    }
}
