package io.github.nettywinsock;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A handler that notes what its channels see, and what their sockets had been given by then. */
@Sharable
final class Recorder extends ChannelInboundHandlerAdapter {
    static final class Event {
        final String name;
        final Channel channel;
        final Throwable cause;
        final List<FakeCall> callsBefore;

        Event(String name, Channel channel, Throwable cause, List<FakeCall> callsBefore) {
            this.name = name;
            this.channel = channel;
            this.cause = cause;
            this.callsBefore = callsBefore;
        }
    }

    private final FakeWinsock ws2;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

    Recorder(FakeWinsock ws2) {
        this.ws2 = ws2;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        note("active", ctx, null);
        ctx.fireChannelActive();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        note("inactive", ctx, null);
        ctx.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        note("exception", ctx, cause);
    }

    private void note(String name, ChannelHandlerContext ctx, Throwable cause) {
        events.add(new Event(name, ctx.channel(), cause, ws2.calls()));
    }

    /** The next event, which must have this name. */
    Event next(String name) throws InterruptedException {
        Event event = events.poll(30, TimeUnit.SECONDS);
        assertThat(event).as(name).isNotNull();
        assertThat(event.name).isEqualTo(name);
        return event;
    }

    boolean isEmpty() {
        return events.isEmpty();
    }
}
