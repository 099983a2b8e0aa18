package io.github.nettywinsock;

import io.github.nettywinsock.option.Catalogue;
import io.github.nettywinsock.option.WinsockOption;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A listener in a process of its own, which tries a port and says what came of it. */
final class SecondListener {
    private SecondListener() {}

    /** Starts a JVM with {@code jvmArguments} that binds {@code port} with options NAME=VALUE; answers what it says. */
    static String run(List<String> jvmArguments, int port, String... options) throws IOException, InterruptedException {
        Path java = Paths.get(System.getProperty("java.home"), "bin", "java");
        List<String> command = new ArrayList<>(List.of(java.toString()));
        command.addAll(jvmArguments);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(SecondListener.class.getName(), Integer.toString(port)));
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the second process does not end: " + output);
            }
            // Some JVMs print warnings of their own before it.
            return output.lines()
                    .filter(line -> line.startsWith("bound, ") || line.startsWith("refused, "))
                    .findFirst()
                    .orElse(output);
        } finally {
            process.destroyForcibly();
        }
    }

    public static void main(String[] args) throws InterruptedException {
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(group)
                .channel(WinsockServerSocketChannel.class)
                .childHandler(new ChannelInboundHandlerAdapter());
        for (String assignment : List.of(args).subList(1, args.length)) {
            String[] parts = assignment.split("=");
            set(bootstrap, Catalogue.byName(parts[0]), parts[1]);
        }
        ChannelFuture bind = bootstrap
                .bind(new InetSocketAddress("127.0.0.1", Integer.parseInt(args[0])))
                .await();
        if (bind.isSuccess()) {
            Channel listener = bind.channel();
            System.out.println("bound, SO_REUSEADDR="
                    + listener.config().getOption(WinsockChannelOption.SO_REUSEADDR) + ", SO_EXCLUSIVEADDRUSE="
                    + listener.config().getOption(WinsockChannelOption.SO_EXCLUSIVEADDRUSE));
        } else {
            System.out.println("refused, " + bind.cause());
        }
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).await();
    }

    @SuppressWarnings("unchecked")
    private static void set(ServerBootstrap bootstrap, WinsockOption<?> option, String value) {
        bootstrap.option((ChannelOption<Object>) WinsockChannelOption.byName(option.name()), option.parse(value));
    }
}
