package io.github.nettywinsock.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.util.Arrays;

/** A TransmitFile: it reads the file as the connection takes the bytes over. */
@Rules({"R285", "R291", "R292", "R295"})
final class TransmitCall extends Call {
    private static final int OFFSET = 16;

    private final SimulatedWindows windows;
    private final FileChannel file;
    private final long offset;
    private final int length;

    TransmitCall(StreamSocket socket, FileChannel file, long offset, int length, long overlapped) {
        super(Kind.TransmitFile, socket, overlapped, Buffers.NONE, socket.windows.calls.nextNumber());
        windows = socket.windows;
        this.file = file;
        this.offset = offset;
        this.length = length;
    }

    /** The position in the file that an OVERLAPPED holds. */
    static long offset(long overlapped) {
        return Memory.getLong(overlapped + OFFSET);
    }

    @Override
    int length() {
        return length;
    }

    @Override
    int roomForInline() {
        return Math.max(1, length);
    }

    @Override
    boolean isReady() {
        return windows.transmissions.isRunning(this);
    }

    /** Answers fewer bytes than it is asked for when the file has become shorter. */
    @Override
    byte[] read(int from, int count) {
        ByteBuffer bytes = ByteBuffer.allocate(count);
        try {
            while (bytes.hasRemaining() && file.read(bytes, offset + from + bytes.position()) >= 0) {
                // Some file systems answer less than there is.
            }
        } catch (ClosedChannelException e) {
            windows.trap(socket, "the file of " + this + " is closed before its packet was dequeued");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    @Override
    String damage() {
        return offset(overlapped) != offset ? "the position in the OVERLAPPED was changed" : super.damage();
    }

    @Override
    void completed() {
        windows.transmissions.ended(this);
        if (windows.schedule.movesFilePointer()) {
            try {
                file.position(offset + length);
            } catch (ClosedChannelException e) {
                // It has no position any more.
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
