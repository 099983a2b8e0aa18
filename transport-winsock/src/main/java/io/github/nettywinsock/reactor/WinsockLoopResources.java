package io.github.nettywinsock.reactor;

import io.github.nettywinsock.WinsockServerSocketChannel;
import io.github.nettywinsock.WinsockSocketChannel;
import io.github.nettywinsock.iocp.Iocp;
import io.github.nettywinsock.iocp.IocpDatagramChannel;
import io.github.nettywinsock.iocp.IocpIoHandler;
import io.github.nettywinsock.iocp.IocpServerSocketChannel;
import io.github.nettywinsock.iocp.IocpSocketChannel;
import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.NonBlocking;
import reactor.netty.resources.LoopResources;

/**
 * Event loops and channels for Reactor Netty on Windows, for {@code runOn} of its servers and clients. Their channels take a
 * {@link io.github.nettywinsock.WinsockChannelOption} by {@code option} and {@code childOption}. Domain sockets are refused.
 */
// who uses it requires the module of the framework itself
@SuppressWarnings("exports")
public final class WinsockLoopResources implements LoopResources {
    private final EventLoopGroup loops;
    private final EventLoopGroup clientLoops;
    private final Map<Class<? extends Channel>, Kind> kinds;
    private final AtomicBoolean disposed = new AtomicBoolean();

    private WinsockLoopResources(EventLoopGroup loops, Map<Class<? extends Channel>, Kind> kinds) {
        this.loops = loops;
        this.kinds = kinds;
        clientLoops = LoopResources.colocate(loops);
    }

    /**
     * Event loops of I/O completion ports.
     *
     * @param prefix  what the names of the threads begin with
     * @param threads the number of event loops; 0 for Netty's default
     * @throws UnsatisfiedLinkError when {@link Iocp#isAvailable()} is false
     */
    public static WinsockLoopResources iocp(String prefix, int threads) {
        Iocp.ensureAvailability();
        return new WinsockLoopResources(
                new MultiThreadIoEventLoopGroup(threads, new Threads(prefix), IocpIoHandler.newFactory()),
                Map.of(
                        ServerSocketChannel.class,
                        new Kind(IocpServerSocketChannel.class, IocpServerSocketChannel::new),
                        SocketChannel.class,
                        new Kind(IocpSocketChannel.class, IocpSocketChannel::new),
                        DatagramChannel.class,
                        new Kind(IocpDatagramChannel.class, IocpDatagramChannel::new)));
    }

    /**
     * Event loops of NIO, on every system. Options of datagram channels are set by a
     * {@link io.github.nettywinsock.WinsockChannelInitializer}: Netty's class for them cannot be extended.
     *
     * @param prefix  what the names of the threads begin with
     * @param threads the number of event loops; 0 for Netty's default
     */
    public static WinsockLoopResources nio(String prefix, int threads) {
        return new WinsockLoopResources(
                new MultiThreadIoEventLoopGroup(threads, new Threads(prefix), NioIoHandler.newFactory()),
                Map.of(
                        ServerSocketChannel.class,
                        new Kind(WinsockServerSocketChannel.class, WinsockServerSocketChannel::new),
                        SocketChannel.class,
                        new Kind(WinsockSocketChannel.class, WinsockSocketChannel::new),
                        DatagramChannel.class,
                        new Kind(NioDatagramChannel.class, NioDatagramChannel::new)));
    }

    @Override
    public EventLoopGroup onServer(boolean useNative) {
        return loops;
    }

    @Override
    public EventLoopGroup onClient(boolean useNative) {
        return clientLoops;
    }

    @Override
    public <C extends Channel> C onChannel(Class<C> channelType, EventLoopGroup group) {
        return channelType.cast(kind(channelType).create.get());
    }

    @Override
    public <C extends Channel> Class<? extends C> onChannelClass(Class<C> channelType, EventLoopGroup group) {
        return kind(channelType).type.asSubclass(channelType);
    }

    @Override
    public boolean isDisposed() {
        return disposed.get();
    }

    @Override
    public Mono<Void> disposeLater(Duration quietPeriod, Duration timeout) {
        return Mono.defer(() -> {
            if (disposed.compareAndSet(false, true)) {
                loops.shutdownGracefully(quietPeriod.toMillis(), timeout.toMillis(), TimeUnit.MILLISECONDS);
            }
            return terminated();
        });
    }

    private Mono<Void> terminated() {
        return Mono.create(sink -> loops.terminationFuture().addListener(termination -> {
            if (termination.isSuccess()) {
                sink.success();
            } else {
                sink.error(termination.cause());
            }
        }));
    }

    private Kind kind(Class<? extends Channel> channelType) {
        Kind kind = kinds.get(channelType);
        if (kind == null) {
            throw new IllegalArgumentException(
                    "there is no " + channelType.getSimpleName()
                            + " on these event loops, which have sockets for TCP and UDP: use the event loops of Reactor Netty");
        }
        return kind;
    }

    private static final class Kind {
        final Class<? extends Channel> type;
        final Supplier<? extends Channel> create;

        <C extends Channel> Kind(Class<C> type, Supplier<C> create) {
            this.type = type;
            this.create = create;
        }
    }

    /** Threads on which Reactor refuses to block. */
    private static final class Threads extends DefaultThreadFactory {
        Threads(String prefix) {
            super(prefix, true);
        }

        @Override
        protected Thread newThread(Runnable task, String name) {
            return new LoopThread(task, name);
        }
    }

    private static final class LoopThread extends FastThreadLocalThread implements NonBlocking {
        LoopThread(Runnable task, String name) {
            super(task, name);
        }
    }
}
