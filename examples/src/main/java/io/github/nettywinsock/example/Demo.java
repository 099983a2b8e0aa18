package io.github.nettywinsock.example;

import static io.github.nettywinsock.WinsockChannelOption.SO_EXCLUSIVEADDRUSE;
import static io.github.nettywinsock.WinsockChannelOption.SO_REUSEADDR;

import io.github.nettywinsock.Winsock;
import io.github.nettywinsock.WinsockChannelOption;
import io.github.nettywinsock.WinsockServerSocketChannel;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.NetUtil;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows on loopback what the options do. All values are read from the SOCKETs. */
@Command(name = "demo", description = "Shows the options at work on an echo server, a rival process and a client.")
final class Demo implements Callable<Integer> {
    private static final InetSocketAddress FREE_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final String NOT_ASKED = "-";

    private static final List<OptionAssignment> LISTENER_OPTIONS =
            assignments("SO_EXCLUSIVEADDRUSE=true", "SO_RCVBUF=98304");
    private static final List<OptionAssignment> CHILD_OPTIONS =
            assignments("SO_KEEPALIVE=true", "TCP_KEEPIDLE=30", "TCP_NODELAY=true", "SO_LINGER=5", "SO_SNDTIMEO=2000");

    @Spec
    private CommandSpec spec;

    private final CompletableFuture<Map<String, Object>> child = new CompletableFuture<>();

    @Override
    public Integer call() throws Exception {
        Main.requireWinsock();
        PrintWriter out = spec.commandLine().getOut();
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
        try {
            InetSocketAddress address = listen(group, out);
            boolean refused = letAnotherProcessTry(address, out);
            echo(group, address, out);
            compareReuseAddress(group, out);
            return refused ? 0 : 1;
        } finally {
            EchoServer.stop(group);
        }
    }

    private InetSocketAddress listen(EventLoopGroup group, PrintWriter out) throws IOException, InterruptedException {
        out.println("An echo server. Options are set when Windows wants them, here before bind:");
        out.println();
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(group)
                .channel(WinsockServerSocketChannel.class)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new ChildReader(), new EchoHandler());
                    }
                });
        LISTENER_OPTIONS.forEach(option -> option.setOn(bootstrap));
        CHILD_OPTIONS.stream().filter(Demo::isSupported).forEach(option -> option.setOnChildren(bootstrap));

        Channel listener = bootstrap.register().sync().channel();
        Map<String, Object> before = listenerValues(listener);
        EchoServer.listening(listener.bind(FREE_PORT), FREE_PORT);
        Map<String, Object> after = listenerValues(listener);

        Table table = new Table("option", "asked for", "before bind", "after bind");
        for (String name : before.keySet()) {
            table.row(name, asked(LISTENER_OPTIONS, name), before.get(name), after.get(name));
        }
        table.print(out);
        return (InetSocketAddress) listener.localAddress();
    }

    private static Map<String, Object> listenerValues(Channel listener) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (String name : List.of("SO_EXCLUSIVEADDRUSE", "SO_REUSEADDR", "SO_RCVBUF", "SO_ACCEPTCONN")) {
            values.put(name, listener.config().getOption(WinsockChannelOption.byName(name)));
        }
        return values;
    }

    private static boolean letAnotherProcessTry(InetSocketAddress address, PrintWriter out)
            throws IOException, InterruptedException {
        out.println("A second process tries to take " + NetUtil.toSocketAddressString(address)
                + " over with SO_REUSEADDR=true. It says:");
        out.println();
        out.flush();
        try (SecondProcess rival = new SecondProcess(
                "echo-server", "--port", String.valueOf(address.getPort()), "--option", "SO_REUSEADDR=true")) {
            String line = rival.outcome();
            out.println("   " + line);
            out.println();
            if (line != null && line.startsWith("listening")) {
                out.println("It was not refused: that must not happen with SO_EXCLUSIVEADDRUSE.");
                out.println();
                return false;
            }
            out.println("It was refused and ended with exit code " + rival.exitCode() + '.');
            out.println();
            return true;
        }
    }

    private void echo(EventLoopGroup group, InetSocketAddress address, PrintWriter out) throws Exception {
        String sent = "hello, Winsock";
        String received = EchoClient.answer(
                address,
                sent,
                handler -> Transport.NIO.client(List.of(), handler).group(group));
        out.println("A client sent \"" + sent + "\" and got \"" + received + "\" back. On the child of the server:");
        out.println();
        Map<String, Object> values = child.get();
        Table table = new Table("option", "asked for", "on the child");
        for (OptionAssignment option : CHILD_OPTIONS) {
            table.row(option.name(), option.value(), values.getOrDefault(option.name(), "not known to this Windows"));
        }
        table.print(out);
    }

    /** Reads the options of a child as soon as handlers see it active. */
    private final class ChildReader extends ChannelInboundHandlerAdapter {
        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            Map<String, Object> values = new LinkedHashMap<>();
            CHILD_OPTIONS.stream()
                    .filter(Demo::isSupported)
                    .forEach(option ->
                            values.put(option.name(), ctx.channel().config().getOption(option.option())));
            child.complete(values);
            ctx.fireChannelActive();
        }
    }

    private static void compareReuseAddress(EventLoopGroup group, PrintWriter out)
            throws IOException, InterruptedException {
        out.println("Netty's own SO_REUSEADDR never reaches Windows (netty/netty#13332); this library's does:");
        out.println();
        Table table = new Table("set to true", "config() says", "SO_REUSEADDR", "SO_EXCLUSIVEADDRUSE");
        compare("ChannelOption.SO_REUSEADDR", ChannelOption.SO_REUSEADDR, group, table);
        compare("WinsockChannelOption.SO_REUSEADDR", SO_REUSEADDR, group, table);
        table.print(out);
    }

    private static void compare(String name, ChannelOption<Boolean> option, EventLoopGroup group, Table table)
            throws IOException, InterruptedException {
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(group)
                .channel(WinsockServerSocketChannel.class)
                .option(option, true)
                .childHandler(new EchoHandler());
        Channel listener = EchoServer.listening(bootstrap.bind(FREE_PORT), FREE_PORT);
        table.row(
                name,
                listener.config().getOption(option),
                listener.config().getOption(SO_REUSEADDR),
                listener.config().getOption(SO_EXCLUSIVEADDRUSE));
        listener.close().sync();
    }

    private static List<OptionAssignment> assignments(String... texts) {
        return Stream.of(texts).map(OptionAssignment::parse).collect(Collectors.toList());
    }

    private static boolean isSupported(OptionAssignment option) {
        return Winsock.isSupported(option.option());
    }

    private static Object asked(List<OptionAssignment> options, String name) {
        return options.stream()
                .filter(option -> option.name().equals(name))
                .map(OptionAssignment::value)
                .findFirst()
                .orElse(NOT_ASKED);
    }
}
