package io.github.nettywinsock.iocp;

import io.github.nettywinsock.ws2.OverlappedSockets;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.FileRegion;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/** {@code WSASend} of a part of a {@link FileRegion}, copied to memory: for regions that TransmitFile cannot send. */
final class CopyOperation extends OutboundOperation implements WritableByteChannel {
    private static final int MAX_COPY = 64 * 1024;

    private final IocpSocketChannel channel;

    /** What the region has given and is not sent yet, or null. */
    private ByteBuf copy;

    CopyOperation(IocpSocketChannel channel) {
        this.channel = channel;
    }

    @Override
    boolean prepare(ChannelOutboundBuffer in, IocpIoHandler handler) throws IOException {
        FileRegion region = (FileRegion) in.current();
        if (copy == null) {
            copy = channel.alloc().directBuffer(MAX_COPY, MAX_COPY);
            region.transferTo(this, region.transferred());
        }
        if (copy.isReadable()) {
            return true;
        }
        releaseCopy();
        removeIfSent(in, region);
        return false;
    }

    @Override
    int start(OverlappedSockets sockets, long s, IocpIoHandler handler) {
        int length = copy.readableBytes();
        wsabuf(DirectBuffers.address(channel.socket.ws2(), copy, copy.readerIndex(), length), length);
        long base = slot().address;
        return sockets.WSASend(s, base + OverlappedSlab.WSABUF, 1, base + OverlappedSlab.BYTES, base);
    }

    @Override
    void complete(ChannelOutboundBuffer in) {
        if (in == null) {
            releaseCopy();
            return;
        }
        in.progress(bytes());
        if (!copy.skipBytes(bytes()).isReadable()) {
            releaseCopy();
            removeIfSent(in, (FileRegion) in.current());
        }
    }

    /** Gives up what will not be sent any more. */
    void releaseCopy() {
        if (copy != null) {
            copy.release();
            copy = null;
        }
    }

    private static void removeIfSent(ChannelOutboundBuffer in, FileRegion region) {
        if (region.transferred() >= region.count()) {
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
