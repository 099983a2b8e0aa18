package io.github.nettywinsock.iocp;

import io.github.nettywinsock.ws2.WsaErrors;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;

/**
 * What connections and datagram channels have in common: they read through one receive, which is posted before data is
 * there.
 */
abstract class AbstractIocpDataChannel extends AbstractIocpChannel {
    final ReceiveOperation receive;

    private final Runnable postLast = this::postIfWanted;
    private boolean postWaits;
    private boolean hasRead;
    private boolean readPending;

    /** Whether a read has begun whose readComplete was not fired yet: it goes on while receives end inline. */
    private boolean inRead;

    /** Whether a receive has ended that nobody has asked for yet. */
    private boolean receiveHeld;

    AbstractIocpDataChannel(Channel parent, IocpSocket socket, ReceiveOperation receive) {
        super(parent, socket);
        this.receive = receive;
    }

    /** Whether Windows takes a receive. */
    abstract boolean canReceive();

    /** Whether a receive waits for data without a buffer. */
    boolean readsZeroBytes() {
        return false;
    }

    /** Whether a read that has got something goes on. */
    boolean continuesReading() {
        return unsafe().recvBufAllocHandle().continueReading();
    }

    /** Whether the channel will be closed when the calls under way have ended. */
    boolean isClosing() {
        return false;
    }

    /** Whether the receive has ended for no other reason than that the channel was deregistered. */
    boolean isAborted() {
        return receive.error() == WsaErrors.WSA_OPERATION_ABORTED;
    }

    /** Handles the end of the receive, whose buffer it takes over; it ends with {@link #readOn} or {@link #endRead}. */
    abstract void received(ByteBuf buffer);

    @Override
    protected void doClose() throws Exception {
        try {
            super.doClose();
        } finally {
            // A close by another thread has released them before.
            if (!isRegistered() || eventLoop().inEventLoop()) {
                releaseBuffers();
            }
        }
    }

    /** Gives up what nobody will ask for any more. */
    void releaseBuffers() {
        if (receiveHeld) {
            receiveHeld = false;
            receive.takeBuffer().release();
        }
    }

    @Override
    protected final void doBeginRead() {
        readPending = true;
        if (!inRead) {
            readNow();
        }
    }

    @Override
    final void clearRead() {
        readPending = false;
    }

    @Override
    final void cancelReads() {
        if (receive.isUnderWay()) {
            socket.cancel(receive);
        }
    }

    /** Goes on with a read that was asked for when nothing could be received. */
    final void resumeRead() {
        if (readPending && !inRead) {
            readNow();
        }
    }

    final void receiveEnded() {
        boolean waited = receive.isForZeroBytes();
        if (!isOpen() || isClosing()) {
            receive.takeBuffer().release();
            inRead = false;
        } else if (isAborted() || waited && !readPending) {
            // The next registration or the next read reads again.
            receive.takeBuffer().release();
            inRead = false;
            resumeRead();
        } else if (waited && receive.error() == 0) {
            receive.takeBuffer().release();
            if (canSubmit()) {
                postReceive();
            }
        } else if (readPending || inRead && continuesReading()) {
            deliver();
        } else {
            receive.keepMessage();
            receiveHeld = true;
            if (inRead) {
                endRead();
            }
        }
    }

    /** Goes on with the read if it may, and if what is received next is at hand. */
    final void readOn(boolean more) {
        if (more && canPost()) {
            postReceive();
        }
        if (!receive.hasEnded()) {
            endRead();
        }
    }

    /** Ends a read that got nothing: it is still asked for. */
    final void endReadWithNothing() {
        readPending = true;
        endRead();
    }

    final void endRead() {
        var allocHandle = unsafe().recvBufAllocHandle();
        allocHandle.readComplete();
        pipeline().fireChannelReadComplete();
        allocHandle.reset(config());
        inRead = false;
        if (readPending && isActive()) {
            readNow();
        }
    }

    private void readNow() {
        if (receiveHeld) {
            eventLoop().execute(this::deliverHeld);
        } else if (canPost() && !postWaits) {
            postWaits = true;
            if (hasRead) {
                handler().runLast(postLast);
            } else {
                postIfWanted();
            }
        }
    }

    private boolean canPost() {
        return canReceive() && !receive.isUnderWay() && canSubmit() && !isClosing();
    }

    private void postIfWanted() {
        postWaits = false;
        if (!readPending || receiveHeld || !canPost()) {
            return;
        }
        if (readsZeroBytes()) {
            receive.into(Unpooled.EMPTY_BUFFER);
            submit(receive);
        } else {
            postReceive();
        }
    }

    private void postReceive() {
        if (!inRead) {
            unsafe().recvBufAllocHandle().reset(config());
        }
        try {
            receive.into(directBuffer());
        } catch (Throwable e) {
            // An OutOfMemoryError, most likely: as over NIO, it costs this channel and not the event loop.
            pipeline().fireExceptionCaught(e);
            unsafe().close(unsafe().voidPromise());
            return;
        }
        submit(receive);
    }

    private ByteBuf directBuffer() {
        ByteBuf buffer = unsafe().recvBufAllocHandle().allocate(alloc());
        if (buffer.isDirect()) {
            return buffer;
        }
        int capacity = buffer.capacity();
        buffer.release();
        return alloc().directBuffer(capacity);
    }

    private void deliverHeld() {
        if (receiveHeld && readPending) {
            receiveHeld = false;
            deliver();
        }
    }

    private void deliver() {
        ByteBuf buffer = receive.takeBuffer();
        hasRead = true;
        readPending = false;
        inRead = true;
        unsafe().recvBufAllocHandle().attemptedBytesRead(buffer.writableBytes());
        received(buffer);
    }
}
