package io.github.nettywinsock.iocp;

import io.github.nettywinsock.ws2.WsaErrors;
import io.netty.buffer.ByteBuf;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.util.concurrent.TimeUnit;

/**
 * How a channel reads: with one receive at a time, which is posted before data is there. It says where that receive is, when
 * the next one is posted, and where a read ends; what a receive has got is the business of a {@link Receiver}.
 *
 * <p>The states, and where events lead; an event that is not listed changes nothing.
 *
 * <table>
 * <caption>Transitions</caption>
 * <tr><th>state</th><th>event</th><th>action</th><th>next</th></tr>
 * <tr><td>IDLE</td><td>read, or any other event that may allow a receive, and one is wanted and allowed</td>
 *     <td>post it; one that completes inline is handled later, not in read</td><td>POSTED</td></tr>
 * <tr><td>POSTED</td><td>deregistration, or the input is shut down, while nothing is sent</td><td>cancel</td>
 *     <td>CANCELLED</td></tr>
 * <tr><td>POSTED, CANCELLED, CONTINUING, READING</td><td>completion, the channel is closed</td><td>release the buffer</td>
 *     <td>IDLE</td></tr>
 * <tr><td></td><td>... aborted, by this cancel</td><td>end the read if there is one</td><td>IDLE</td></tr>
 * <tr><td></td><td>... aborted otherwise, or for a shortage</td><td>schedule, end the read if there is one</td>
 *     <td>PAUSED</td></tr>
 * <tr><td></td><td>... of zero bytes, wanted</td><td>post again with a buffer</td>
 *     <td>POSTED, in a read as below</td></tr>
 * <tr><td></td><td>... of zero bytes, not wanted</td><td>leave the data to Windows; end the read if there is one</td>
 *     <td>IDLE</td></tr>
 * <tr><td></td><td>... not wanted</td><td>keep it; end the read if there is one</td><td>HELD</td></tr>
 * <tr><td></td><td>... wanted</td><td>deliver it</td><td>READING</td></tr>
 * <tr><td>READING</td><td>delivered, the read goes on</td><td>post; completed inline: handle it</td><td>READING</td></tr>
 * <tr><td></td><td></td><td>completed, but by a packet or in a later run</td><td>CONTINUING</td></tr>
 * <tr><td></td><td></td><td>pending: end the read</td><td>POSTED</td></tr>
 * <tr><td></td><td>delivered, the read ends</td><td>end the read</td><td>ENDING</td></tr>
 * <tr><td></td><td>got nothing, of what may last</td><td>schedule, end the read</td><td>PAUSED</td></tr>
 * <tr><td>CONTINUING</td><td>deregistration, or the input is shut down</td><td>end the read, and as from POSTED</td>
 *     <td>CANCELLED</td></tr>
 * <tr><td></td><td>close</td><td>end the read</td><td>POSTED</td></tr>
 * <tr><td>ENDING</td><td>the pipeline was told that the read is complete</td><td></td><td>IDLE</td></tr>
 * <tr><td>HELD</td><td>read</td><td>deliver, in a task of its own</td><td>READING</td></tr>
 * <tr><td></td><td>close</td><td>release it</td><td>IDLE</td></tr>
 * <tr><td>PAUSED</td><td>the time has passed</td><td></td><td>IDLE</td></tr>
 * <tr><td>any</td><td>something is thrown</td><td>release what is not pending, tell the pipeline, close</td>
 *     <td>IDLE, or POSTED while it is pending</td></tr>
 * </table>
 *
 * <p>Whether somebody wants to read is no state: in each of them it may be asked for, withdrawn (automatic reading goes off),
 * and with a delivery it is answered. In READING, ENDING and CONTINUING a read is only noted, so that none begins in
 * another. Nothing is posted while the channel is not registered, or is closing. Only used on the event loop.
 */
final class ReceiveLoop {
    private static final InternalLogger logger = InternalLoggerFactory.getInstance(ReceiveLoop.class);

    private enum State {
        /** There is no receive. */
        IDLE,
        /** A receive is pending, or has completed inline and is handled later. */
        POSTED,
        /** This channel has cancelled its receive, whose completion still comes. */
        CANCELLED,
        /** What was received is handed to the pipeline. */
        READING,
        /** A read goes on: its next receive has completed already, and is handled by a packet or in a later run. */
        CONTINUING,
        /** The pipeline is told that a read is complete after which no receive was posted. */
        ENDING,
        /** A receive has completed that nobody has asked for yet. */
        HELD,
        /** The next receive waits because the last one could not be made, or has failed for what may last. */
        PAUSED
    }

    private final AbstractIocpDataChannel channel;
    private final ReceiveOperation receive;
    private final Receiver receiver;
    private final Backoff backoff = new Backoff();
    private State state = State.IDLE;
    private boolean readPending;

    ReceiveLoop(AbstractIocpDataChannel channel, ReceiveOperation receive, Receiver receiver) {
        this.channel = channel;
        this.receive = receive;
        this.receiver = receiver;
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
            channel.eventLoop().execute(this::deliverHeld);
        } else if (state == State.IDLE && mayPost()) {
            postFirst();
        }
    }

    private boolean mayPost() {
        return receiver.canReceive() && channel.canSubmit() && !channel.isClosing();
    }

    /** Posts a receive outside of a read. */
    private void postFirst() {
        try {
            channel.unsafe().recvBufAllocHandle().reset(channel.config());
            receive.into(receiver.bufferToWaitWith());
            if (channel.submit(receive)) {
                // Handled here, it would be handled inside of a read of the pipeline.
                channel.handleLater(receive);
            }
            state = State.POSTED;
        } catch (Throwable e) {
            failed(e);
        }
    }

    /** Handles the completion of the receive, and goes on with the next while they complete inline. */
    void completed() {
        try {
            while (handle()) {
                // The next one has completed too.
            }
        } catch (Throwable e) {
            failed(e);
        }
    }

    /** Handles a completion; returns whether there is another one. */
    private boolean handle() {
        State before = state;
        boolean reading = before == State.READING || before == State.CONTINUING;
        state = reading ? State.READING : State.IDLE;
        if (!channel.isOpen()) {
            receive.releaseBuffer();
            state = State.IDLE;
        } else if (receiver.isAborted() || Backoff.isFor(receive.error())) {
            receive.releaseBuffer();
            boolean ours = before == State.CANCELLED && receiver.isAborted();
            if (!ours && pause()) {
                logger.warn("{} goes on reading after a pause: {}", channel, WsaErrors.meaning(receive.error()));
            }
            if (reading) {
                endRead();
            } else {
                resume();
            }
        } else if (receive.isForZeroBytes() && receive.error() == 0) {
            receive.releaseBuffer();
            if (isWanted(reading) && channel.canSubmit()) {
                if (!reading) {
                    channel.unsafe().recvBufAllocHandle().reset(channel.config());
                }
                return postNext(channel.receiveBuffer(), reading);
            }
            endIf(reading);
        } else if (isWanted(reading)) {
            return deliver();
        } else {
            receive.keepMessage();
            state = State.HELD;
            endIf(reading);
        }
        return false;
    }

    private boolean isWanted(boolean reading) {
        return readPending || reading && receiver.continuesReading();
    }

    /** Delivers what was received; returns whether there is another completion to handle. */
    private boolean deliver() {
        state = State.READING;
        if (!receiver.hasReceived()) {
            receive.releaseBuffer();
            Runnable next = receiver.receivedNothing(this);
            endRead();
            next.run();
            return false;
        }
        ByteBuf buffer = receive.takeBuffer();
        fill(buffer);
        readPending = false;
        backoff.reset();
        if (receiver.deliver(buffer) && mayPost()) {
            return postNext(receiver.bufferToWaitWith(), true);
        }
        endRead();
        return false;
    }

    /** What the allocator throws, which is the user's, must not lose the buffer. */
    private void fill(ByteBuf buffer) {
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

    /** Posts a receive after another; returns whether it has completed inline and is handled now. */
    private boolean postNext(ByteBuf buffer, boolean reading) {
        receive.into(buffer);
        boolean inline = channel.submit(receive);
        if (inline && channel.handler().inline().take()) {
            return true;
        }
        if (inline) {
            channel.handleLater(receive);
        }
        if (reading && receive.hasCompleted()) {
            state = State.CONTINUING;
        } else {
            state = State.POSTED;
            endIf(reading);
        }
        return false;
    }

    private void endIf(boolean reading) {
        if (reading) {
            endRead();
        }
    }

    private void endRead() {
        if (state == State.READING) {
            state = State.ENDING;
        }
        var sizes = channel.unsafe().recvBufAllocHandle();
        try {
            sizes.readComplete();
        } finally {
            channel.pipeline().fireChannelReadComplete();
        }
        sizes.reset(channel.config());
        if (state == State.ENDING) {
            state = State.IDLE;
        }
        if (readPending && channel.isActive()) {
            begin();
        }
    }

    private void deliverHeld() {
        if (state == State.HELD && readPending && channel.isOpen() && channel.canSubmit()) {
            boolean completed = false;
            try {
                completed = deliver();
            } catch (Throwable e) {
                failed(e);
            }
            if (completed) {
                completed();
            }
        }
    }

    /** Lets time pass before the next receive; returns whether the one before was not put off like this. */
    boolean pause() {
        boolean first = backoff.isReset();
        state = State.PAUSED;
        channel.ownerLoop().schedule(this::endPause, backoff.nextMillis(), TimeUnit.MILLISECONDS);
        return first;
    }

    private void endPause() {
        if (state == State.PAUSED) {
            state = State.IDLE;
            resume();
        }
    }

    /** Ends a read that goes on, and cancels the receive; its completion still comes. */
    void cancel() {
        endContinued();
        if (receive.isPending() && receiver.mayCancel()) {
            state = State.CANCELLED;
            channel.socket.overlapped().cancel(receive);
        }
    }

    private void endContinued() {
        if (state == State.CONTINUING) {
            state = State.POSTED;
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
        if (state == State.HELD) {
            state = State.IDLE;
            receive.releaseBuffer();
        }
    }

    /** An OutOfMemoryError, most likely: as over NIO, it costs this channel and not the event loop. */
    private void failed(Throwable cause) {
        if (!receive.isPending()) {
            receive.releaseBuffer();
        }
        if (state == State.READING) {
            channel.pipeline().fireChannelReadComplete();
        }
        if (!receive.isPending()) {
            // A handler that reads once more must not fail in here.
            state = State.ENDING;
        }
        channel.pipeline().fireExceptionCaught(cause);
        if (state == State.ENDING) {
            state = State.IDLE;
        }
        channel.unsafe().close(channel.unsafe().voidPromise());
    }
}
