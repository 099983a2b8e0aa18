package io.github.nettywinsock.iocp;

import io.github.nettywinsock.ws2.WsaErrors;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.DefaultFileRegion;
import io.netty.channel.FileRegion;
import java.io.IOException;

/** Sends what a connection has flushed, one call at a time. */
final class StreamWrites {
    private final IocpSocketChannel channel;
    private final SendOperation send;
    private final TransmitOperation transmit;
    private final CopyOperation copy;
    private OutboundOperation underWay;

    /** Whether what a call has sent is being taken off the buffer, which calls listeners: nothing is sent meanwhile. */
    private boolean ending;

    StreamWrites(IocpSocketChannel channel) {
        this.channel = channel;
        send = new SendOperation(channel.socket.ws2());
        transmit = new TransmitOperation(channel);
        copy = new CopyOperation(channel);
    }

    boolean isUnderWay() {
        return underWay != null;
    }

    /** Whether the next call can be made. */
    boolean canWrite() {
        return !isUnderWay() && !ending;
    }

    /** Sends until Windows takes no more at once, or the event loop has other things to do; answers whether the latter. */
    boolean write(ChannelOutboundBuffer in, int spins) throws Exception {
        for (int spin = 0; spin < spins; spin++) {
            if (in.isEmpty() || isUnderWay() || !channel.canSubmit()) {
                return false;
            }
            OutboundOperation next = next(in.current());
            if (next.prepare(in, channel.handler())) {
                underWay = next;
                channel.submit(next);
                // What ended at once is taken off the buffer at once, so that a close that follows does not fail it.
                if (!channel.handler().takeReady(next)) {
                    return false;
                }
                end(in);
            }
        }
        return true;
    }

    /**
     * Takes off what was sent by the call that has ended.
     *
     * @param in null when the channel is closed
     * @throws IOException when the call failed
     */
    void end(ChannelOutboundBuffer in) throws IOException {
        OutboundOperation ended = underWay;
        underWay = null;
        ending = true;
        try {
            ended.complete(in);
        } finally {
            ending = false;
        }
        // Aborted by deregistration, it goes on when the channel is registered again.
        if (ended.error() != 0 && ended.error() != WsaErrors.WSA_OPERATION_ABORTED) {
            throw SocketFailure.of(ended.call(), ended.error());
        }
    }

    /** Gives up what will not be sent any more. */
    void releaseBuffers() {
        if (!isUnderWay()) {
            copy.releaseCopy();
        }
    }

    private OutboundOperation next(Object message) throws IOException {
        if (!(message instanceof FileRegion)) {
            return send;
        }
        if (message instanceof DefaultFileRegion) {
            long file = FileHandles.of((DefaultFileRegion) message);
            if (file != FileHandles.NONE) {
                transmit.file(file);
                return transmit;
            }
        }
        return copy;
    }
}
