package io.github.nettywinsock.iocp;

import io.github.nettywinsock.option.Catalogue;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.SocketChannel;
import java.io.IOException;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Sees to it that a connection does what it should: events in a legal order, and the bytes of its peer, all and in order. */
final class StreamProbe extends ChannelDuplexHandler implements StreamEnd {
    final int id;
    private final StreamWorld world;
    private final Channel channel;
    private final Outgoing outgoing;
    private final Incoming incoming = new Incoming();
    private final List<Draft> drafts = new ArrayList<>();
    private final List<Reaction> reactions = new ArrayList<>();
    private boolean cancelled;
    private long connection = -1;
    private boolean active;
    private boolean inactive;
    private boolean registered;

    /** Whether something was read, and nobody was told yet that the read is complete. */
    private boolean reading;

    private boolean deregistered;
    private boolean closedAtRegistration;
    private boolean ended;
    private boolean disturbed;
    private boolean failed;
    private boolean lingers;
    private boolean moves;
    private final Map<ChannelOption<Boolean>, Boolean> options = new HashMap<>();
    private ChannelFuture connect;
    private Outgoing.Piece beingWritten;

    StreamProbe(StreamWorld world, Channel channel) {
        this.world = world;
        this.channel = channel;
        id = world.nextId();
        outgoing = new Outgoing(id);
    }

    Channel channel() {
        return channel;
    }

    @Override
    public Outgoing outgoing() {
        return outgoing;
    }

    @Override
    public Incoming incoming() {
        return incoming;
    }

    @Override
    public long connection() {
        if (connection < 0) {
            connection = world.connectionOf(channel);
        }
        return connection;
    }

    /** The future of its connect, or null. */
    ChannelFuture connect() {
        return connect;
    }

    void connect(ChannelFuture connect) {
        this.connect = connect;
        connect.addListener(done -> {
            if (done.isSuccess() && channel.isOpen()) {
                check(channel.isActive(), "a channel is not active when its connect has succeeded");
                check(channel.localAddress() != null, "a channel has no local address when its connect has succeeded");
            }
        });
    }

    /** Says that something is done here after which not all bytes need arrive, nor the connection last. */
    void disturb() {
        disturbed = true;
    }

    /** Whether it was given to an event loop last, registered there or not. */
    boolean isOn(VirtualLoop loop) {
        try {
            return channel.eventLoop() == loop.loop();
        } catch (IllegalStateException e) {
            // It was given to none yet.
            return false;
        }
    }

    /** Says that an option was set. */
    void expect(ChannelOption<Boolean> option, boolean on) {
        options.put(option, on);
    }

    /** Says that it is not known what options have. */
    void expectNothing() {
        options.clear();
    }

    /** Checks that options have what they were set to, for the channel and for Windows. */
    void checkOptions() {
        options.forEach((option, on) -> check(
                on.equals(channel.config().getOption(option)) && on.equals(ofSocket(option)),
                option + " is not " + on + ", to which it was set"));
    }

    private Object ofSocket(ChannelOption<Boolean> option) {
        String name = option.name().substring(option.name().indexOf('#') + 1);
        try {
            return ((AbstractIocpChannel) channel).socket.get(Catalogue.byName(name));
        } catch (SocketException e) {
            return e;
        }
    }

    /** Says that its close lingers. */
    void linger() {
        lingers = true;
    }

    /** Cancels a write. */
    void cancels(ChannelFuture write) {
        cancelled |= write.cancel(false);
    }

    /** Whether a write was cancelled before it was flushed. */
    boolean hasCancelled() {
        return cancelled;
    }

    void react(Reaction reaction) {
        reactions.add(reaction);
    }

    /** Whether it is connected, on an event loop, and nobody has ended it in part. */
    boolean isWorking() {
        return channel.isActive() && channel.isRegistered() && active && !failed && !ended && !disturbed;
    }

    /** Whether it may be deregistered and registered: not before it was the last time. */
    boolean mayDeregister() {
        boolean may = !moves;
        moves = true;
        return may;
    }

    void registeredAgain() {
        moves = false;
    }

    /** Has its handler do nothing any more. */
    void reactNoMore(boolean noMore) {
        if (noMore) {
            reactions.clear();
        }
    }

    private void happens(Reaction.Event event) {
        for (int i = 0; i < reactions.size(); i++) {
            if (reactions.get(i).event == event) {
                reactions.remove(i).run();
                return;
            }
        }
    }

    // --- what is written

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        // While it is known.
        connection();
        Draft draft = (Draft) message;
        Outgoing.Piece piece = outgoing.add(draft.length, promise.isVoid() ? null : promise);
        Object written =
                world.world.allocator.withoutFailures(() -> draft.message(world.world.allocator, outgoing, piece));
        drafts.add(draft);
        if (!promise.isVoid()) {
            promise.addListener(done -> {
                if (done.isSuccess()) {
                    checkTaken(piece);
                } else {
                    piece.failed();
                }
                draft.completed(done);
            });
        }
        Outgoing.Piece around = beingWritten;
        beingWritten = piece;
        ctx.write(written, promise);
        piece.written();
        beingWritten = around;
    }

    private void checkTaken(Outgoing.Piece piece) {
        IocpSocket socket = ((AbstractIocpChannel) channel).socket;
        if (socket.isOpen()) {
            long taken = world.world.windows.sent(socket.handle());
            long sent = outgoing.sent(piece);
            check(taken >= sent, "a write has succeeded although Windows has " + taken + " bytes of " + sent);
        }
    }

    // --- what happens

    @Override
    public void channelRegistered(ChannelHandlerContext ctx) {
        check(!registered, "registered twice");
        registered = true;
        happens(Reaction.Event.REGISTERED);
        closedAtRegistration = !channel.isOpen();
    }

    @Override
    public void channelUnregistered(ChannelHandlerContext ctx) {
        check(registered, "unregistered twice");
        check(!reading, "unregistered within a read");
        registered = false;
        deregistered |= !inactive;
        happens(Reaction.Event.UNREGISTERED);
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        check(!active, "active twice");
        check(registered, "active without registration");
        check(ctx.channel().eventLoop().inEventLoop(), "active on another thread");
        active = true;
        connection();
        happens(Reaction.Event.ACTIVE);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        // A connection that is closed while its registration is told was active before anybody was told that.
        check(active || closedAtRegistration, "inactive and never active");
        check(!inactive, "inactive twice");
        check(!reading, "inactive within a read");
        check(!ctx.channel().isActive(), "isActive() in channelInactive");
        check(!ctx.channel().isOpen(), "isOpen() in channelInactive");
        inactive = true;
        happens(Reaction.Event.INACTIVE);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf buffer = (ByteBuf) message;
        try {
            check(active && !inactive && registered, "a read while not active");
            check(ctx.channel().isOpen(), "a read after close");
            check(!ended, "a read after the end of the input");
            check(buffer.isReadable(), "an empty read");
            StreamEnd peer = world.peerOf(this);
            // One that is closed before it knows that it is connected is not known either.
            String wrong = peer == null ? null : incoming.take(buffer, peer.outgoing());
            check(wrong == null, wrong + " (from " + peer + ")");
        } finally {
            buffer.release();
        }
        reading = true;
        happens(Reaction.Event.READ);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        check(active && !inactive, "readComplete while not active");
        reading = false;
        happens(Reaction.Event.READ_COMPLETE);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (beingWritten != null) {
            // It was taken, and is sent even if what happens here fails it.
            beingWritten.written();
        }
        happens(Reaction.Event.WRITABILITY);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event == ChannelInputShutdownEvent.INSTANCE) {
            check(!ended, "the input ends twice");
            ended = true;
            happens(Reaction.Event.INPUT_END);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        check(Thrown.isExpected(cause), "is told of " + cause);
        // What a handler has thrown is its own affair.
        failed |= cause instanceof IOException;
        disturbed |= cause instanceof OutOfMemoryError || Thrown.isBehind(cause);
        happens(Reaction.Event.EXCEPTION);
    }

    // --- checks

    /** Checks that everything has come to a peer that has read all that it can. */
    void checkArrived(StreamEnd reader) {
        // Netty gives up what writes even if Windows does not shut the output down.
        boolean writes = channel.unsafe().outboundBuffer() != null;
        if (writes && !((SocketChannel) channel).isOutputShutdown()) {
            long sent = outgoing.sent(null);
            long received = reader.incoming().received();
            check(received == sent, received + " bytes of " + sent + " have arrived between two ends that are open");
        }
    }

    /** Checks what must be true when everything is over. */
    void checkEnd() {
        drafts.forEach(Draft::release);
        check(!channel.isOpen(), "a channel is not closed");
        // One that does not tell how long it lingers is closed as one that does.
        if (!lingers && !world.world.windows.faults().hasStruck("getsockopt")) {
            // Netty does not tell the end of a channel that was closed while it had no event loop, nor of one whose
            // close
            // has lingered longer than that.
            check(!active || inactive || deregistered, "active and never inactive");
            check(!registered, "never unregistered");
        }
        StreamEnd reader = world.peerOf(this);
        if (reader == null || failed || world.injectsFaults || world.runsOutOfMemory || world.throwsErrors) {
            return;
        }
        boolean toldOfEnd =
                reader instanceof StreamProbe ? ((StreamProbe) reader).hasSeenEnd() : ((RawPeer) reader).hasSeenEnd();
        long succeeded = outgoing.succeeded();
        check(
                !toldOfEnd || reader.incoming().received() >= succeeded,
                "the end came before " + (succeeded - reader.incoming().received()) + " bytes that were sent");
    }

    /** Whether the peer has told it that nothing more comes, and nothing else has ended it. */
    private boolean hasSeenEnd() {
        return (ended || inactive) && !failed && !disturbed;
    }

    void check(boolean right, String what) {
        if (!right) {
            world.fault(this, what);
        }
    }

    @Override
    public String toString() {
        return "connection " + id + " (" + channel + ")";
    }
}
