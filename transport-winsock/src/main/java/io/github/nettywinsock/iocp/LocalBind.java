package io.github.nettywinsock.iocp;

import static io.github.nettywinsock.option.ControlCodes.SIO_CPU_AFFINITY;
import static io.github.nettywinsock.option.SocketLevel.SO_EXCLUSIVEADDRUSE;
import static io.github.nettywinsock.option.SocketLevel.SO_REUSEADDR;
import static io.github.nettywinsock.option.SocketLevel.SO_REUSE_MULTICASTPORT;

import io.github.nettywinsock.engine.ChannelSocket;
import io.github.nettywinsock.option.WinsockOption;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.AlreadyBoundException;
import java.nio.channels.ConnectionPendingException;
import java.util.List;

/** The native bind to an address that was asked for. When Windows refuses it, the channel stays open, as over NIO. */
final class LocalBind {
    /** What decides whether a port is shared with other sockets, or is set to share it. */
    private static final List<WinsockOption<?>> SHARING =
            List.of(SO_EXCLUSIVEADDRUSE, SO_REUSE_MULTICASTPORT, SIO_CPU_AFFINITY);

    private final AbstractIocpChannel channel;
    private boolean refused;

    LocalBind(AbstractIocpChannel channel) {
        this.channel = channel;
    }

    /** Checks that the channel can be bound; if not, that leaves it as it is, as over NIO. */
    static void requireUnbound(AbstractIocpChannel channel) {
        if (channel.socket.state() == ChannelSocket.State.CONNECTING) {
            throw new ConnectionPendingException();
        }
        if (channel.socket.state() != ChannelSocket.State.UNBOUND) {
            throw new AlreadyBoundException();
        }
    }

    /** Keeps other sockets from the address that bind takes, as the JDK does, unless an option says otherwise. */
    static void exclusiveByDefault(AbstractIocpChannel channel) throws IOException {
        if (SHARING.stream().noneMatch(channel.options::isSetBeforeBind) && !channel.socket.get(SO_REUSEADDR)) {
            channel.socket.set(SO_EXCLUSIVEADDRUSE, true);
        }
    }

    /** Binds with what has to be set before and after; when an option fails, nothing half-configured survives. */
    void withOptions(InetSocketAddress address) throws Exception {
        try {
            channel.beforeBind();
            bind(address);
            channel.afterBind();
        } catch (Throwable e) {
            closeUnlessRefused();
            if (refused && e instanceof IOException) {
                throw channel.options.failed(e);
            }
            throw e;
        }
    }

    void bind(InetSocketAddress address) throws IOException {
        try {
            channel.socket.bind(address);
        } catch (Throwable e) {
            refused = true;
            throw e;
        }
    }

    /** Closes the channel after a failure, unless another address can be tried. */
    void closeUnlessRefused() {
        if (!refused) {
            channel.unsafe().close(channel.unsafe().voidPromise());
        }
    }
}
