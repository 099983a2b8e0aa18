package io.github.nettywinsock.option;

import static io.github.nettywinsock.option.Level.IPPROTO_TCP;
import static io.github.nettywinsock.option.Sockets.TCP;

/** Options of ours that stand for several of Windows. What each does is its {@link WinsockOption#description}. */
public final class ComposedOptions {
    static final OptionGroup OPTIONS = OptionGroup.of(IPPROTO_TCP).sockets(TCP);

    public static final WinsockOption<TcpKeepAlive> TCP_KEEPALIVE_SETTINGS = OPTIONS.option(
                    "TCP_KEEPALIVE_SETTINGS", 0, TcpKeepAlive.CODEC)
            .since("Windows 2000")
            .page("winsock/sio-keepalive-vals")
            .description(
                    "Keep-alive in one value, set through TCP_KEEPIDLE, TCP_KEEPINTVL, TCP_KEEPCNT and SO_KEEPALIVE"
                            + " where Windows has them, else through SIO_KEEPALIVE_VALS: then the count stays what"
                            + " Windows fixes, 10, and the value cannot be read.")
            .composedBy(TcpKeepAlive.COMPOSITION)
            .define();

    private ComposedOptions() {}
}
