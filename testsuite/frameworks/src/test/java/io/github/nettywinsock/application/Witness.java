package io.github.nettywinsock.application;

import io.github.nettywinsock.Winsock;
import io.github.nettywinsock.WinsockChannelOption;
import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.DatagramChannel;
import io.netty.util.internal.logging.InternalLoggerFactory;
import io.netty.util.internal.logging.JdkLoggerFactory;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Sees the TCP channels that a framework opens, and what the library logs of all. */
public final class Witness extends ChannelInitializerExtension {
    private static final Map<String, Collection<Channel>> CHANNELS = new ConcurrentSkipListMap<>();
    private static final long LIMIT_MILLIS = 180_000;
    private static final Logger LIBRARY = Logger.getLogger("io.github.nettywinsock");

    /** Prints what the library logs from now on, and ends an application that fails or hangs. */
    static void listen() {
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
            failure.printStackTrace();
            Runtime.getRuntime().halt(1);
        });
        Thread limit = new Thread(Witness::limit, "limit");
        limit.setDaemon(true);
        limit.start();
        InternalLoggerFactory.setDefaultFactory(JdkLoggerFactory.INSTANCE);
        LIBRARY.setUseParentHandlers(false);
        LIBRARY.addHandler(new Handler() {
            @Override
            public void publish(LogRecord line) {
                System.out.println(line.getLevel() + " " + line.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        });
    }

    private static void limit() {
        try {
            Thread.sleep(LIMIT_MILLIS);
        } catch (InterruptedException e) {
            // as if it was over
        }
        throw new IllegalStateException("it has not ended");
    }

    /** The port of the listener. */
    static int port() {
        return ((InetSocketAddress) CHANNELS.get("listener").iterator().next().localAddress()).getPort();
    }

    /** Prints which channels are open, and an option that Windows has for them; the next time only of those that come yet. */
    static void tell() {
        CHANNELS.forEach((role, channels) -> channels.stream()
                .filter(Channel::isActive)
                .map(channel -> role + " " + channel.getClass().getSimpleName() + " "
                        + Winsock.getOption(channel, WinsockChannelOption.SO_SNDTIMEO))
                .distinct()
                .forEach(System.out::println));
        CHANNELS.clear();
    }

    /** Ends the application, after it has told of its channels. */
    static void end() {
        tell();
        System.out.flush();
        Runtime.getRuntime().halt(0);
    }

    private static void note(String role, Channel channel) {
        CHANNELS.computeIfAbsent(role, key -> new ConcurrentLinkedQueue<>()).add(channel);
    }

    @Override
    public void postInitializeServerListenerChannel(ServerChannel channel) {
        note("listener", channel);
    }

    @Override
    public void postInitializeServerChildChannel(Channel channel) {
        note("child", channel);
    }

    @Override
    public void postInitializeClientChannel(Channel channel) {
        if (!(channel instanceof DatagramChannel)) {
            note("client", channel);
        }
    }
}
