package io.github.nettywinsock.parity;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DatagramPacket;
import io.netty.util.ReferenceCountUtil;

/** Logs what a pipeline is told. */
final class Recorder extends ChannelInboundHandlerAdapter {
    private final EventLog log;
    private final Addresses addresses;
    private final Reactions reactions;

    Recorder(EventLog log, Addresses addresses, Reactions reactions) {
        this.log = log;
        this.addresses = addresses;
        this.reactions = reactions;
    }

    private void add(String event) {
        log.add(event);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        add("handlerAdded");
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        add("handlerRemoved");
    }

    @Override
    public void channelRegistered(ChannelHandlerContext ctx) {
        add("registered");
        ctx.fireChannelRegistered();
    }

    @Override
    public void channelUnregistered(ChannelHandlerContext ctx) {
        add("unregistered");
        ctx.fireChannelUnregistered();
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        add("active");
        reactions.to("active");
        ctx.fireChannelActive();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        add("inactive");
        reactions.to("inactive");
        ctx.fireChannelInactive();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof Channel) {
            log.message("accepted");
            reactions.to("read");
            ctx.fireChannelRead(message);
            return;
        }
        try {
            if (message instanceof ByteBuf) {
                log.read(ByteBufUtil.getBytes((ByteBuf) message));
            } else if (message instanceof DatagramPacket) {
                DatagramPacket packet = (DatagramPacket) message;
                log.message("datagram of " + Bytes.describe(ByteBufUtil.getBytes(packet.content())) + " from "
                        + addresses.name(packet.sender()) + " to " + addresses.name(packet.recipient()));
            } else {
                add("read " + message.getClass().getSimpleName());
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
        reactions.to("read");
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        log.readComplete();
        reactions.to("read-complete");
        ctx.fireChannelReadComplete();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        add("event " + event.getClass().getSimpleName());
        reactions.to("event");
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        boolean writable = ctx.channel().isWritable();
        add(writable ? "writable" : "not writable");
        reactions.to(writable ? "writable" : "not-writable");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        add("exceptionCaught " + Failures.name(cause));
    }
}
