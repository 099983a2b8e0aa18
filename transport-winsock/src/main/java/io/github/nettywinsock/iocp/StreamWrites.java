package io.github.nettywinsock.iocp;

import io.github.nettywinsock.ws2.WsaErrors;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.DefaultFileRegion;
import io.netty.channel.FileRegion;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.io.IOException;

/** Sends what a connection has flushed, one call at a time. */
final class StreamWrites extends Writes {
    private static final InternalLogger logger = InternalLoggerFactory.getInstance(StreamWrites.class);

    private final IocpSocketChannel channel;
    private final SendOperation send;
    private final TransmitOperation transmit;
    private final CopyOperation copy;
    private final CallSize size = new CallSize();
    private final Backoff backoff = new Backoff();
    private OutboundOperation operation;

    /** Since when the call is pending. */
    private long since;

    /** Whether nothing is sent any more. */
    private boolean stopped;

    StreamWrites(IocpSocketChannel channel) {
        super(channel);
        this.channel = channel;
        send = new SendOperation(channel.socket.ws2());
        transmit = new TransmitOperation(channel);
        copy = new CopyOperation(channel);
    }

    @Override
    boolean canWrite() {
        return !stopped && super.canWrite();
    }

    /** Makes no other call: how much of one that has failed was sent is not known. */
    void stop() {
        stopped = true;
    }

    @Override
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
            // A buffer without one need not be empty: before 4.2.20, Netty counts twice what is flushed while it frees
            // a
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

    @Override
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
        moveTo(State.TAKING_OFF);
        try {
            completed.complete(in);
        } finally {
            moveTo(State.IDLE);
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
        pause(millis);
    }

    @Override
    void resume() {
        ((StreamUnsafe) channel.unsafe()).sendAgain();
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
        return channel.iocpConfig().transmitsFiles()
                        && message instanceof DefaultFileRegion
                        && transmit.open((DefaultFileRegion) message)
                ? transmit
                : copy;
    }
}
