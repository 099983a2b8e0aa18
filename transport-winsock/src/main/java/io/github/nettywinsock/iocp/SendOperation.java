package io.github.nettywinsock.iocp;

import io.github.nettywinsock.ws2.OverlappedSockets;
import io.github.nettywinsock.ws2.Winsock2;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.util.ReferenceCountUtil;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code WSASend} of several direct buffers. It keeps a reference of its own to each: closing the channel releases the
 * {@link ChannelOutboundBuffer} while Windows still reads from them.
 */
final class SendOperation extends OutboundOperation implements ChannelOutboundBuffer.MessageProcessor {
    static final int MAX_BUFFERS = 64;
    static final int SIZEOF_WSABUF = 16;

    private final Winsock2 ws2;
    private final List<ByteBuf> retained = new ArrayList<>(4);
    private ByteBuffer array;
    private int count;
    private int total;
    private int limit;

    SendOperation(Winsock2 ws2) {
        this.ws2 = ws2;
    }

    @Override
    boolean prepare(ChannelOutboundBuffer in, IocpIoHandler handler, int limit) throws Exception {
        // WSASend copies the array, so that one serves all channels of the event loop.
        array = handler.memory().wsabufs().buffer();
        count = 0;
        total = 0;
        this.limit = limit;
        try {
            in.forEachFlushedMessage(this);
        } catch (Throwable e) {
            // A buffer among them was released too early: the others are not sent either, as over NIO.
            releaseBuffers();
            throw e;
        }
        if (total == 0) {
            in.removeBytes(0);
        }
        return total > 0;
    }

    @Override
    public boolean processMessage(Object message) {
        if (!(message instanceof ByteBuf)) {
            return false;
        }
        ByteBuf buffer = (ByteBuf) message;
        int readable = buffer.readableBytes();
        if (readable == 0) {
            return true;
        }
        retained.add(buffer.retain());
        if (buffer.hasMemoryAddress()) {
            add(buffer.memoryAddress() + buffer.readerIndex(), readable);
        } else {
            for (ByteBuffer nio : buffer.nioBuffers()) {
                if (nio.hasRemaining()) {
                    add(ws2.address(nio) + nio.position(), nio.remaining());
                }
            }
        }
        return hasRoom();
    }

    @Override
    void complete(ChannelOutboundBuffer in) {
        releaseBuffers();
        if (in != null) {
            takeOff(in, bytes());
        }
    }

    private void releaseBuffers() {
        retained.forEach(ReferenceCountUtil::safeRelease);
        retained.clear();
    }

    @Override
    int start(OverlappedSockets sockets, long s, IocpIoHandler handler) {
        long base = slot().address;
        return sockets.WSASend(s, handler.memory().wsabufs().address(), count, base + OverlappedSlab.BYTES, base);
    }

    private boolean hasRoom() {
        return count < MAX_BUFFERS && total < limit;
    }

    private void add(long address, int length) {
        if (hasRoom()) {
            int capped = Math.min(length, limit - total);
            array.putInt(count * SIZEOF_WSABUF, capped).putLong(count * SIZEOF_WSABUF + Long.BYTES, address);
            count++;
            total += capped;
        }
    }
}
