package io.github.nettywinsock.iocp;

import io.github.nettywinsock.ws2.WsaErrors;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.util.internal.PlatformDependent;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;

/**
 * Sends what a datagram channel has flushed, a call a write. Calls are made in the order of the writes, and several may
 * be pending: the next waits only when there are too many of them. They may complete in any order; the promises of the writes
 * are completed in theirs.
 *
 * <p>The sends that are not taken off the buffer yet are those of its first writes, each in one of these states:
 *
 * <table>
 * <caption>Transitions</caption>
 * <tr><th>state</th><th>event</th><th>next</th></tr>
 * <tr><td>UNSENT</td><td>the call is made, and is pending</td><td>PENDING</td></tr>
 * <tr><td></td><td>... or completes inline</td><td>as on completion</td></tr>
 * <tr><td></td><td>there is nothing to send, or the datagram cannot be sent</td><td>ENDED</td></tr>
 * <tr><td></td><td>the call cannot be made for lack of something that passes: so until the pause is over</td>
 *     <td>UNSENT</td></tr>
 * <tr><td>PENDING</td><td>completion</td><td>ENDED</td></tr>
 * <tr><td></td><td>... of a call that was aborted, or with more segments to follow</td><td>UNSENT</td></tr>
 * <tr><td>ENDED</td><td>so are all before it</td><td>off the buffer</td></tr>
 * </table>
 *
 * <p>While one is UNSENT, it is the next to be sent. Only used on the event loop.
 */
final class DatagramWrites implements ChannelOutboundBuffer.MessageProcessor {
    private static final int MAX_BACKOFF_MILLIS = 32;

    /** What Netty makes of a write that was cancelled before it is flushed; it gives {@link #processMessage} none. */
    static final Object CANCELLED = Unpooled.EMPTY_BUFFER;

    private final IocpDatagramChannel channel;
    private final DatagramPreparation preparation;
    private final Backoff backoff = new Backoff(MAX_BACKOFF_MILLIS);

    /** Those of the first writes of the buffer. */
    private final ArrayDeque<SendDatagramOperation> sends = new ArrayDeque<>();

    private final ArrayDeque<SendDatagramOperation> unused = new ArrayDeque<>();
    private int pendingCalls;
    private long pendingBytes;

    /** How many of {@link #sends} are UNSENT. */
    private int unsent;

    /** Whether the next call waits because the last one could not be made. */
    private boolean paused;

    /** Of the writes that {@link #processMessage} is given, how many have a send already. */
    private int toSkip;

    /** How many calls may be made before the event loop does other things. */
    private int callsLeft;

    /** Whether a call could not be made. */
    private boolean stopped;

    DatagramWrites(IocpDatagramChannel channel, DatagramPreparation preparation) {
        this.channel = channel;
        this.preparation = preparation;
    }

    /**
     * Sends until no more calls may be pending, one cannot be made, or the event loop has other things to do.
     *
     * @param calls the number of calls after which that is so
     * @return whether the event loop has other things to do, and this is to be called again later
     */
    boolean write(ChannelOutboundBuffer in, int calls) {
        callsLeft = calls;
        stopped = false;
        while (callsLeft > 0) {
            if (in.current() == null || !canWrite() || !channel.canSubmit() || !channel.isBoundFor(in)) {
                return false;
            }
            int before = callsLeft;
            if (unsent > 0) {
                sendAgain();
            } else {
                sendBehind(in);
            }
            // What completes inline is taken off the buffer here, so that a close that follows does not fail it.
            takeOff(in);
            if (stopped || callsLeft == before) {
                return false;
            }
        }
        return true;
    }

    /** Whether the next call can be made. */
    boolean canWrite() {
        return !paused && (unsent > 0 || hasRoom());
    }

    private boolean hasRoom() {
        var config = channel.datagramConfig();
        return sends.size() < config.pendingSends()
                // Others would come between its segments.
                && (sends.isEmpty() || !sends.peekLast().hasMore())
                && (pendingBytes == 0 || pendingBytes < config.getWriteBufferHighWaterMark());
    }

    /** Whether a call is pending. */
    boolean isPending() {
        return pendingCalls > 0;
    }

    /** Whether a call is pending, or one that could not be made is made again later. */
    boolean isUnfinished() {
        return isPending() || paused;
    }

    private void sendAgain() {
        for (SendDatagramOperation send : sends) {
            if (callsLeft == 0 || send.isUnsent() && !start(send)) {
                return;
            }
        }
    }

    /** Sends what is behind the writes that have a send. */
    private void sendBehind(ChannelOutboundBuffer in) {
        toSkip = sends.size();
        try {
            in.forEachFlushedMessage(this);
        } catch (Exception e) {
            PlatformDependent.throwException(e);
        }
        if (sends.isEmpty()) {
            takeOffCancelled(in);
        }
    }

    @Override
    public boolean processMessage(Object message) {
        if (toSkip > 0) {
            toSkip--;
            return true;
        }
        // One that has ended is taken off first if it can be, so that others go by the same operation.
        return callsLeft > 0 && hasRoom() && send(message) && !sends.peek().hasEnded();
    }

    /** Sends a write; returns whether the next one can follow. */
    private boolean send(Object message) {
        SendDatagramOperation send = unused.isEmpty() ? new SendDatagramOperation(channel.socket.ws2()) : unused.pop();
        send.of(message);
        sends.add(send);
        unsent++;
        return start(send);
    }

    /** Makes the calls of a write, as long as they complete inline; returns whether the next write can follow. */
    private boolean start(SendDatagramOperation send) {
        do {
            callsLeft--;
            try {
                preparation.prepare(send);
            } catch (Exception e) {
                end(send, e);
                return true;
            }
            if (!submit(send)) {
                return !send.hasMore();
            }
        } while (send.isUnsent() && !stopped && callsLeft > 0);
        return !send.isUnsent();
    }

    /** Makes a call; returns whether it has completed inline. */
    private boolean submit(SendDatagramOperation send) {
        unsent--;
        pendingCalls++;
        pendingBytes += send.length();
        send.pends();
        boolean inline = channel.submit(send);
        if (!inline || send.error() == 0) {
            backoff.reset();
        } else if (isPutOff(send.error())) {
            pause(backoff.nextMillis());
        }
        if (inline) {
            complete(send, paused);
            stopped = send.isUnsent() && send.error() != 0;
        }
        return inline;
    }

    /**
     * Whether a datagram is sent again when time has passed, because Windows has not begun to send it. When it has no
     * buffers for longer, the datagram fails, as over NIO, and so does each that follows, without a pause, until one is sent.
     */
    private boolean isPutOff(int error) {
        return Backoff.isFor(error) && !(error == WsaErrors.WSAENOBUFS && backoff.isAtMost());
    }

    private void pause(int millis) {
        paused = true;
        channel.ownerLoop().schedule(this::endPause, millis, TimeUnit.MILLISECONDS);
    }

    private void endPause() {
        paused = false;
        channel.flushNow();
    }

    /**
     * Takes note of the completion of a call, and takes off what is sent.
     *
     * @param in null when the channel is closed
     */
    void completed(SendDatagramOperation send, ChannelOutboundBuffer in) {
        complete(send, false);
        if (in == null) {
            sends.clear();
            unsent = 0;
        } else {
            takeOff(in);
        }
    }

    private void complete(SendDatagramOperation send, boolean again) {
        pendingCalls--;
        pendingBytes -= send.length();
        unsent++;
        int error = send.error();
        send.releaseBuffer();
        if (again || error == WsaErrors.WSA_OPERATION_ABORTED) {
            // Deregistered: what is left goes out when the channel is registered again.
            send.unsent();
        } else if (error == 0 && send.hasMore()) {
            send.goOn();
        } else if (error == 0) {
            end(send, null);
        } else {
            end(send, send.datagramFailure(send.call()));
        }
    }

    private void end(SendDatagramOperation send, Throwable failure) {
        unsent--;
        send.ended(failure);
    }

    private void takeOff(ChannelOutboundBuffer in) {
        for (SendDatagramOperation send = sends.peek(); send != null && send.hasEnded(); send = sends.peek()) {
            sends.remove();
            Object message = send.message();
            Throwable failure = send.failure();
            send.of(null);
            unused.push(send);
            takeOff(in, message, failure);
        }
    }

    private static void takeOffCancelled(ChannelOutboundBuffer in) {
        while (in.current() == CANCELLED) {
            in.remove();
        }
    }

    /** Takes off the first write; not if a listener has closed the channel meanwhile. */
    private static void takeOff(ChannelOutboundBuffer in, Object message, Throwable failure) {
        takeOffCancelled(in);
        if (in.current() == message) {
            if (failure == null) {
                in.remove();
            } else {
                in.remove(failure);
            }
        }
    }
}
