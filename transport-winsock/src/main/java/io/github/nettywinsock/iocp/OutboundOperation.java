package io.github.nettywinsock.iocp;

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

    /** The name of the call. */
    String call() {
        return "WSASend";
    }
}
