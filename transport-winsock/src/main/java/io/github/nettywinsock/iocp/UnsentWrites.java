package io.github.nettywinsock.iocp;

import io.netty.channel.ChannelOutboundBuffer;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.RejectedExecutionException;

/** What was written before a close and is not sent, which Netty hides: sends take it off until the SOCKET is closed. */
final class UnsentWrites {
    private static final InternalLogger logger = InternalLoggerFactory.getInstance(UnsentWrites.class);

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

    /** Fails it. */
    void fail() {
        ChannelOutboundBuffer written = buffer;
        buffer = null;
        if (written != null) {
            written.addFlush();
            while (removes(written)) {
                // The next one.
            }
        }
    }

    private boolean removes(ChannelOutboundBuffer written) {
        try {
            return written.remove(closeCause);
        } catch (RejectedExecutionException e) {
            logger.debug("A pipeline cannot be told that it has become writable", e);
            return true;
        }
    }
}
