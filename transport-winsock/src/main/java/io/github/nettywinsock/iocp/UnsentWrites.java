package io.github.nettywinsock.iocp;

import io.netty.channel.ChannelOutboundBuffer;
import java.nio.channels.ClosedChannelException;

/** What was written before a close and is not sent, which Netty hides: sends take it off until the SOCKET is closed. */
final class UnsentWrites {
    /** Keeps the pipeline from being told: the last of Netty's flags of a handler's own. */
    private static final int OF_CLOSE = 31;

    private ChannelOutboundBuffer buffer;
    private ClosedChannelException closeCause;

    /** Takes over what was written. */
    void keep(ChannelOutboundBuffer written, ClosedChannelException closeCause) {
        buffer = written;
        this.closeCause = closeCause;
    }

    /** What was written, or null before close, and after the SOCKET is closed. */
    ChannelOutboundBuffer buffer() {
        return buffer;
    }

    /** Whether something was flushed and is not sent. */
    boolean hasFlushed() {
        return buffer != null && buffer.current() != null;
    }

    /** Leaves it to Netty. */
    void forget() {
        buffer = null;
    }

    /** Fails it. Its pipeline is not told that it becomes writable, as with Netty's close, and may have no event loop. */
    void fail() {
        ChannelOutboundBuffer written = buffer;
        buffer = null;
        if (written != null) {
            if (!written.isWritable()) {
                written.setUserDefinedWritability(OF_CLOSE, false);
            }
            written.addFlush();
            while (written.remove(closeCause)) {
                // The next one.
            }
        }
    }
}
