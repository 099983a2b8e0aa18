package io.github.nettywinsock.engine;

import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DatagramChannel;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.net.SocketAddress;
import java.util.Map;

/**
 * Applies the options of a channel around bind and connect, and on an accepted socket before the handlers behind it see
 * it active.
 */
public class WinsockOptionHandler extends ChannelDuplexHandler {
    private static final InternalLogger logger = InternalLoggerFactory.getInstance(WinsockOptionHandler.class);

    final SocketOptions options;
    private boolean failed;

    /** Whether the handlers behind it were not told that the channel is active. */
    private boolean hidesActive;

    WinsockOptionHandler(SocketOptions options) {
        this.options = options;
    }

    /** The options of a channel; as soon as some wait for a phase that the channel does not call, they get a handler. */
    public static SocketOptions optionsOf(Channel channel, ChannelSocket socket, WinsockBackend backend) {
        return new SocketOptions(
                channel,
                socket,
                backend,
                options -> channel.pipeline()
                        .addFirst(
                                channel instanceof DatagramChannel
                                        ? new DatagramOptionHandler(options)
                                        : new WinsockOptionHandler(options)));
    }

    /** Sets options on a channel of any class, when their phases come; where they are absent it only logs that. */
    public static void configure(Channel channel, OptionValues values, WinsockBackend backend) {
        if (values.isEmpty()) {
            return;
        }
        if (backend.isAbsent()) {
            backend.warnOfAbsence(channel, values);
            return;
        }
        configure(channel, values, optionsOf(channel, backend), null);
    }

    /** The options of a channel of any class. */
    static SocketOptions optionsOf(Channel channel, WinsockBackend backend) {
        return channel.unsafe() instanceof ChannelSocket.Owner
                ? ((ChannelSocket.Owner) channel.unsafe()).options()
                : optionsOf(channel, backend.socketOf(channel), backend);
    }

    static void configure(Channel channel, OptionValues values, SocketOptions options, SocketOptions.Refused refused) {
        options.configure(values, refused);
        if (channel.isRegistered()) {
            // The channel may have passed the events that would apply or refuse them.
            channel.eventLoop().execute(() -> applyDue(channel, options));
        }
    }

    private static void applyDue(Channel channel, SocketOptions options) {
        try {
            options.applyDue();
        } catch (Throwable e) {
            close(channel, e);
            return;
        }
        if (options.isAccepted() && channel.isOpen()) {
            for (Map.Entry<String, ChannelHandler> entry : channel.pipeline()) {
                ChannelHandler handler = entry.getValue();
                if (handler instanceof WinsockOptionHandler && ((WinsockOptionHandler) handler).options == options) {
                    channel.pipeline().remove(handler);
                }
            }
        }
    }

    /** Closes the channel for what could not be set, on the event loop. */
    static void close(Channel channel, Throwable reason) {
        logger.warn("Closing {}: its options could not be set", channel, reason);
        channel.unsafe().close(channel.voidPromise());
        channel.pipeline().fireExceptionCaught(reason);
    }

    @Override
    public void bind(ChannelHandlerContext ctx, SocketAddress localAddress, ChannelPromise promise) {
        // As Netty's own bind does: one that was cancelled would listen all the same.
        if (promise.setUncancellable() && applies(options::beforeBind, ctx, promise)) {
            ctx.bind(localAddress, ctx.newPromise()).addListener(bind -> {
                if (!bind.isSuccess()) {
                    promise.tryFailure(options.failed(bind.cause()));
                } else if (applies(options::afterBind, ctx, promise)) {
                    promise.trySuccess();
                }
            });
        }
    }

    @Override
    public void connect(
            ChannelHandlerContext ctx,
            SocketAddress remoteAddress,
            SocketAddress localAddress,
            ChannelPromise promise) {
        if (applies(options::beforeConnect, ctx, promise)) {
            ChannelFuture connected = ctx.connect(remoteAddress, localAddress, ctx.newPromise());
            promise.addListener(connect -> {
                if (connect.isCancelled()) {
                    connected.cancel(false);
                }
            });
            connected.addListener(connect -> {
                if (!connect.isSuccess()) {
                    promise.tryFailure(options.failed(connect.cause()));
                } else if (applies(options::afterConnect, ctx, promise) && !promise.trySuccess()) {
                    // Cancelled meanwhile: nobody else would close it.
                    ctx.close();
                }
            });
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        if (failed) {
            hidesActive = true;
            return;
        }
        try {
            options.applyDue();
        } catch (Throwable e) {
            hidesActive = true;
            close(ctx.channel(), e);
            return;
        }
        if (options.isAccepted()) {
            ctx.pipeline().remove(this);
        }
        ctx.fireChannelActive();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (!hidesActive) {
            ctx.fireChannelInactive();
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        // Netty empties the pipeline of a closed channel with a lock held that another thread may want.
        Channel channel = ctx.channel();
        if (channel.isOpen() && options.isLeftWaiting()) {
            close(
                    channel,
                    new IllegalStateException("options were still to be set on " + channel
                            + " when their handler was removed from its pipeline"));
        }
    }

    private interface PhaseCall {
        void make() throws Exception;
    }

    private boolean applies(PhaseCall call, ChannelHandlerContext ctx, ChannelPromise promise) {
        try {
            call.make();
            return true;
        } catch (Throwable e) {
            fail(e, ctx, promise);
            return false;
        }
    }

    /** Fails a promise with the reason and closes the channel. */
    final void fail(Throwable reason, ChannelHandlerContext ctx, ChannelPromise promise) {
        failed = true;
        ctx.close();
        promise.tryFailure(reason);
    }
}
