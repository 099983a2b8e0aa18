package io.github.nettywinsock.iocp;

import io.netty.channel.ChannelOutboundBuffer;
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
abstract class Writes {
    enum State {
        /** The next call can be made. */
        IDLE,
        /** A call is pending. */
        PENDING,
        /** What a call has sent is taken off the buffer, which calls listeners. */
        TAKING_OFF,
        /** The next call waits because the last one could not be made. */
        PAUSED
    }

    private final AbstractIocpDataChannel channel;
    private State state = State.IDLE;

    Writes(AbstractIocpDataChannel channel) {
        this.channel = channel;
    }

    /**
     * Sends until a call is pending or cannot be made, or the event loop has other things to do.
     *
     * @param calls the number of calls after which that is so
     * @return whether the event loop has other things to do, and this is to be called again later
     */
    abstract boolean write(ChannelOutboundBuffer in, int calls) throws Exception;

    /**
     * Takes off what was sent by the pending call, which has completed.
     *
     * @param in null when the channel is closed
     * @throws IOException when nothing can be sent any more
     */
    abstract void completed(ChannelOutboundBuffer in) throws IOException;

    /** Goes on when the next call has waited. */
    abstract void resume();

    final void moveTo(State next) {
        state = next;
    }

    /** Makes a call; returns whether it has completed inline. */
    final boolean submit(IocpOperation operation) {
        state = State.PENDING;
        boolean inline = channel.submit(operation);
        if (inline) {
            state = State.IDLE;
        }
        return inline;
    }

    /** Has the next call wait. */
    final void pause(int millis) {
        state = State.PAUSED;
        channel.ownerLoop().schedule(this::endPause, millis, TimeUnit.MILLISECONDS);
    }

    private void endPause() {
        state = State.IDLE;
        resume();
    }

    /** Whether a call is pending. */
    final boolean isPending() {
        return state == State.PENDING;
    }

    /** Whether the next call waits because the last one could not be made. */
    final boolean isPaused() {
        return state == State.PAUSED;
    }

    /** Whether the next call can be made. */
    boolean canWrite() {
        return state == State.IDLE;
    }
}
