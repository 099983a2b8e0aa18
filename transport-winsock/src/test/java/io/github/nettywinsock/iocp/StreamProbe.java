package io.github.nettywinsock.iocp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.SocketChannel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Sees to it that a connection does what it should: events in a legal order, and the bytes of its peer in order, none lost
 * and none twice. What it writes is a function of its number and the position; the first byte is the number.
 */
final class StreamProbe extends ChannelInboundHandlerAdapter {
    private static final int NOBODY = -1;

    final int id;

    private final List<String> faults;
    private final List<Write> writes = new ArrayList<>();
    private long written;
    private int peer = NOBODY;
    private long received;
    private boolean active;
    private boolean inactive;
    private boolean registered;
    private boolean deregistered;
    private boolean ended;
    private boolean closedHere;
    private boolean resetHere;
    private boolean failed;
    private Throwable throwNext;
    private Channel channel;
    private ChannelFuture connect;

    /** @param faults where to write down what is wrong */
    StreamProbe(int id, List<String> faults) {
        this.id = id;
        this.faults = faults;
    }

    Channel channel() {
        return channel;
    }

    void channel(Channel channel) {
        this.channel = channel;
    }

    /** The future of its connect. */
    ChannelFuture connect() {
        return connect;
    }

    void connect(ChannelFuture connect) {
        this.connect = connect;
    }

    /** Whether it is connected, on an event loop, and nobody has ended it in part. */
    boolean isWorking() {
        return channel.isActive() && channel.isRegistered() && active && !failed && !ended && !closedHere;
    }

    /** Whether it has been connected. */
    boolean hasConnected() {
        return active;
    }

    boolean isPeerOf(StreamProbe other) {
        return channel.localAddress().equals(other.channel.remoteAddress())
                && channel.remoteAddress().equals(other.channel.localAddress());
    }

    /** Checks that everything has come to {@code reader}. */
    void checkArrived(StreamProbe reader) {
        boolean open = !((SocketChannel) channel).isOutputShutdown();
        check(!open || reader.received == written, reader.received + " bytes of " + written + " come to " + reader);
    }

    /** Checks that {@code reader}, which has not written, has all that was sent before this was closed. */
    void checkClose(StreamProbe reader) {
        boolean graceful = inactive && closedHere && !resetHere && !failed && !deregistered;
        if (graceful && reader.written == 0 && !reader.closedHere && !reader.deregistered) {
            check(!reader.failed, "its close has reset " + reader);
            check(reader.received >= success(), success() + " bytes sent, " + reader.received + " come to " + reader);
        }
    }

    private long success() {
        return writes.stream()
                .filter(write -> write.future.isSuccess())
                .mapToLong(write -> write.length)
                .sum();
    }

    /** Says that something is done here after which not all that the peer has sent need arrive. */
    void closesHere() {
        closedHere = true;
    }

    /** Says that the connection is reset here. */
    void resetsHere() {
        closedHere = true;
        resetHere = true;
    }

    /** Has the handler throw at the next read. */
    void throwAtNextRead(Throwable e) {
        throwNext = e;
    }

    /** Fills a buffer with what is written next. */
    void fill(ByteBuf buffer, int length) {
        for (int i = 0; i < length; i++) {
            buffer.writeByte(pattern(id, written + i));
        }
    }

    /** Notes a write of what was filled last. */
    void wrote(int length, ChannelFuture future) {
        writes.add(new Write(length, future));
        written += length;
    }

    private static byte pattern(int id, long position) {
        return (byte) (position * 31 + (position >> 8) * 7 + id);
    }

    @Override
    public void channelRegistered(ChannelHandlerContext ctx) {
        check(!registered, "registered twice");
        registered = true;
    }

    @Override
    public void channelUnregistered(ChannelHandlerContext ctx) {
        check(registered, "unregistered twice");
        registered = false;
        deregistered |= !inactive;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        check(!active, "active twice");
        check(registered, "active without registration");
        active = true;
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        check(active, "inactive and never active");
        check(!inactive, "inactive twice");
        check(!ctx.channel().isActive(), "isActive() in channelInactive");
        check(!ctx.channel().isOpen(), "isOpen() in channelInactive");
        inactive = true;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf buffer = (ByteBuf) message;
        check(active && !inactive && registered, "a read while not active");
        check(!ended, "a read after the end of the input");
        try {
            check(buffer.isReadable(), "an empty read");
            while (buffer.isReadable()) {
                byte b = buffer.readByte();
                if (peer == NOBODY) {
                    peer = b & 0xFF;
                }
                if (b != pattern(peer, received)) {
                    check(false, "byte " + received + " of " + peer + " is wrong");
                    return;
                }
                received++;
            }
        } finally {
            buffer.release();
        }
        Throwable e = throwNext;
        if (e != null) {
            throwNext = null;
            StreamProbe.<RuntimeException>sneak(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable e) throws T {
        throw (T) e;
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        check(active && !inactive, "readComplete while not active");
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event == ChannelInputShutdownEvent.INSTANCE) {
            check(!ended, "the input ends twice");
            ended = true;
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        // What a handler has thrown is its own affair.
        failed |= cause instanceof IOException;
    }

    /** Checks what must be true when everything is over. */
    void checkEnd(List<StreamProbe> all) {
        check(!channel.isOpen(), "is not closed");
        // Netty does not tell the end of a channel that was closed while it had no event loop.
        check(!active || inactive || deregistered, "active and never inactive");
        check(!registered, "never unregistered");
        for (Write write : writes) {
            check(write.future.isDone(), "a write of " + write.length + " bytes was never completed");
        }
        long success = success();
        StreamProbe reader =
                all.stream().filter(other -> other.peer == id).findFirst().orElse(null);
        if (reader != null) {
            check(reader.received <= written, "more was received than written");
            boolean cleanly = (reader.inactive || reader.ended) && !reader.failed && !reader.closedHere;
            check(!cleanly || reader.received >= success, success + " bytes written, " + reader.received + " received");
        }
    }

    private void check(boolean right, String what) {
        if (!right) {
            faults.add(this + ": " + what);
        }
    }

    @Override
    public String toString() {
        return "probe " + id + " (" + channel + ")";
    }

    private static final class Write {
        private final int length;
        private final ChannelFuture future;

        Write(int length, ChannelFuture future) {
            this.length = length;
            this.future = future;
        }
    }
}
