package io.github.nettywinsock.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;

/** A file that is open, by a channel of the host or once more besides that. */
final class OpenFile {
    private final FileChannel channel;

    /** What the file held when it was opened once more, or null. */
    private final ByteBuffer copy;

    private OpenFile(FileChannel channel, ByteBuffer copy) {
        this.channel = channel;
        this.copy = copy;
    }

    static OpenFile of(FileChannel channel) {
        return new OpenFile(channel, null);
    }

    OpenFile again() {
        ByteBuffer content = ByteBuffer.allocate((int) size());
        try {
            read(channel, content, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new OpenFile(channel, content.flip());
    }

    boolean is(FileChannel other) {
        return copy == null && channel == other;
    }

    boolean isOpen() {
        return copy != null || channel.isOpen();
    }

    boolean isAgain() {
        return copy != null;
    }

    boolean isAgainOf(FileChannel other) {
        return copy != null && channel == other;
    }

    long size() {
        try {
            return copy != null && !channel.isOpen() ? copy.limit() : channel.size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads what there is. */
    void read(ByteBuffer to, long position) throws IOException {
        if (copy == null || channel.isOpen()) {
            read(channel, to, position);
            return;
        }
        int from = (int) Math.min(position, copy.limit());
        to.put(copy.duplicate().position(from).limit(Math.min(copy.limit(), from + to.remaining())));
    }

    private static void read(FileChannel channel, ByteBuffer to, long position) throws IOException {
        int start = to.position();
        while (to.hasRemaining() && channel.read(to, position + to.position() - start) >= 0) {
            // Some file systems answer less than there is.
        }
    }

    /** Moves the position, which a file that was opened once more has for itself. */
    void moveTo(long position) {
        if (copy != null) {
            return;
        }
        try {
            channel.position(position);
        } catch (ClosedChannelException e) {
            // It has no position any more.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
