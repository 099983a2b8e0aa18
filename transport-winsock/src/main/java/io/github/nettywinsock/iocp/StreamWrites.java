package io.github.nettywinsock.iocp;

import io.github.nettywinsock.ws2.WsaErrors;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.DefaultFileRegion;
import io.netty.channel.FileRegion;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * Sends what a connection has flushed, one call at a time. A call is made in the first of these states only:
 *
 * <table>
 * <caption>Transitions</caption>
 * <tr><th>state</th><th>event</th><th>next</th></tr>
 * <tr><td>IDLE</td><td>a call is made, and is pending</td><td>PENDING</td></tr>
 * <tr><td></td><td>... and completes inline</td><td>as on completion</td></tr>
 * <tr><td></td><td>... and could not be made for lack of something that passes</td><td>PAUSED</td></tr>
 * <tr><td>PENDING</td><td>completion</td><td>TAKING_OFF</td></tr>
 * <tr><td>TAKING_OFF</td><td>what was sent is off the buffer</td><td>IDLE</td></tr>
 * <tr><td>PAUSED</td><td>the time has passed</td><td>IDLE</td></tr>
 * </table>
 *
 * <p>Only used on the event loop.
 */
final class StreamWrites {
    private static final InternalLogger logger = InternalLoggerFactory.getInstance(StreamWrites.class);

    private enum State {
        /** The next call can be made. */
        IDLE,
        /** A call is pending. */
        PENDING,
        /** What a call has sent is taken off the buffer, which calls listeners. */
        TAKING_OFF,
        /** The next call waits because the last one could not be made. */
        PAUSED
    }

    private final IocpSocketChannel channel;
    private final SendOperation send;
    private final TransmitOperation transmit;
    private final CopyOperation copy;
    private final CallSize size = new CallSize();
    private final Backoff backoff = new Backoff();
    private State state = State.IDLE;
    private OutboundOperation operation;

    /** The region that is begun, or null. */
    private FileRegion region;

    /** What all of the region is sent by, whatever becomes of the option meanwhile. */
    private OutboundOperation ofRegion;

    /** Since when the call is pending. */
    private long since;

    /** Whether nothing is sent any more. */
    private boolean stopped;

    StreamWrites(IocpSocketChannel channel) {
        this.channel = channel;
        send = new SendOperation(channel.socket.ws2());
        transmit = new TransmitOperation(channel);
        copy = new CopyOperation(channel);
    }

    /** Whether the next call can be made. */
    boolean canWrite() {
        return !stopped && state == State.IDLE;
    }

    /** Makes no other call: how much of one that has failed was sent is not known. */
    void stop() {
        stopped = true;
        releaseBuffers();
    }

    /**
     * Sends until a call is pending or cannot be made, or the event loop has other things to do.
     *
     * @param calls the number of calls after which that is so
     * @return whether the event loop has other things to do, and this is to be called again later
     */
    boolean write(ChannelOutboundBuffer in, int calls) throws Exception {
        try {
            return tryWrite(in, calls);
        } catch (Throwable e) {
            stop();
            throw e;
        }
    }

    private boolean tryWrite(ChannelOutboundBuffer in, int calls) throws Exception {
        for (int call = 0; call < calls; call++) {
            // A buffer without one need not be empty: Netty before 4.2.20 counts twice what is flushed while it frees a
            // cancelled write.
            Object message = in.current();
            if (message == null || !canWrite() || !channel.canSubmit()) {
                return false;
            }
            OutboundOperation next = next(message);
            if (next.prepare(in, channel.handler(), size.bytes())) {
                operation = next;
                // What completes inline is taken off the buffer here, so that a close that follows does not fail it.
                if (!submit(next)) {
                    since = channel.handler().nanoTime();
                    return false;
                }
                size.wentOn(next.bytes(), 0);
                takeOff(in);
                if (Backoff.isFor(next.error())) {
                    putOff(next);
                    return false;
                }
                checkBegun(next);
            }
        }
        return true;
    }

    /** Makes a call; returns whether it has completed inline. */
    private boolean submit(IocpOperation next) {
        state = State.PENDING;
        boolean inline = channel.submit(next);
        if (inline) {
            state = State.IDLE;
        }
        return inline;
    }

    /**
     * Takes off what was sent by the pending call, which has completed.
     *
     * @param in null when the channel is closed
     * @throws IOException when nothing can be sent any more
     */
    void completed(ChannelOutboundBuffer in) throws IOException {
        OutboundOperation completed = operation;
        size.wentOn(completed.bytes(), channel.handler().nanoTime() - since);
        try {
            takeOff(in);
            if (completed.error() != 0) {
                // Even if it was cancelled: nobody knows how much of it was sent, so that it must not be sent again.
                throw completed.failure(completed.call());
            }
            backoff.reset();
        } catch (Throwable e) {
            stop();
            throw e;
        }
    }

    private void takeOff(ChannelOutboundBuffer in) throws IOException {
        OutboundOperation completed = operation;
        operation = null;
        state = State.TAKING_OFF;
        try {
            completed.complete(in);
        } finally {
            state = State.IDLE;
            if (in == null || in.current() != region) {
                region = null;
            }
        }
    }

    private void checkBegun(OutboundOperation next) throws IOException {
        if (next.error() == 0) {
            backoff.reset();
        } else if (next.error() != WsaErrors.WSA_OPERATION_ABORTED) {
            // Not begun because of a deregistration, it is when the channel is registered again.
            throw next.failure(next.call());
        }
    }

    /** Makes the call again when time has passed. Of one that was not begun, nothing was sent. */
    private void putOff(OutboundOperation notBegun) {
        boolean told = backoff.isAtMost();
        int millis = backoff.nextMillis();
        if (!told && backoff.isAtMost()) {
            logger.warn(
                    "{} sends nothing, and tries again every {} ms: {}",
                    channel,
                    millis,
                    SocketFailure.of(notBegun.call(), notBegun.error()).getMessage());
        }
        state = State.PAUSED;
        channel.ownerLoop().schedule(this::endPause, millis, TimeUnit.MILLISECONDS);
    }

    private void endPause() {
        state = State.IDLE;
        ((StreamUnsafe) channel.unsafe()).sendAgain();
    }

    /** Whether a call is pending. */
    boolean isPending() {
        return state == State.PENDING;
    }

    /** Whether nothing is to come of a call any more. */
    boolean isIdle() {
        return state == State.IDLE;
    }

    /** Whether the next call waits because the last one could not be made. */
    boolean isPaused() {
        return state == State.PAUSED;
    }

    /** Gives up what will not be sent any more. */
    void releaseBuffers() {
        if (!isPending()) {
            copy.releaseCopy();
            transmit.close();
        }
    }

    private OutboundOperation next(Object message) throws IOException {
        if (!(message instanceof FileRegion)) {
            return send;
        }
        if (message != region) {
            ofRegion = isTransmitted((FileRegion) message) ? transmit : copy;
            region = (FileRegion) message;
        }
        return ofRegion;
    }

    private boolean isTransmitted(FileRegion next) throws IOException {
        return channel.iocpConfig().transmitsFiles()
                && next instanceof DefaultFileRegion
                && transmit.open((DefaultFileRegion) next);
    }
}
