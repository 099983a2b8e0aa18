package io.github.nettywinsock.iocp;

import io.github.nettywinsock.ws2.WsaErrors;
import io.netty.buffer.ByteBuf;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.util.concurrent.TimeUnit;

/**
 * How a channel reads: with receives that are posted before data is there, one or, of datagrams, several. It says where they
 * are, when others are posted, and where a read ends; what a receive has got is the business of a {@link Receiver}.
 *
 * <p>Receives are handled in the order in which they were posted: one that completes before an older one waits for its turn.
 * So the states are those of the oldest that is not handled, here "the first". An event that is not listed changes nothing.
 *
 * <table>
 * <caption>Transitions</caption>
 * <tr><th>state</th><th>event</th><th>action</th><th>next</th></tr>
 * <tr><td>IDLE</td><td>read, or any other event that may allow a receive, and one is wanted and allowed</td>
 *     <td>post them; a first that completes inline is handled later, not in read</td><td>POSTED</td></tr>
 * <tr><td>POSTED</td><td>as in IDLE</td><td>post those that lack</td><td>POSTED</td></tr>
 * <tr><td>any</td><td>deregistration, or the input is shut down, while nothing is sent</td><td>cancel those that are
 *     pending; CONTINUING ends the read before</td><td>the same, or POSTED</td></tr>
 * <tr><td>any</td><td>completion, the channel is closed</td><td>release the buffer</td><td>the same</td></tr>
 * <tr><td>POSTED, CONTINUING, READING</td><td>completion of the first: aborted, by this cancel</td><td>take it off</td>
 *     <td>as the next one</td></tr>
 * <tr><td></td><td>... aborted otherwise, or for a shortage</td><td>take it off, and post none until a pause is over</td>
 *     <td>as the next one</td></tr>
 * <tr><td></td><td>... of zero bytes, wanted</td><td>post again with a buffer</td>
 *     <td>as the next one</td></tr>
 * <tr><td></td><td>... of zero bytes, not wanted</td><td>leave the data to Windows</td><td>as the next one</td></tr>
 * <tr><td></td><td>... not wanted</td><td>keep it; end the read if there is one</td><td>HELD</td></tr>
 * <tr><td></td><td>... wanted</td><td>take it off, deliver it</td><td>READING</td></tr>
 * <tr><td>READING</td><td>delivered, the read goes on</td><td>post those that lack, until one completes inline</td>
 *     <td>as the next one</td></tr>
 * <tr><td></td><td>delivered, the read ends</td><td>end the read</td><td>ENDING</td></tr>
 * <tr><td></td><td>got nothing</td><td>end the read; of what may last, post none until a pause is over</td>
 *     <td>ENDING</td></tr>
 * <tr><td>CONTINUING</td><td>close</td><td>end the read</td><td>POSTED</td></tr>
 * <tr><td>ENDING</td><td>the pipeline was told that the read is complete</td><td></td><td>IDLE when there is none, POSTED
 *     when the first is pending, else HELD</td></tr>
 * <tr><td>HELD</td><td>read</td><td>handle the first as above, in a task of its own</td><td>READING</td></tr>
 * <tr><td></td><td>close</td><td>release all that have completed</td><td>HELD</td></tr>
 * <tr><td>any</td><td>something is thrown</td><td>tell the pipeline, close</td><td>as at the end of ENDING</td></tr>
 * </table>
 *
 * <p>As the next one: it is handled at once if it has completed already; CONTINUING in a read whose next receive has
 * completed, but is handled by a packet or in a later run; else the read ends, if there is one, and its state is as at the end
 * of ENDING.
 *
 * <p>Whether somebody wants to read is no state: in each of them it may be asked for, withdrawn (automatic reading goes off),
 * and with a delivery it is answered. In READING, ENDING and CONTINUING a read is only noted, so that none begins in
 * another. Nothing is posted while the channel is not registered, or is closing, or while a pause goes on. Only used on the
 * event loop.
 */
final class ReceiveLoop {
    private static final InternalLogger logger = InternalLoggerFactory.getInstance(ReceiveLoop.class);

    private enum State {
        /** There is no receive. */
        IDLE,
        /** The first is pending, or has completed inline and is handled later. */
        POSTED,
        /** What was received is handed to the pipeline. */
        READING,
        /** A read goes on: its next receive has completed already, and is handled by a packet or in a later run. */
        CONTINUING,
        /** The pipeline is told that a read is complete. */
        ENDING,
        /** The first has completed, and nobody has asked for it yet. */
        HELD
    }

    private final AbstractIocpDataChannel channel;
    private final Receiver receiver;
    private final PostedReceives receives = new PostedReceives();
    private final Backoff backoff = new Backoff();
    private final Runnable handleHeld = this::handleHeld;
    private State state = State.IDLE;
    private boolean readPending;

    /** Whether none is posted because the last one could not be made, or has failed for what may last. */
    private boolean paused;

    /** How many that have completed inline were handled one after another. */
    private int inARow;

    ReceiveLoop(AbstractIocpDataChannel channel, Receiver receiver) {
        this.channel = channel;
        this.receiver = receiver;
    }

    /** Whether the first receive is pending. */
    boolean isPending() {
        return receives.first() != null && receives.first().isPending();
    }

    /** Reads, when there is something. */
    void read() {
        readPending = true;
        begin();
    }

    /** Withdraws what was asked for and has got nothing yet. */
    void clearRead() {
        readPending = false;
    }

    /** Goes on with what was asked for when nothing could be received. */
    void resume() {
        if (readPending) {
            begin();
        }
    }

    private void begin() {
        if (state == State.HELD) {
            channel.eventLoop().execute(handleHeld);
        } else if ((state == State.IDLE || state == State.POSTED) && mayPost()) {
            postOutsideOfRead();
        }
    }

    private boolean mayPost() {
        return receives.size() < receiver.pendingReceives()
                && !paused
                && receiver.canReceive()
                && channel.canSubmit()
                && !channel.isClosing();
    }

    private void postOutsideOfRead() {
        try {
            channel.unsafe().recvBufAllocHandle().reset(channel.config());
            postLacking();
            if (atRest() == State.HELD) {
                // Handled here, it would be handled inside of a read of the pipeline.
                channel.handleLater(receives.first());
            }
            state = atRest();
        } catch (Throwable e) {
            failed(e);
        }
    }

    /** Posts until as many are pending as there are to be; not behind one that completes inline, which is handled before. */
    private void postLacking() {
        boolean pends = true;
        while (pends && mayPost()) {
            pends = post(receiver.bufferToWaitWith());
        }
        if (!channel.isOpen()) {
            // The allocator, which is the user's, has closed it.
            close();
        }
    }

    /** Posts one; returns whether it has not completed. */
    private boolean post(ByteBuf buffer) {
        ReceiveOperation receive = receives.pollUnused();
        if (receive == null) {
            receive = receiver.newReceive();
        }
        receive.into(buffer);
        receives.add(receive);
        return !channel.submit(receive) && !receive.hasCompleted();
    }

    /** Handles the completion of a receive, if it is the first, and goes on with those behind it that have completed. */
    void completed(ReceiveOperation receive) {
        if (!channel.isOpen()) {
            receive.releaseBuffer();
        } else if (receive == receives.first() && (state == State.POSTED || state == State.CONTINUING)) {
            inARow = 0;
            try {
                while (handle(receives.first())) {
                    // The next one has completed too.
                }
            } catch (Throwable e) {
                failed(e);
            }
        }
    }

    private void handleHeld() {
        if (state == State.HELD && readPending && mayHandle()) {
            state = State.POSTED;
            completed(receives.first());
        }
    }

    private boolean mayHandle() {
        return channel.isOpen() && channel.canSubmit();
    }

    /** Handles the first, which has completed; returns whether the next one is handled now. */
    private boolean handle(ReceiveOperation receive) {
        boolean reading = state == State.READING || state == State.CONTINUING;
        if (reading) {
            state = State.READING;
        }
        if (receiver.isAborted(receive) || Backoff.isFor(receive.error())) {
            boolean ours = receive.isCancelled() && receiver.isAborted(receive);
            drop(receive);
            if (!ours && pause()) {
                logger.warn("{} goes on reading after a pause: {}", channel, WsaErrors.meaning(receive.error()));
            }
            return next(reading);
        }
        if (receive.isForZeroBytes() && receive.error() == 0) {
            drop(receive);
            if (isWanted(reading) && channel.canSubmit()) {
                if (!reading) {
                    channel.unsafe().recvBufAllocHandle().reset(channel.config());
                }
                post(channel.receiveBuffer());
            }
            return next(reading);
        }
        if (isWanted(reading)) {
            return deliver(receive);
        }
        state = State.HELD;
        if (reading) {
            endRead();
        }
        return false;
    }

    private void drop(ReceiveOperation receive) {
        receive.releaseBuffer();
        receives.removeFirst();
    }

    private boolean isWanted(boolean reading) {
        return readPending || reading && receiver.continuesReading();
    }

    /** Goes on with the next one; returns whether it is handled now. */
    private boolean next(boolean reading) {
        ReceiveOperation next = receives.first();
        boolean handles = next != null && mayHandle();
        if (handles && !next.isPending()) {
            if (channel.handler().inline().take(inARow)) {
                inARow++;
                return true;
            }
            channel.handleLater(next);
        }
        if (reading && handles && isAtHand(next)) {
            state = State.CONTINUING;
        } else if (reading) {
            endRead();
        } else {
            state = atRest();
            resume();
        }
        return false;
    }

    /** Whether a receive that is pending has completed, and is handled in this or a later run. */
    private boolean isAtHand(ReceiveOperation receive) {
        return receive.hasCompleted()
                || receives.size() > 1 && channel.handler().isAtHand(receive);
    }

    /** Delivers what was received; returns whether the next one is handled now. */
    private boolean deliver(ReceiveOperation receive) {
        state = State.READING;
        if (!receiver.hasReceived(receive)) {
            drop(receive);
            Runnable follows = receiver.receivedNothing(receive, this);
            endRead();
            follows.run();
            return false;
        }
        receives.removeFirst();
        ByteBuf buffer = receive.takeBuffer();
        fill(receive, buffer);
        readPending = false;
        backoff.reset();
        if (receiver.deliver(receive, buffer)) {
            postLacking();
            return next(true);
        }
        endRead();
        return false;
    }

    /** What the allocator throws, which is the user's, must not lose the buffer. */
    private void fill(ReceiveOperation receive, ByteBuf buffer) {
        try {
            var sizes = channel.unsafe().recvBufAllocHandle();
            sizes.attemptedBytesRead(buffer.writableBytes());
            sizes.lastBytesRead(receive.fill(buffer));
            sizes.incMessagesRead(1);
        } catch (Throwable e) {
            buffer.release();
            throw e;
        }
    }

    private void endRead() {
        state = State.ENDING;
        var sizes = channel.unsafe().recvBufAllocHandle();
        try {
            try {
                sizes.readComplete();
            } finally {
                channel.pipeline().fireChannelReadComplete();
            }
            sizes.reset(channel.config());
        } finally {
            state = atRest();
        }
        if (readPending && channel.isActive()) {
            begin();
        }
    }

    private State atRest() {
        if (receives.first() == null) {
            return State.IDLE;
        }
        return isPending() ? State.POSTED : State.HELD;
    }

    /** Lets time pass before the next receive is posted; returns whether the one before was not put off like this. */
    boolean pause() {
        boolean first = backoff.isReset();
        int millis = backoff.nextMillis();
        if (!paused) {
            paused = true;
            channel.ownerLoop().schedule(this::endPause, millis, TimeUnit.MILLISECONDS);
        }
        return first;
    }

    private void endPause() {
        paused = false;
        resume();
    }

    /** Ends a read that goes on, and cancels the receives; their completions still come. */
    void cancel() {
        endContinued();
        if (!receiver.mayCancel()) {
            return;
        }
        for (ReceiveOperation receive = receives.first(); receive != null; receive = receive.next) {
            if (receive.isPending()) {
                receive.cancels();
                channel.socket.overlapped().cancel(receive);
            }
        }
    }

    private void endContinued() {
        if (state == State.CONTINUING) {
            endRead();
        }
    }

    /** Ends a read that goes on, before the pipeline is told that the channel is closed. */
    void closing() {
        try {
            endContinued();
        } catch (Throwable e) {
            channel.pipeline().fireExceptionCaught(e);
        }
    }

    /** Gives up what nobody will ask for any more, when the SOCKET is closed. */
    void close() {
        for (ReceiveOperation receive = receives.first(); receive != null; receive = receive.next) {
            if (!receive.isPending()) {
                receive.releaseBuffer();
            }
        }
    }

    /** An OutOfMemoryError, most likely: as over NIO, it costs this channel and not the event loop. */
    private void failed(Throwable cause) {
        boolean reading = state == State.READING;
        // A handler that reads once more must not fail in here.
        state = State.ENDING;
        if (reading) {
            channel.pipeline().fireChannelReadComplete();
        }
        channel.pipeline().fireExceptionCaught(cause);
        state = atRest();
        channel.unsafe().close(channel.unsafe().voidPromise());
    }
}
