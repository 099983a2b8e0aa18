package io.github.nettywinsock.iocp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;

/** What connections and datagram channels have in common: they read through one {@link ReceiveLoop}. */
abstract class AbstractIocpDataChannel extends AbstractIocpChannel {
    AbstractIocpDataChannel(Channel parent, IocpSocket socket) {
        super(parent, socket);
    }

    /** What reads. */
    abstract ReceiveLoop receiveLoop();

    /** A buffer to receive into, as the allocators of the channel give it. */
    final ByteBuf receiveBuffer() {
        ByteBuf buffer = unsafe().recvBufAllocHandle().allocate(alloc());
        if (DirectBuffers.isOnePiece(buffer) && buffer.isWritable()) {
            return buffer;
        }
        int capacity = buffer.capacity();
        buffer.release();
        if (capacity == 0) {
            throw new IllegalStateException("the RecvByteBufAllocator gave a buffer without capacity");
        }
        ByteBuf direct = alloc().directBuffer(capacity);
        if (!DirectBuffers.isOnePiece(direct)) {
            direct.release();
            throw new IllegalStateException("the ByteBufAllocator gave no direct buffer, but " + direct);
        }
        return direct;
    }

    @Override
    protected final void doBeginRead() {
        receiveLoop().read();
    }

    @Override
    final void clearRead() {
        receiveLoop().clearRead();
    }

    @Override
    final void cancelReads() {
        receiveLoop().cancel();
    }

    @Override
    final void closing() {
        receiveLoop().closing();
    }

    @Override
    void finishClose() throws Exception {
        try {
            super.finishClose();
        } finally {
            onOwnerLoop(this::releaseBuffers);
        }
    }

    /** Gives up what nobody will ask for any more. */
    void releaseBuffers() {
        receiveLoop().close();
    }
}
