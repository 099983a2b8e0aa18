package io.github.nettywinsock.iocp;

import static io.github.nettywinsock.option.SocketLevel.SO_LINGER;

import io.github.nettywinsock.engine.ChannelSocket;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;

/**
 * The close of a connection, which waits for its calls: a send has to tell how much of it was sent, and Windows resets a
 * connection that is closed while it receives.
 *
 * <table>
 * <caption>Transitions</caption>
 * <tr><th>state</th><th>event</th><th>action</th><th>next</th></tr>
 * <tr><td>NONE</td><td>close, with something to send before</td><td>send</td><td>SENDING</td></tr>
 * <tr><td></td><td>close</td><td>cancel the calls</td><td>CANCELLED</td></tr>
 * <tr><td>SENDING</td><td>all is sent, or a send fails, cannot be made or takes too long</td><td>cancel the calls</td>
 *     <td>CANCELLED</td></tr>
 * <tr><td>CANCELLED</td><td>no call is pending, or it takes too long</td><td>close the SOCKET</td><td>QUIET</td></tr>
 * </table>
 *
 * @see <a href="https://github.com/libuv/libuv/issues/3034">libuv/libuv#3034</a>
 */
final class StreamClose extends PendingClose {
    private static final InternalLogger logger = InternalLoggerFactory.getInstance(StreamClose.class);

    /** How long each phase may take: the peer, or another provider, may keep calls from ending. */
    private static final int LIMIT_MILLIS = 2000;

    /**
     * How long sending may take where Windows copies what it sends. A send is pending then because the peer does not read, and
     * NIO would not send all of it either; or for a moment, as every call may be (R207), and NIO would.
     */
    private static final int BUFFERED_LIMIT_MILLIS = 200;

    private static final int NO_LINGER = -1;

    /** Windows does not tell how long closing may wait. */
    private static final int UNKNOWN_LINGER = Integer.MAX_VALUE;

    private enum State {
        /** Close was not called. */
        NONE,
        /** What was flushed is sent. */
        SENDING,
        /** The calls were cancelled, and have not completed yet. */
        CANCELLED,
        /** Nothing is waited for. */
        QUIET
    }

    private final IocpSocketChannel channel;
    private State state = State.NONE;
    private int linger;

    /** Whether another thread closes the SOCKET. */
    private volatile boolean onOtherThread;

    /** The other thread, once it closes. */
    private volatile Thread closer;

    StreamClose(IocpSocketChannel channel) {
        super(channel);
        this.channel = channel;
    }

    /** Whether another thread closes the SOCKET, after all else was done on the event loop. */
    boolean isOnOtherThread() {
        return onOtherThread;
    }

    @Override
    boolean leavesToOther() {
        return super.leavesToOther() || onOtherThread && closer != Thread.currentThread();
    }

    @Override
    boolean waits() {
        linger = linger();
        return linger > 0 || channel.isBusy() || sendsBefore();
    }

    /** Does what is to be done when nothing is waited for. */
    void withoutWait() {
        sendFin();
    }

    private boolean sendsBefore() {
        return linger != 0
                && channel.socket.state() == ChannelSocket.State.CONNECTED
                && (channel.writes.isPending() || channel.iocpUnsafe().unsent().hasFlushed());
    }

    /**
     * How long sending may take. Without file handles, or with SO_SNDBUF of 0 (R092), every send is pending for a while,
     * whatever the peer does.
     */
    private int sendLimitMillis() {
        return !channel.socket.overlapped().skipPackets() || sendsWithoutBuffer()
                ? LIMIT_MILLIS
                : BUFFERED_LIMIT_MILLIS;
    }

    private boolean sendsWithoutBuffer() {
        try {
            return channel.config().getSendBufferSize() == 0;
        } catch (Throwable e) {
            logger.debug("{} does not tell its SO_SNDBUF", channel, e);
            return false;
        }
    }

    @Override
    void begin() {
        if (sendsBefore()) {
            state = State.SENDING;
            limit(sendLimitMillis(), this::limitPassed);
            channel.registerToClose();
            sendCompleted();
        } else {
            cancelCalls();
        }
        callCompleted();
    }

    @Override
    void sendCompleted() {
        if (state != State.SENDING) {
            return;
        }
        try {
            if (hasMore()) {
                channel.writes.write(
                        channel.iocpUnsafe().unsent().buffer(), channel.config().getWriteSpinCount());
            }
            if (hasMore()) {
                // Or a region gives nothing for now.
                goOnLater();
            }
        } catch (Throwable e) {
            logger.debug("{} is closed before all of it is sent", channel, e);
            sendFailed();
        }
    }

    @Override
    void goOn() {
        sendCompleted();
        callCompleted();
    }

    /** Whether a call can be made for something that is to be sent. */
    private boolean hasMore() {
        return channel.canSubmit()
                && channel.writes.canWrite()
                && channel.iocpUnsafe().unsent().hasFlushed();
    }

    /** Whether something is still sent, now or later: after a pause only if the event loop has not ended meanwhile. */
    private boolean sends() {
        return channel.writes.isPaused() ? channel.canSubmit() : !channel.writes.isIdle() || hasMore();
    }

    /** Sends nothing more: how much of a failed send has come is not known. */
    void sendFailed() {
        if (state == State.SENDING) {
            cancelCalls();
        }
    }

    /** Goes on when a call has completed. */
    void callCompleted() {
        if (state == State.SENDING && !sends()) {
            cancelCalls();
        }
        if (state == State.CANCELLED && !channel.isBusy()) {
            closeSocket();
        }
    }

    @Override
    void now() {
        sendFailed();
        if (state == State.CANCELLED) {
            closeSocket();
        }
    }

    private void limitPassed() {
        if (state == State.SENDING) {
            cancelCalls();
            callCompleted();
        } else {
            now();
        }
    }

    private void cancelCalls() {
        state = State.CANCELLED;
        channel.writes.stop();
        sendFin();
        if (channel.isBusy()) {
            channel.socket.overlapped().cancelAll();
            limit(LIMIT_MILLIS, this::limitPassed);
        }
    }

    /**
     * Lets the peer read what was sent, even if Windows resets a connection whose calls are cancelled, or that has data
     * which nobody has read. It has none when the peer has sent its end.
     */
    private void sendFin() {
        if (linger == 0
                || channel.socket.state() != ChannelSocket.State.CONNECTED
                || channel.wasOutputShutdown()
                || channel.hasPeerEnded() && !channel.isBusy()) {
            return;
        }
        try {
            channel.socket.shutdownSend();
        } catch (Throwable e) {
            logger.debug("{} is closed without a shutdown before", channel, e);
        }
    }

    private void closeSocket() {
        state = State.QUIET;
        Runnable close = end();
        // It may have been set since.
        if (linger > 0 || linger() > 0) {
            // Closing waits for unsent data then, which the event loop must not.
            onOtherThread = true;
            giveUpCalls();
            // Netty does it when the SOCKET is closed, on an event loop that may have ended by then.
            channel.iocpUnsafe().unsent().fail();
            channel.other().execute(() -> {
                closer = Thread.currentThread();
                close.run();
            });
        } else {
            close.run();
        }
    }

    private void giveUpCalls() {
        try {
            channel.giveUpCalls();
        } catch (Throwable e) {
            // A handler, most likely: the SOCKET has to be closed all the same.
            logger.warn("Unexpected exception from the close of {}", channel, e);
        }
    }

    /** How long closing may wait for the peer. */
    private int linger() {
        if (!channel.socket.setOptions().include(SO_LINGER)) {
            return NO_LINGER;
        }
        if (channel.socket.state() == ChannelSocket.State.CONNECTING) {
            // A SOCKET tells nothing before its context is updated.
            return UNKNOWN_LINGER;
        }
        try {
            return channel.config().getSoLinger();
        } catch (Throwable e) {
            logger.debug("{} does not tell its SO_LINGER", channel, e);
            return UNKNOWN_LINGER;
        }
    }
}
