package io.github.nettywinsock.engine;

import io.github.nettywinsock.option.WinsockOption;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.concurrent.Future;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Says which options a channel got, when it has got them: bound, connected, or active if it was accepted. */
final class OptionsReport extends ChannelDuplexHandler {
    private final Consumer<String> target;

    // Guarded by this: an application may register the channel on another thread.
    private final OptionValues given = new OptionValues();
    private final List<WinsockOption<?>> refused = new ArrayList<>();

    OptionsReport(Consumer<String> target) {
        this.target = target;
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
        ctx.bind(localAddress, promise.unvoid().addListener(bind -> done(ctx, bind)));
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
            target.accept(text());
        }
    }

    private synchronized String text() {
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
