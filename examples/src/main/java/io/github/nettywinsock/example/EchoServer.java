package io.github.nettywinsock.example;

import io.github.nettywinsock.example.metrics.ConnectionMetrics;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoopGroup;
import io.netty.util.NetUtil;
import java.io.IOException;
import java.io.PrintWriter;
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

    @Option(
            names = "--metrics",
            paramLabel = "P",
            converter = PortConverter.class,
            description = "Shows round trip times and retransmissions on http://127.0.0.1:P/, and to Prometheus on"
                    + " /metrics. 0: a free port.")
    private Integer metricsPort;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Main.warnIfIgnored(spec.commandLine().getErr());
        PrintWriter out = spec.commandLine().getOut();
        Transport transport = arguments.transport();
        EventLoopGroup group = transport.newGroup(0);
        try (ConnectionMetrics metrics = metricsPort == null ? null : new ConnectionMetrics()) {
            ChannelHandler echo = metrics == null ? new EchoHandler() : metrics.metered(new EchoHandler());
            ServerBootstrap bootstrap = transport.listener(arguments.options(), childOptions, echo);
            InetSocketAddress address = new InetSocketAddress(arguments.host(), port);
            Channel listener = listening(bootstrap.group(group).bind(address), address);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(group)));
            String page = metrics == null ? null : listenForPage(metrics, group);
            out.println("listening on " + text(listener));
            if (page != null) {
                out.println("metrics on http://" + page + '/');
            }
            listener.closeFuture().await();
            return 0;
        } finally {
            stop(group);
        }
    }

    private String listenForPage(ConnectionMetrics metrics, EventLoopGroup group)
            throws IOException, InterruptedException {
        InetSocketAddress address = new InetSocketAddress("127.0.0.1", metricsPort);
        ServerBootstrap bootstrap = arguments.transport().listener(List.of(), List.of(), metrics.page());
        return text(listening(bootstrap.group(group).bind(address), address));
    }

    private static String text(Channel listener) {
        return NetUtil.toSocketAddressString((InetSocketAddress) listener.localAddress());
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
