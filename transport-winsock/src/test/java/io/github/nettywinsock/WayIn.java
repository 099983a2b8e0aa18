package io.github.nettywinsock;

import io.github.nettywinsock.engine.ChannelOptions;
import io.github.nettywinsock.engine.WinsockBackend;
import io.github.nettywinsock.option.WinsockOption;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/** The ways to give the channels of a bootstrap options. */
enum WayIn {
    CHANNEL_CLASSES {
        @Override
        ServerBootstrap server(
                WinsockBackend provider,
                Map<ChannelOption<?>, ?> listener,
                Map<ChannelOption<?>, ?> child,
                ChannelHandler childHandler) {
            ServerBootstrap bootstrap = new ServerBootstrap()
                    .channelFactory(() -> serverChannel(provider))
                    .childHandler(childHandler);
            listener.forEach((option, value) -> bootstrap.option(cast(option), value));
            child.forEach((option, value) -> bootstrap.childOption(cast(option), value));
            return bootstrap;
        }

        @Override
        Bootstrap client(WinsockBackend provider, Map<ChannelOption<?>, ?> options, ChannelHandler handler) {
            Bootstrap bootstrap =
                    new Bootstrap().channelFactory(() -> channel(provider)).handler(handler);
            options.forEach((option, value) -> bootstrap.option(cast(option), value));
            return bootstrap;
        }
    },

    INITIALIZER {
        @Override
        ServerBootstrap server(
                WinsockBackend provider,
                Map<ChannelOption<?>, ?> listener,
                Map<ChannelOption<?>, ?> child,
                ChannelHandler childHandler) {
            return new ServerBootstrap()
                    .channel(NioServerSocketChannel.class)
                    .handler(initializer(provider, listener, null))
                    .childHandler(initializer(provider, child, childHandler));
        }

        @Override
        Bootstrap client(WinsockBackend provider, Map<ChannelOption<?>, ?> options, ChannelHandler handler) {
            return new Bootstrap().channel(NioSocketChannel.class).handler(initializer(provider, options, handler));
        }
    },

    /** Its hooks are called here when Netty calls them: before the channel is registered. */
    EXTENSION {
        @Override
        ServerBootstrap server(
                WinsockBackend provider,
                Map<ChannelOption<?>, ?> listener,
                Map<ChannelOption<?>, ?> child,
                ChannelHandler childHandler) {
            WinsockInitializerExtension extension =
                    extension(lines("listener.", listener) + lines("child.", child), provider);
            return new ServerBootstrap()
                    .channelFactory(() -> {
                        NioServerSocketChannel channel = new NioServerSocketChannel();
                        extension.postInitializeServerListenerChannel(channel);
                        return channel;
                    })
                    .handler(new ChildHook(extension))
                    .childHandler(childHandler);
        }

        @Override
        Bootstrap client(WinsockBackend provider, Map<ChannelOption<?>, ?> options, ChannelHandler handler) {
            WinsockInitializerExtension extension = extension(lines("client.", options), provider);
            return new Bootstrap()
                    .channelFactory(() -> {
                        NioSocketChannel channel = new NioSocketChannel();
                        extension.postInitializeClientChannel(channel);
                        return channel;
                    })
                    .handler(handler);
        }
    };

    abstract ServerBootstrap server(
            WinsockBackend provider,
            Map<ChannelOption<?>, ?> listener,
            Map<ChannelOption<?>, ?> child,
            ChannelHandler childHandler);

    abstract Bootstrap client(WinsockBackend provider, Map<ChannelOption<?>, ?> options, ChannelHandler handler);

    static WinsockServerSocketChannel serverChannel(WinsockBackend provider) {
        try {
            return new WinsockServerSocketChannel(ServerSocketChannel.open(), provider);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static WinsockSocketChannel channel(WinsockBackend provider) {
        try {
            return new WinsockSocketChannel(null, SocketChannel.open(), provider, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static WinsockChannelInitializer initializer(
            WinsockBackend provider, Map<ChannelOption<?>, ?> options, ChannelHandler handler) {
        WinsockChannelInitializer initializer = new WinsockChannelInitializer(handler, provider);
        options.forEach((option, value) -> initializer.option(cast(option), value));
        return initializer;
    }

    @SuppressWarnings("unchecked")
    static ChannelOption<Object> cast(ChannelOption<?> option) {
        return (ChannelOption<Object>) option;
    }

    /** The line of the catalogue for an option. */
    @SuppressWarnings("unchecked")
    static <T> WinsockOption<T> line(ChannelOption<T> option) {
        return (WinsockOption<T>) ChannelOptions.winsockOption(option);
    }

    /** One whose options file holds {@code text}. */
    static WinsockInitializerExtension extension(String text, WinsockBackend provider) {
        return extension(text.getBytes(StandardCharsets.UTF_8), provider);
    }

    /** One whose options file holds {@code bytes}. */
    static WinsockInitializerExtension extension(byte[] bytes, WinsockBackend provider) {
        try {
            Path file = Files.createTempFile("winsock", ".properties");
            try {
                Properties properties = new Properties();
                properties.setProperty(
                        WinsockInitializerExtension.OPTIONS_FILE,
                        Files.write(file, bytes).toString());
                return new WinsockInitializerExtension(properties, provider);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String lines(String role, Map<ChannelOption<?>, ?> options) {
        StringBuilder lines = new StringBuilder();
        options.forEach((option, value) -> {
            WinsockOption<?> line = line(option);
            lines.append(role)
                    .append(line.name())
                    .append(" = ")
                    .append(text(line, value))
                    .append('\n');
        });
        return lines.toString();
    }

    private static <T> String text(WinsockOption<T> option, Object value) {
        return option.codec().text(option.codec().type().cast(value));
    }

    @Sharable
    static final class ChildHook extends ChannelInboundHandlerAdapter {
        private final WinsockInitializerExtension extension;

        ChildHook(WinsockInitializerExtension extension) {
            this.extension = extension;
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object child) {
            extension.postInitializeServerChildChannel((Channel) child);
            ctx.fireChannelRead(child);
        }
    }
}
