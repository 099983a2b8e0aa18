package io.github.nettywinsock.example.snippets;

// snippet: restart-at-once
import io.github.nettywinsock.WinsockChannelOption;
import io.github.nettywinsock.WinsockServerSocketChannel;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GlobalEventExecutor;

final class RestartAtOnce {
    /** It closes what is added after it was closed, too. */
    private final ChannelGroup channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);

    ChannelFuture listen(EventLoopGroup group, ChannelHandler handler, int port) {
        ChannelFuture bind = new ServerBootstrap()
                .group(group)
                .channel(WinsockServerSocketChannel.class)
                .option(WinsockChannelOption.SO_EXCLUSIVEADDRUSE, true)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel child) {
                        channels.add(child);
                        child.pipeline().addLast(handler);
                    }
                })
                .bind("127.0.0.1", port);
        channels.add(bind.channel());
        return bind;
    }

    /** Closes the listener and its children, which else would keep the port. */
    Future<Void> stop() {
        return channels.close();
    }
}
// end
