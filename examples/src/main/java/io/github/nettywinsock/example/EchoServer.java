package io.github.nettywinsock.example;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoopGroup;
import io.netty.util.NetUtil;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** An echo server whose listener and children get the options of the command line. */
@Command(name = "echo-server", description = "Sends back what it receives, until it is stopped.", sortOptions = false)
final class EchoServer implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ChannelArguments arguments;

    @Option(
            names = "--port",
            paramLabel = "P",
            defaultValue = "0",
            converter = PortConverter.class,
            description = "Default: 0, a free port.")
    private int port;

    @Option(
            names = "--child-option",
            paramLabel = "NAME=VALUE",
            converter = OptionAssignment.Converter.class,
            description = "An option of each accepted channel. May be repeated.")
    private List<OptionAssignment> childOptions = new ArrayList<>();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Main.warnIfIgnored(spec.commandLine().getErr());
        Transport transport = arguments.transport();
        EventLoopGroup group = transport.newGroup(0);
        try {
            ServerBootstrap bootstrap = transport.listener(arguments.options(), childOptions, new EchoHandler());
            InetSocketAddress address = new InetSocketAddress(arguments.host(), port);
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
