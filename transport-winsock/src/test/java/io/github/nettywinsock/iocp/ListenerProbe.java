package io.github.nettywinsock.iocp;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Registers what a listener accepts, and sees to it that its events are in a legal order. */
final class ListenerProbe extends ChannelInboundHandlerAdapter {
    private final StreamWorld world;
    private final StreamChannels channels;
    private final SplittableRandom random;
    private final List<Reaction> reactions = new ArrayList<>();
    private Channel channel;
    private boolean active;
    private boolean inactive;
    private int accepted;

    ListenerProbe(StreamWorld world, StreamChannels channels, SplittableRandom random) {
        this.world = world;
        this.channels = channels;
        this.random = random;
    }

    Channel channel() {
        return channel;
    }

    void channel(Channel channel) {
        this.channel = channel;
    }

    /** The number of connections that it has accepted. */
    int accepted() {
        return accepted;
    }

    void react(Reaction reaction) {
        reactions.add(reaction);
    }

    private void happens(Reaction.Event event) {
        for (int i = 0; i < reactions.size(); i++) {
            if (reactions.get(i).event == event) {
                reactions.remove(i).run();
                return;
            }
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        check(!active, "a listener is active twice");
        active = true;
        happens(Reaction.Event.ACTIVE);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        check(active && !inactive, "a listener is inactive twice or was never active");
        check(!ctx.channel().isOpen(), "isOpen() in channelInactive of a listener");
        inactive = true;
        happens(Reaction.Event.INACTIVE);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        check(active && !inactive, "a listener accepts while not active");
        accepted++;
        Channel child = (Channel) message;
        VirtualLoop loop = world.anyLoop(random);
        if (loop == null || random.nextInt(25) == 0) {
            child.unsafe().closeForcibly();
        } else {
            channels.prepare(child, random);
            loop.register(child);
        }
        happens(Reaction.Event.READ);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        check(active && !inactive, "readComplete of a listener that is not active");
        happens(Reaction.Event.READ_COMPLETE);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        check(Thrown.isExpected(cause), "is told of " + cause);
        happens(Reaction.Event.EXCEPTION);
    }

    void checkEnd() {
        check(!channel.isOpen(), "a listener is not closed");
    }

    private void check(boolean right, String what) {
        if (!right) {
            world.fault(this, what);
        }
    }

    @Override
    public String toString() {
        return "listener " + channel;
    }
}
