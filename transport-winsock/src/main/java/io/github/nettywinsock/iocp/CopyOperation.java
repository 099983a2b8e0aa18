package io.github.nettywinsock.iocp;

import io.github.nettywinsock.ws2.OverlappedSockets;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.DefaultFileRegion;
import io.netty.channel.FileRegion;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;

/** {@code WSASend} of a part of a {@link FileRegion}, copied to memory: for regions that TransmitFile cannot send. */
final class CopyOperation extends OutboundOperation implements WritableByteChannel {
    /** What each region may hold, whatever others do. */
    static final int SMALL = 16 * 1024;

    private static final int COPY = 64 * 1024;
    private static final int MAX_COPY_OF_FILE = 512 * 1024;

    private final IocpSocketChannel channel;

    /** What the region has given and is not sent yet, in memory that serves for all of the region; or null. */
    private ByteBuf copy;

    /** What of it is taken from the budget of the event loop. */
    private int taken;

    /** The region that a call sends from. */
    private FileRegion region;

    /** Whether its file is read here, so that it does not know by itself how much is sent. */
    private boolean readsFile;

    private long address;

    CopyOperation(IocpSocketChannel channel) {
        this.channel = channel;
    }

    @Override
    boolean prepare(ChannelOutboundBuffer in, IocpIoHandler handler, int limit) throws IOException {
        FileRegion current = (FileRegion) in.current();
        if (copy == null || !copy.isReadable()) {
            copy(current, Math.min(limit, MAX_COPY_OF_FILE));
        }
        if (copy.isReadable()) {
            region = current;
            address = DirectBuffers.address(channel.socket.ws2(), copy, copy.readerIndex(), copy.readableBytes());
            return true;
        }
        removeIfSent(in, current);
        return false;
    }

    private void copy(FileRegion next, int limit) throws IOException {
        FileChannel file = next instanceof DefaultFileRegion ? FileHandles.file((DefaultFileRegion) next) : null;
        readsFile = file != null;
        makeRoom(readsFile ? next.count() - next.transferred() : COPY, limit);
        try {
            if (readsFile) {
                read(file, (DefaultFileRegion) next);
            } else {
                next.transferTo(this, next.transferred());
            }
        } catch (Throwable e) {
            releaseCopy();
            throw e;
        }
    }

    /** Empties the copy, or makes another where it is too short, or longer than what a slow peer is to hold. */
    private void makeRoom(long wanted, int limit) {
        MemoryBudget budget = channel.handler().copyBudget();
        giveBack();
        int most = budget.isSpent() ? SMALL : limit;
        int length = (int) Math.min(wanted, most);
        if (copy == null || copy.capacity() < length || copy.capacity() > most) {
            releaseCopy();
            copy = channel.alloc().directBuffer(length, length);
        }
        copy.clear();
        taken = Math.max(copy.capacity() - SMALL, 0);
        budget.take(taken);
    }

    private void giveBack() {
        channel.handler().copyBudget().giveBack(taken);
        taken = 0;
    }

    /** Reads the file itself: the JDK transfers what it does not send on its own in pieces of 8 KiB. */
    private void read(FileChannel file, DefaultFileRegion next) throws IOException {
        int length = (int) Math.min(next.count() - next.transferred(), copy.capacity());
        if (copy.writeBytes(file, next.position() + next.transferred(), length) <= 0) {
            channel.validate(next);
        }
    }

    @Override
    int start(OverlappedSockets sockets, long s, IocpIoHandler handler) {
        wsabuf(address, copy.readableBytes());
        long base = slot().address;
        return sockets.WSASend(s, base + OverlappedSlab.WSABUF, 1, base + OverlappedSlab.BYTES, base);
    }

    @Override
    void complete(ChannelOutboundBuffer in) {
        FileRegion sent = region;
        region = null;
        if (readsFile) {
            FileHandles.addTransferred((DefaultFileRegion) sent, bytes());
        }
        boolean copySent = !copy.skipBytes(bytes()).isReadable();
        if (in == null || readsFile && error() != 0) {
            // What a file has left can be read again.
            releaseCopy();
        }
        if (in != null && bytes() > 0) {
            in.progress(bytes());
        }
        if (in != null && copySent) {
            removeIfSent(in, sent);
        }
    }

    /** Gives up what will not be sent any more. */
    void releaseCopy() {
        if (copy != null) {
            giveBack();
            copy.release();
            copy = null;
        }
    }

    private void removeIfSent(ChannelOutboundBuffer in, FileRegion region) {
        if (region.transferred() >= region.count()) {
            releaseCopy();
            in.remove();
        }
    }

    @Override
    public int write(ByteBuffer src) {
        int length = Math.min(src.remaining(), copy.writableBytes());
        copy.writeBytes(src.duplicate().limit(src.position() + length));
        src.position(src.position() + length);
        return length;
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void close() {}
}
