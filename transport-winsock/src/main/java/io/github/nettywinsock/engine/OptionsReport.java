package io.github.nettywinsock.engine;

import io.github.nettywinsock.option.WinsockOption;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.concurrent.Future;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** Says which options a channel got, when it has got them: bound, connected, or active if it was accepted. */
final class OptionsReport extends ChannelDuplexHandler {
    private final BiConsumer<PortOptions, String> target;
    private final boolean connects;

    // Guarded by this are all that follow: an application may register the channel on another thread.
    private PortOptions port;
    private final OptionValues given = new OptionValues();
    private final List<WinsockOption<?>> refused = new ArrayList<>();

    /**
     * Creates one.
     *
     * @param port     the port of the channel, as far as it is known
     * @param connects whether bind is not what the channel gets its last options by
     * @param target   gets the port, and the options in words
     */
    OptionsReport(PortOptions port, boolean connects, BiConsumer<PortOptions, String> target) {
        this.port = port;
        this.connects = connects;
        this.target = target;
    }

    /** Notes the port of the channel. */
    synchronized void found(PortOptions port) {
        this.port = port;
        port.replaced.forEach(given::remove);
    }

    /** Notes options that the channel is given. */
    synchronized void given(OptionValues values) {
        values.forEach(entry -> given.put(entry.getKey(), entry.getValue()));
    }

    /** Notes an option that Windows refused. */
    synchronized void refused(WinsockOption<?> option) {
        given.remove(option);
        refused.add(option);
    }

    @Override
    public void bind(ChannelHandlerContext ctx, SocketAddress localAddress, ChannelPromise promise) {
        ctx.bind(localAddress, connects ? promise : promise.unvoid().addListener(bind -> done(ctx, bind)));
    }

    @Override
    public void connect(
            ChannelHandlerContext ctx,
            SocketAddress remoteAddress,
            SocketAddress localAddress,
            ChannelPromise promise) {
        ctx.connect(remoteAddress, localAddress, promise.unvoid().addListener(connect -> done(ctx, connect)));
    }

    /** The first send of a datagram channel binds it. */
    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        ctx.write(message, promise.unvoid().addListener(write -> done(ctx, write)));
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        if (ctx.channel().parent() != null) {
            report(ctx);
        }
        ctx.fireChannelActive();
    }

    private void done(ChannelHandlerContext ctx, Future<?> operation) {
        if (operation.isSuccess()) {
            report(ctx);
        }
    }

    private void report(ChannelHandlerContext ctx) {
        if (!ctx.isRemoved()) {
            ctx.pipeline().remove(this);
            String text;
            PortOptions ofPort;
            synchronized (this) {
                text = text();
                ofPort = port;
            }
            target.accept(ofPort, text);
        }
    }

    private String text() {
        return (given.isEmpty() ? "nothing" : given.toString())
                + (refused.isEmpty()
                        ? ""
                        : "; not set: "
                                + refused.stream()
                                        .map(Object::toString)
                                        .sorted()
                                        .collect(Collectors.joining(", ")));
    }
}
