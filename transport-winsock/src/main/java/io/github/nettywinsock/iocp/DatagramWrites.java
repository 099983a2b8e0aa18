package io.github.nettywinsock.iocp;

import io.github.nettywinsock.ws2.WsaErrors;
import io.netty.buffer.ByteBuf;
import io.netty.channel.AddressedEnvelope;
import io.netty.channel.ChannelOutboundBuffer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.AlreadyConnectedException;
import java.nio.channels.NotYetConnectedException;
import java.util.concurrent.TimeUnit;

/** Sends what a datagram channel has flushed, one datagram at a time. */
final class DatagramWrites {
    private static final int MAX_BACKOFF_MILLIS = 32;

    private final IocpDatagramChannel channel;
    private final SendToOperation send;
    private final Backoff backoff = new Backoff(MAX_BACKOFF_MILLIS);

    /** Whether time has to pass before the next call. */
    private boolean backsOff;

    DatagramWrites(IocpDatagramChannel channel) {
        this.channel = channel;
        send = new SendToOperation(channel.socket.ws2());
    }

    boolean isPending() {
        return send.isPending();
    }

    /** Whether the next call can be made. */
    boolean canWrite() {
        return !isPending() && !backsOff;
    }

    /** Sends until Windows takes no more at once, or {@code max} datagrams; answers whether the latter. */
    boolean write(ChannelOutboundBuffer in, int max) {
        for (int messages = max; messages > 0; messages--) {
            Object message = in.current();
            if (message == null || !canWrite() || !channel.canSubmit() || !channel.isBoundFor(in)) {
                return false;
            }
            boolean empty;
            try {
                empty = !prepare(message);
            } catch (Exception e) {
                in.remove(e);
                continue;
            }
            if (empty) {
                in.remove();
                continue;
            }
            // What completes inline is taken off the buffer here, so that a close that follows does not fail it.
            if (!channel.submit(send) || putOff()) {
                return false;
            }
            completed(in);
        }
        return true;
    }

    /** Prepares the next call, and answers whether there is something to send. */
    private boolean prepare(Object message) throws IOException {
        ByteBuf content = content(message);
        if (!content.isReadable()) {
            return false;
        }
        InetSocketAddress recipient = channel.reachable(recipient(message));
        if (channel.isConnected()) {
            // Windows would send to others too.
            if (recipient != null && !recipient.equals(channel.remoteAddress())) {
                throw new AlreadyConnectedException();
            }
            send.toPeer();
        } else if (recipient == null) {
            throw new NotYetConnectedException();
        } else {
            send.to(recipient, channel.socket);
        }
        send.content(content);
        return true;
    }

    private static ByteBuf content(Object message) {
        return (ByteBuf) (message instanceof ByteBuf ? message : ((AddressedEnvelope<?, ?>) message).content());
    }

    private static InetSocketAddress recipient(Object message) {
        return message instanceof ByteBuf ? null : (InetSocketAddress) ((AddressedEnvelope<?, ?>) message).recipient();
    }

    /**
     * Sends a datagram again when time has passed, if Windows has not begun to send it. When it has no buffers for longer,
     * the datagram fails, as over NIO, and so does each at once until one is sent.
     */
    private boolean putOff() {
        int error = send.error();
        if (!Backoff.isFor(error) || error == WsaErrors.WSAENOBUFS && backoff.isAtMost()) {
            return false;
        }
        send.releaseBuffer();
        backsOff = true;
        channel.ownerLoop().schedule(this::goOn, backoff.nextMillis(), TimeUnit.MILLISECONDS);
        return true;
    }

    private void goOn() {
        backsOff = false;
        channel.flushNow();
    }

    /**
     * Takes off the datagram whose call has completed.
     *
     * @param in null when the channel is closed
     */
    void completed(ChannelOutboundBuffer in) {
        int error = send.error();
        send.releaseBuffer();
        if (in == null || error == WsaErrors.WSA_OPERATION_ABORTED) {
            // Closed or deregistered; what is left goes out when the channel is registered again.
            return;
        }
        if (error == 0) {
            backoff.reset();
            in.remove();
        } else {
            in.remove(send.datagramFailure("WSASendTo"));
        }
    }
}
