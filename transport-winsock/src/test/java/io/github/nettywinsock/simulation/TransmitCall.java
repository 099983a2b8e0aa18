package io.github.nettywinsock.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.Arrays;

/** A TransmitFile: it reads the file as the connection takes the bytes over. */
@Rules({"R285", "R291", "R292", "R295"})
final class TransmitCall extends Call {
    private static final int OFFSET = 16;

    private final SimulatedWindows windows;
    final OpenFile file;
    private final long offset;
    private final int length;

    TransmitCall(StreamSocket socket, OpenFile file, long offset, int length, long overlapped) {
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
            file.read(bytes, offset + from);
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
            file.moveTo(offset + length);
        }
    }
}
