package io.github.nettywinsock.iocp;

import io.netty.channel.ChannelOption;

/** Options of the IOCP transport itself. */
public final class IocpChannelOption {
    /**
     * The number of {@code AcceptEx} calls that an {@link IocpServerSocketChannel} keeps posted.
     *
     * <p>Value: 1 or more, 16 by default. To be set before bind: later it is an {@link IllegalStateException}.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/mswsock/nf-mswsock-acceptex">AcceptEx</a>
     */
    public static final ChannelOption<Integer> PENDING_ACCEPTS =
            ChannelOption.valueOf(IocpChannelOption.class, "PENDING_ACCEPTS");

    private IocpChannelOption() {}
}
