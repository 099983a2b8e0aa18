package io.github.nettywinsock.example;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.LineBasedFrameDecoder;
import io.netty.handler.codec.string.StringDecoder;
import io.netty.handler.codec.string.StringEncoder;
import io.netty.util.NetUtil;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A client that sends one line and prints the one that comes back. */
@Command(name = "echo-client", description = "Sends a line and prints the answer.", sortOptions = false)
final class EchoClient implements Callable<Integer> {
    private static final int MAX_LINE = 1 << 16;
    private static final int PATIENCE_SECONDS = 20;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ChannelArguments arguments;

    @Option(
            names = "--port",
            paramLabel = "P",
            required = true,
            converter = PortConverter.class,
            description = "The port of the server.")
    private int port;

    @Option(
            names = "--message",
            paramLabel = "M",
            defaultValue = "hello, Winsock",
            description = "Default: ${DEFAULT-VALUE}")
    private String message;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Main.warnIfIgnored(spec.commandLine().getErr());
        Transport transport = arguments.transport();
        EventLoopGroup group = transport.newGroup(1);
        try {
            InetSocketAddress server = new InetSocketAddress(arguments.host(), port);
            String answer = answer(
                    server,
                    message,
                    handler -> transport.client(arguments.options(), handler).group(group));
            spec.commandLine().getOut().println(answer);
            return 0;
        } finally {
            EchoServer.stop(group);
        }
    }

    /** Connects, sends {@code line} and waits for the line that comes back; {@code client} makes the channel. */
    static String answer(InetSocketAddress server, String line, Function<ChannelHandler, Bootstrap> client)
            throws IOException, InterruptedException {
        CompletableFuture<String> answer = new CompletableFuture<>();
        ChannelFuture connect =
                client.apply(new LineHandlers(answer)).connect(server).await();
        if (!connect.isSuccess()) {
            throw new IOException("cannot connect to " + NetUtil.toSocketAddressString(server) + ": "
                    + connect.cause().getMessage());
        }
        try {
            connect.channel().writeAndFlush(line + '\n');
            return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause().getMessage(), e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("no answer within " + PATIENCE_SECONDS + " seconds", e);
        } finally {
            connect.channel().close().await();
        }
    }

    private static final class LineHandlers extends ChannelInitializer<Channel> {
        private final CompletableFuture<String> answer;

        LineHandlers(CompletableFuture<String> answer) {
            this.answer = answer;
        }

        @Override
        protected void initChannel(Channel channel) {
            channel.pipeline()
                    .addLast(
                            new LineBasedFrameDecoder(MAX_LINE),
                            new StringDecoder(),
                            new StringEncoder(),
                            new AnswerHandler(answer));
        }
    }

    private static final class AnswerHandler extends SimpleChannelInboundHandler<String> {
        private final CompletableFuture<String> answer;

        AnswerHandler(CompletableFuture<String> answer) {
            this.answer = answer;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext ctx, String line) {
            answer.complete(line);
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            answer.completeExceptionally(new IOException("the server closed the connection without an answer"));
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            answer.completeExceptionally(cause);
        }
    }
}
