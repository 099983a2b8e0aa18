package io.github.nettywinsock.example;

import io.github.nettywinsock.WinsockChannelInitializer;
import io.github.nettywinsock.WinsockServerSocketChannel;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.NetUtil;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** An echo server whose listener and children get the options of the command line. */
@Command(name = "echo-server", description = "Sends back what it receives, until it is stopped.", sortOptions = false)
final class EchoServer implements Callable<Integer> {
    /** The way in that the options take. */
    enum Transport {
        NIO,
        INITIALIZER
    }

    @Spec
    private CommandSpec spec;

    @Option(names = "--host", paramLabel = "H", defaultValue = "127.0.0.1", description = "Default: ${DEFAULT-VALUE}")
    private InetAddress host;

    @Option(
            names = "--port",
            paramLabel = "P",
            defaultValue = "0",
            converter = PortConverter.class,
            description = "Default: 0, a free port.")
    private int port;

    @Option(
            names = "--transport",
            paramLabel = "T",
            defaultValue = "nio",
            description = "nio: the channel classes of this library. initializer: Netty's own channel classes and a"
                    + " WinsockChannelInitializer. Default: ${DEFAULT-VALUE}")
    private Transport transport;

    @Option(
            names = "--option",
            paramLabel = "NAME=VALUE",
            converter = OptionAssignment.Converter.class,
            description = "An option of the listener.")
    private List<OptionAssignment> options = new ArrayList<>();

    @Option(
            names = "--child-option",
            paramLabel = "NAME=VALUE",
            converter = OptionAssignment.Converter.class,
            description = "An option of each accepted channel.")
    private List<OptionAssignment> childOptions = new ArrayList<>();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Main.warnIfIgnored(spec.commandLine().getErr());
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(NioIoHandler.newFactory());
        try {
            ServerBootstrap bootstrap = transport == Transport.NIO ? channelClass() : initializer();
            InetSocketAddress address = new InetSocketAddress(host, port);
            Channel listener = listening(bootstrap.group(group).bind(address), address);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(group)));
            spec.commandLine()
                    .getOut()
                    .println("listening on "
                            + NetUtil.toSocketAddressString((InetSocketAddress) listener.localAddress()));
            listener.closeFuture().await();
            return 0;
        } finally {
            stop(group);
        }
    }

    /** The channel class takes the options. */
    private ServerBootstrap channelClass() {
        ServerBootstrap bootstrap = new ServerBootstrap().channel(WinsockServerSocketChannel.class);
        options.forEach(option -> option.setOn(bootstrap));
        childOptions.forEach(option -> option.setOnChildren(bootstrap));
        return bootstrap.childHandler(new EchoHandler());
    }

    /** Netty's own channel class does not know the options; the initializers set them. */
    private ServerBootstrap initializer() {
        WinsockChannelInitializer listener = new WinsockChannelInitializer();
        WinsockChannelInitializer child = new WinsockChannelInitializer(new EchoHandler());
        options.forEach(option -> option.setOn(listener));
        childOptions.forEach(option -> option.setOn(child));
        return new ServerBootstrap()
                .channel(NioServerSocketChannel.class)
                .handler(listener)
                .childHandler(child);
    }

    /** The channel of a bind that succeeds. An option that cannot be set fails it as well. */
    static Channel listening(ChannelFuture bind, InetSocketAddress address) throws IOException, InterruptedException {
        if (!bind.await().isSuccess()) {
            throw new IOException("cannot listen on " + NetUtil.toSocketAddressString(address) + ": "
                    + bind.cause().getMessage());
        }
        return bind.channel();
    }

    /** Closes all channels of the group and waits for it, one second at most. */
    static void stop(EventLoopGroup group) {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
