package io.github.nettywinsock.iocp;

import io.netty.util.internal.ObjectUtil;

/** The settings of an {@link IocpIoHandler}. */
public final class IocpIoHandlerConfig {
    private static final int DEFAULT_MAX_PACKETS = 128;

    private int maxPackets = DEFAULT_MAX_PACKETS;

    /** Creates the default settings. */
    public IocpIoHandlerConfig() {}

    /** The number of packets that are dequeued with one call at most. */
    public int getMaxPackets() {
        return maxPackets;
    }

    /**
     * Sets the number of packets that are dequeued with one call at most: more of them make fewer calls, and other tasks of
     * the event loop wait longer.
     *
     * @param maxPackets 1 or more, 128 by default
     * @throws IllegalArgumentException when it is less
     * @see <a href="https://learn.microsoft.com/windows/win32/fileio/getqueuedcompletionstatusex-func">
     *     GetQueuedCompletionStatusEx</a>
     */
    public IocpIoHandlerConfig setMaxPackets(int maxPackets) {
        this.maxPackets = ObjectUtil.checkPositive(maxPackets, "maxPackets");
        return this;
    }
}
