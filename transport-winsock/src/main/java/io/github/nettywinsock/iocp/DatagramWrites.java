package io.github.nettywinsock.iocp;

import io.github.nettywinsock.ws2.WsaErrors;
import io.netty.buffer.ByteBuf;
import io.netty.channel.AddressedEnvelope;
import io.netty.channel.ChannelOutboundBuffer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.AlreadyConnectedException;
import java.nio.channels.NotYetConnectedException;

/** Sends what a datagram channel has flushed, one datagram at a time. */
final class DatagramWrites extends Writes {
    private static final int MAX_BACKOFF_MILLIS = 32;

    private final IocpDatagramChannel channel;
    private final SendToOperation send;
    private final Backoff backoff = new Backoff(MAX_BACKOFF_MILLIS);

    DatagramWrites(IocpDatagramChannel channel) {
        super(channel);
        this.channel = channel;
        send = new SendToOperation(channel.socket.ws2());
    }

    @Override
    boolean write(ChannelOutboundBuffer in, int calls) {
        for (int call = 0; call < calls; call++) {
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
            if (!submit(send) || putOff()) {
                return false;
            }
            takeOff(in);
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
        pause(backoff.nextMillis());
        return true;
    }

    @Override
    void resume() {
        channel.flushNow();
    }

    @Override
    void completed(ChannelOutboundBuffer in) {
        moveTo(State.IDLE);
        takeOff(in);
    }

    private void takeOff(ChannelOutboundBuffer in) {
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
