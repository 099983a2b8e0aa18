package io.github.nettywinsock.iocp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DatagramPacket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Sees to it that a datagram channel does what it should: events in a legal order, and of datagrams what its Windows has
 * given to its receives, each once, in order, whole or cut to the buffer; and what it sends is what was written.
 */
final class DatagramProbe extends ChannelInboundHandlerAdapter {
    final int id;
    final IocpDatagramChannel channel;

    /** The handle of its SOCKET. */
    final long handle;

    private final List<String> faults;

    /** Whether it may drop datagrams. */
    final boolean drops;

    private final List<Taken> taken = new ArrayList<>();
    private final List<Write> writes = new ArrayList<>();
    private final Set<InetSocketAddress> peers = new HashSet<>();
    private int reads;
    private int readsSinceComplete;
    private int sent;

    /** How many empty datagrams Windows has taken over, which are all the same. */
    private long emptySent;

    private boolean active;
    private boolean inactive;
    private boolean registered;
    private boolean deregistered;
    private boolean closesAtOnce;
    private Throwable throwNext;

    /** @param drops whether it may drop datagrams */
    DatagramProbe(int id, IocpDatagramChannel channel, List<String> faults, boolean drops) {
        this.drops = drops;
        this.id = id;
        this.channel = channel;
        this.faults = faults;
        handle = channel.socket.handle();
    }

    /** Has the handler throw at the next read. */
    void throwAtNextRead(Throwable e) {
        throwNext = e;
    }

    /** It is closed without time for what was flushed. */
    void closesAtOnce() {
        closesAtOnce = true;
    }

    int numberOfWrites() {
        return writes.size();
    }

    /** The content of the next write: its number first, so that it is like no other of its length. */
    byte[] content(int length) {
        byte[] bytes = new byte[length];
        int number = writes.size();
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i == 0 ? number : i == 1 ? id : i * 31 + number + id);
        }
        return bytes;
    }

    /**
     * Notes a write.
     *
     * @param flushed whether it was flushed before anything else is done
     */
    void wrote(byte[] content, boolean flushed, ChannelFuture future) {
        writes.add(new Write(content, flushed, future));
    }

    /** It is connected. */
    void connected(InetSocketAddress peer) {
        peers.add(peer);
    }

    /**
     * Windows has taken over a datagram.
     *
     * @param mayBeLate whether an earlier call for it may have been aborted when later ones were made
     */
    void sent(byte[] data, boolean mayBeLate) {
        if (data.length == 0) {
            emptySent++;
            return;
        }
        for (int i = mayBeLate ? 0 : sent; i < writes.size(); i++) {
            Write write = writes.get(i);
            if (!write.sent && Arrays.equals(write.content, data)) {
                write.sent = true;
                sent = Math.max(sent, i + 1);
                return;
            }
        }
        check(false, "sends " + data.length + " bytes that were not written, or twice, or out of order");
    }

    /** Windows has given a datagram to a receive. */
    void received(byte[] data, InetSocketAddress from) {
        taken.add(new Taken(data, from));
    }

    @Override
    public void channelRegistered(ChannelHandlerContext ctx) {
        check(!registered, "registered twice");
        registered = true;
    }

    @Override
    public void channelUnregistered(ChannelHandlerContext ctx) {
        check(registered, "unregistered twice");
        check(readsSinceComplete == 0, "unregistered within a read");
        registered = false;
        deregistered |= !inactive;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        check(!active, "active twice");
        check(registered || deregistered, "active before it is registered");
        active = true;
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        check(!inactive, "inactive twice");
        check(readsSinceComplete == 0, "inactive within a read");
        check(!ctx.channel().isActive() && !ctx.channel().isOpen(), "open or active in channelInactive");
        inactive = true;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        DatagramPacket packet = (DatagramPacket) message;
        check(!inactive && registered, "a read while not registered or after the end");
        readsSinceComplete++;
        try {
            if (reads == taken.size()) {
                check(false, "reads " + packet + ", which Windows has not received");
                return;
            }
            boolean connected = channel.isConnected();
            check(
                    !connected || packet.sender().equals(channel.remoteAddress()),
                    "is connected to " + channel.remoteAddress() + " and reads what " + packet.sender() + " has sent");
            while (mayBeDropped(reads) && !isThat(packet, taken.get(reads))) {
                reads++;
            }
            if (reads == taken.size()) {
                check(false, "reads what was sent by " + packet.sender() + ", from whom Windows has received nothing");
                return;
            }
            Taken expected = taken.get(reads++);
            check(
                    packet.sender().equals(expected.from),
                    "read " + reads + " is of " + packet.sender() + ", not of " + expected.from);
            check(
                    isBegin(packet.content(), expected.data),
                    "read " + reads + " of " + packet.content().readableBytes() + " bytes is not what was received");
            check(packet.recipient() != null && packet.recipient().getPort() != 0, "a read has no recipient");
        } finally {
            packet.release();
        }
        Throwable e = throwNext;
        if (e != null) {
            throwNext = null;
            DatagramProbe.<RuntimeException>sneak(e);
        }
    }

    /** Whether a datagram may be dropped: the channel has been connected to another peer. */
    private boolean mayBeDropped(int number) {
        return number < taken.size()
                && (drops || peers.stream().anyMatch(peer -> !peer.equals(taken.get(number).from)));
    }

    private static boolean isThat(DatagramPacket packet, Taken taken) {
        return packet.sender().equals(taken.from) && isBegin(packet.content(), taken.data);
    }

    /** Whether it is the datagram, or as much of it as the buffer has room for. */
    private static boolean isBegin(ByteBuf content, byte[] data) {
        int length = content.readableBytes();
        if (length > data.length || length < data.length && content.isWritable()) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (content.getByte(content.readerIndex() + i) != data[i]) {
                return false;
            }
        }
        return true;
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable e) throws T {
        throw (T) e;
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        check(!inactive, "readComplete after the end");
        readsSinceComplete = 0;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        // What Windows fails, what a handler throws and that memory is out belongs to the program.
        boolean known = cause instanceof IOException
                || cause instanceof OutOfMemoryError
                || "of a handler".equals(cause.getMessage())
                || Thrown.isBehind(cause);
        check(known, "is told of " + cause);
    }

    /** Whether it is open and on an event loop. */
    boolean isWorking() {
        return channel.isOpen() && channel.isRegistered() && registered && !inactive;
    }

    /** Checks that nothing is left to do, after time has passed in which it read and flushed. */
    void checkIdle(int waiting) {
        while (mayBeDropped(reads)) {
            reads++;
        }
        check(
                reads == taken.size(),
                "has read " + reads + " of " + taken.size() + " datagrams that Windows gave to it");
        check(readsSinceComplete == 0, "no readComplete after the last read");
        check(waiting == 0, "leaves " + waiting + " datagrams to wait, although it reads");
        for (Write write : writes) {
            check(write.future.isDone(), "a write of " + write.content.length + " bytes does not end");
        }
    }

    /** How many datagrams were read. */
    int reads() {
        return reads;
    }

    /** Checks that a close has not failed what was flushed before. */
    void checkClosedAfterSending() {
        if (closesAtOnce) {
            return;
        }
        for (Write write : writes) {
            check(
                    !write.flushed || !(write.future.cause() instanceof ClosedChannelException),
                    "a close has failed a write of " + write.content.length + " bytes that was flushed before");
        }
    }

    /** Checks what must be true when everything is over. */
    void checkEnd() {
        check(!channel.isOpen(), "is not closed");
        // Netty does not tell the end of a channel that was closed while it had no event loop.
        check(!active || inactive || deregistered, "active and never inactive");
        check(!registered, "never unregistered");
        for (Write write : writes) {
            check(write.future.isDone(), "a write of " + write.content.length + " bytes was never completed");
            check(
                    !write.future.isSuccess() || write.sent || write.content.length == 0,
                    "a write of " + write.content.length + " bytes succeeded and was not sent");
        }
        long empty = writes.stream()
                .filter(write -> write.content.length == 0 && write.future.isSuccess())
                .count();
        check(empty <= emptySent, empty + " empty writes succeeded, and " + emptySent + " were sent");
    }

    private void check(boolean right, String what) {
        if (!right) {
            faults.add("datagram channel " + id + ": " + what);
        }
    }

    private static final class Taken {
        private final byte[] data;
        private final InetSocketAddress from;

        Taken(byte[] data, InetSocketAddress from) {
            this.data = data;
            this.from = from;
        }
    }

    private static final class Write {
        private final byte[] content;
        private final boolean flushed;
        private final ChannelFuture future;
        private boolean sent;

        Write(byte[] content, boolean flushed, ChannelFuture future) {
            this.content = content;
            this.flushed = flushed;
            this.future = future;
        }
    }
}
