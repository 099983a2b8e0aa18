package io.github.nettywinsock.iocp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelOutboundBuffer;
import java.io.IOException;

/** A call that sends the next of what a connection has flushed. */
abstract class OutboundOperation extends IocpOperation {
    /**
     * Prepares the next call.
     *
     * @param limit the number of bytes that it may send
     * @return whether there is something to send; if not, what was empty has been taken off
     */
    abstract boolean prepare(ChannelOutboundBuffer in, IocpIoHandler handler, int limit) throws Exception;

    /**
     * Gives up what the call needed, and takes off what it has sent.
     *
     * @param in null when the channel is closed
     * @throws IOException when there will never be as much as was to be sent
     */
    abstract void complete(ChannelOutboundBuffer in) throws IOException;

    /**
     * Takes off bytes that were sent, a buffer at a time: a listener of one may close the channel, and then there are no others
     * to take off, which Netty takes for a fault where bytes are left.
     */
    static void takeOff(ChannelOutboundBuffer in, long bytes) {
        long left = bytes;
        do {
            Object first = in.current();
            long length = first instanceof ByteBuf ? Math.min(left, ((ByteBuf) first).readableBytes()) : 0;
            in.removeBytes(length);
            left -= length;
        } while (left > 0 && in.current() instanceof ByteBuf);
    }

    /** The name of the call. */
    String call() {
        return "WSASend";
    }
}
