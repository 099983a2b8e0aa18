package io.github.nettywinsock.option;

import java.util.List;

/** Options of ours that stand for several of Windows. */
final class ComposedOptions {
    static final List<WinsockOption<?>> OPTIONS = List.of(new WinsockOption<>(
                    "TCP_KEEPALIVE_SETTINGS",
                    Level.IPPROTO_TCP.value(),
                    0,
                    TcpKeepAlive.CODEC,
                    Sockets.TCP,
                    Phase.ANY,
                    Access.READ_WRITE,
                    "Windows 2000",
                    "winsock/sio-keepalive-vals",
                    "Keep-alive in one value, set through TCP_KEEPIDLE, TCP_KEEPINTVL, TCP_KEEPCNT and SO_KEEPALIVE where"
                            + " Windows has them, else through SIO_KEEPALIVE_VALS: then the count stays what Windows"
                            + " fixes, 10, and the value cannot be read.")
            .composedBy(TcpKeepAlive.COMPOSITION));

    private ComposedOptions() {}
}
