package io.github.nettywinsock.iocp;

import io.github.nettywinsock.ws2.WsaErrors;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.util.concurrent.TimeUnit;

/**
 * What connections and datagram channels have in common: they read through one receive, which is posted before data is
 * there.
 */
abstract class AbstractIocpDataChannel extends AbstractIocpChannel {
    private static final InternalLogger logger = InternalLoggerFactory.getInstance(AbstractIocpDataChannel.class);

    final ReceiveOperation receive;

    private final Backoff backoff = new Backoff();
    private final Runnable postLate = this::postLate;
    private final ReceiveTiming timing = new ReceiveTiming();
    private boolean postWaits;
    private boolean hasRead;
    private boolean readPending;

    /** Whether a read has begun whose readComplete was not fired yet: it goes on while receives end inline. */
    private boolean inRead;

    /** Whether a receive has completed that nobody has asked for yet. */
    private boolean receiveHeld;

    /** Whether the receive was cancelled, by this channel. */
    private boolean receiveCancelled;

    /** Whether the next receive waits because the last one could not be made. */
    private boolean backsOff;

    AbstractIocpDataChannel(Channel parent, IocpSocket socket, ReceiveOperation receive) {
        super(parent, socket);
        this.receive = receive;
    }

    /** Whether Windows takes a receive. */
    abstract boolean canReceive();

    /** The buffer of a receive that may wait for data long; one without capacity only waits. */
    ByteBuf bufferToWaitWith() {
        return directBuffer();
    }

    /** Whether a read that has got something goes on. */
    boolean continuesReading() {
        return unsafe().recvBufAllocHandle().continueReading();
    }

    /** Whether the receive has completed for no other reason than that it was cancelled. */
    boolean isAborted() {
        return receive.error() == WsaErrors.WSA_OPERATION_ABORTED;
    }

    /** Handles the end of the receive, whose buffer it takes over; it ends with {@link #readOn} or {@link #endRead}. */
    abstract void received(ByteBuf buffer);

    @Override
    void finishClose() throws Exception {
        try {
            super.finishClose();
        } finally {
            atHome(this::releaseBuffers);
        }
    }

    /** Gives up what nobody will ask for any more. */
    void releaseBuffers() {
        if (receiveHeld) {
            receiveHeld = false;
            receive.releaseBuffer();
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
        if (inRead && receive.hasCompleted()) {
            // What it goes on with is handled later.
            endRead();
        }
        if (receive.isPending() && mayCancelReceive()) {
            receiveCancelled = true;
            socket.cancel(receive);
        }
    }

    /** Whether a cancel of the receive leaves alone what is sent. */
    boolean mayCancelReceive() {
        return true;
    }

    /** Goes on with a read that was asked for when nothing could be received. */
    final void resumeRead() {
        if (readPending && !inRead) {
            readNow();
        }
    }

    final void receiveCompleted() {
        try {
            handleReceive();
        } catch (Throwable e) {
            readFailed(e);
        }
    }

    private void handleReceive() {
        if (!isOpen()) {
            receive.releaseBuffer();
            inRead = false;
        } else if (isAborted() && receiveCancelled) {
            // The next registration or the next read reads again.
            receive.releaseBuffer();
            readAgain();
        } else if (isAborted() || isShortage()) {
            receive.releaseBuffer();
            if (backOff()) {
                logger.warn("{} goes on reading after a pause: {}", this, WsaErrors.meaning(receive.error()));
            }
            readAgain();
        } else if (receive.isForZeroBytes() && receive.error() == 0) {
            receive.releaseBuffer();
            if (isWanted() && canSubmit()) {
                postForData();
            }
            endReadUnlessAtHand();
        } else if (isWanted()) {
            deliver();
        } else {
            receive.keepMessage();
            receiveHeld = true;
            endReadUnlessAtHand();
        }
    }

    private boolean isWanted() {
        return readPending || inRead && continuesReading();
    }

    /** Whether Windows has made no receive for lack of something, which passes. */
    private boolean isShortage() {
        return Backoff.isFor(receive.error());
    }

    /** Lets time pass before the next receive; answers whether the one before was not put off like this. */
    final boolean backOff() {
        boolean first = backoff.isReset();
        backsOff = true;
        home().schedule(this::resumeAfterBackoff, backoff.nextMillis(), TimeUnit.MILLISECONDS);
        return first;
    }

    private void resumeAfterBackoff() {
        backsOff = false;
        resumeRead();
    }

    /** Notes that what was asked for is received. What the allocator throws, which is the user's, must not lose the buffer. */
    final void filled(ByteBuf buffer) {
        try {
            var allocHandle = unsafe().recvBufAllocHandle();
            allocHandle.attemptedBytesRead(buffer.writableBytes());
            allocHandle.lastBytesRead(receive.fill(buffer));
            allocHandle.incMessagesRead(1);
        } catch (Throwable e) {
            buffer.release();
            throw e;
        }
        readPending = false;
        backoff.reset();
    }

    /** Goes on with the read if it may, and if what is received next is at hand. */
    final void readOn(boolean more) {
        if (more && canPost()) {
            postToWait();
        }
        endReadUnlessAtHand();
    }

    private void endReadUnlessAtHand() {
        if (inRead && !receive.hasCompleted()) {
            endRead();
        }
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

    private void readAgain() {
        if (inRead) {
            endRead();
        } else {
            resumeRead();
        }
    }

    private void readNow() {
        if (receiveHeld) {
            eventLoop().execute(this::deliverHeld);
        } else if (canPost() && !postWaits) {
            postWaits = true;
            if (hasRead && timing.isLate()) {
                handler().runLast(postLate);
            } else {
                postIfWanted();
            }
        }
    }

    private boolean canPost() {
        return canReceive() && !receive.isPending() && !backsOff && canSubmit() && !isClosing();
    }

    private void postLate() {
        if (postIfWanted()) {
            timing.found(receive.hasCompleted());
        }
    }

    private boolean postIfWanted() {
        postWaits = false;
        boolean wanted = readPending && !receiveHeld && canPost();
        if (wanted) {
            postToWait();
        }
        return wanted;
    }

    private void postToWait() {
        try {
            beginRead();
            post(bufferToWaitWith());
        } catch (Throwable e) {
            readFailed(e);
        }
    }

    private void postForData() {
        beginRead();
        post(directBuffer());
    }

    private void beginRead() {
        if (!inRead) {
            unsafe().recvBufAllocHandle().reset(config());
        }
    }

    private void post(ByteBuf buffer) {
        receiveCancelled = false;
        receive.into(buffer);
        if (submit(receive)) {
            // Handled here, a read would be handled inside a read.
            handleLater(receive);
        }
    }

    private ByteBuf directBuffer() {
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

    private void deliverHeld() {
        if (receiveHeld && readPending && isOpen() && canSubmit()) {
            receiveHeld = false;
            try {
                deliver();
            } catch (Throwable e) {
                readFailed(e);
            }
        }
    }

    private void deliver() {
        ByteBuf buffer = receive.takeBuffer();
        hasRead = true;
        inRead = true;
        received(buffer);
    }

    /** An OutOfMemoryError, most likely: as over NIO, it costs this channel and not the event loop. */
    private void readFailed(Throwable cause) {
        if (!receive.isPending()) {
            receive.releaseBuffer();
        }
        if (inRead) {
            pipeline().fireChannelReadComplete();
        }
        // A handler that reads once more must not fail in here.
        inRead = true;
        pipeline().fireExceptionCaught(cause);
        inRead = false;
        unsafe().close(unsafe().voidPromise());
    }
}
