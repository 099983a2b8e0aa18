package io.github.nettywinsock.example;

import static io.github.nettywinsock.WinsockChannelOption.SO_KEEPALIVE;

import io.github.nettywinsock.WinsockServerSocketChannel;
import io.github.nettywinsock.option.WinsockException;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelException;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The example of the setsockopt page on Netty, with the same output: reads, sets and reads SO_KEEPALIVE on a bound
 * listener.
 *
 * @see <a href="https://learn.microsoft.com/en-us/windows/win32/api/winsock/nf-winsock-setsockopt">setsockopt</a>
 */
@Command(
        name = "setsockopt-tour",
        description = "Reads, sets and reads SO_KEEPALIVE on a listener, as the setsockopt page does.",
        sortOptions = false)
final class SetsockoptTour implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--port",
            paramLabel = "P",
            defaultValue = "0",
            converter = PortConverter.class,
            description = "Default: 0, a free port.")
    private int port;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Main.requireWinsock();
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        try {
            InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            ServerBootstrap bootstrap = new ServerBootstrap()
                    .group(group)
                    .channel(WinsockServerSocketChannel.class)
                    .childHandler(new EchoHandler());
            tour(EchoServer.listening(bootstrap.bind(address), address).config());
            return 0;
        } finally {
            EchoServer.stop(group);
        }
    }

    private void tour(ChannelConfig listener) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        try {
            out.println("SO_KEEPALIVE Value: " + (listener.getOption(SO_KEEPALIVE) ? 1 : 0));
            listener.setOption(SO_KEEPALIVE, true);
            out.println("Set SO_KEEPALIVE: ON");
            out.println("SO_KEEPALIVE Value: " + (listener.getOption(SO_KEEPALIVE) ? 1 : 0));
        } catch (ChannelException e) {
            if (!(e.getCause() instanceof WinsockException)) {
                throw e;
            }
            WinsockException failure = (WinsockException) e.getCause();
            throw new IOException(
                    failure.call() + " for " + failure.option() + " failed with error: " + failure.errorCode(), e);
        }
    }
}
