package io.github.nettywinsock.iocp;

import io.github.nettywinsock.ws2.WsaErrors;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.ChannelInputShutdownReadComplete;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.net.SocketException;

/** The input of a connection: what it receives, and how that ends. */
final class StreamReceiver implements Receiver {
    private static final InternalLogger logger = InternalLoggerFactory.getInstance(StreamReceiver.class);

    /** The size from which on a receive is worth a read of its own. */
    private static final int LARGE_READ = 64 * 1024;

    private final IocpSocketChannel channel;

    /** Whether nothing will be received any more. */
    private boolean inputEnded;

    private volatile boolean shutDown;

    StreamReceiver(IocpSocketChannel channel) {
        this.channel = channel;
    }

    /** Notes that the input is shut down. */
    void shutDown() {
        shutDown = true;
    }

    /** Whether the input is shut down; on any thread. */
    boolean isShutDown() {
        return shutDown;
    }

    /** Whether the input is shut down, and what was received before that has not come to its end. */
    boolean endsLater() {
        return shutDown && !inputEnded;
    }

    /** Whether nothing will be received because of the peer. */
    boolean hasPeerEnded() {
        return inputEnded && !shutDown;
    }

    @Override
    public ReceiveOperation newReceive() {
        return new ReceiveOperation(channel.socket.ws2());
    }

    @Override
    public int pendingReceives() {
        return 1;
    }

    @Override
    public boolean canReceive() {
        return channel.isActive() && !inputEnded;
    }

    @Override
    public ByteBuf bufferToWaitWith() {
        if (channel.iocpConfig().isZeroByteRead()
                || channel.handler().receiveBudget().isSpent()) {
            return Unpooled.EMPTY_BUFFER;
        }
        try {
            return channel.receiveBuffer();
        } catch (Throwable e) {
            // As over NIO, a connection fails for lack of memory only when there is data for it.
            logger.debug("{} waits without a buffer", channel, e);
            return Unpooled.EMPTY_BUFFER;
        }
    }

    /** Not while it sends: Windows may cancel that too, and then nobody knows how much was sent. */
    @Override
    public boolean mayCancel() {
        return !channel.writes.isPending();
    }

    @Override
    public boolean isAborted(ReceiveOperation receive) {
        return receive.error() == WsaErrors.WSA_OPERATION_ABORTED && !shutDown;
    }

    @Override
    public boolean continuesReading() {
        return channel.unsafe().recvBufAllocHandle().continueReading();
    }

    @Override
    public boolean hasReceived(ReceiveOperation receive) {
        return receive.error() == 0 && receive.bytes() > 0;
    }

    @Override
    public boolean deliver(ReceiveOperation receive, ByteBuf buffer) {
        int capacity = buffer.readableBytes() + buffer.writableBytes();
        channel.pipeline().fireChannelRead(buffer);
        // After so much data the read ends, and what was written is flushed: the peer may wait for that before it
        // sends more. The next read begins then.
        boolean more = capacity < LARGE_READ || !channel.config().isAutoRead();
        return more && !shutDown && continuesReading();
    }

    @Override
    public Runnable receivedNothing(ReceiveOperation receive, ReceiveLoop loop) {
        inputEnded = true;
        if (receive.error() != 0 && !shutDown) {
            SocketException failure = receive.failure("WSARecv");
            return () -> failed(failure);
        }
        channel.unsafe().recvBufAllocHandle().lastBytesRead(-1);
        return this::end;
    }

    private void failed(SocketException failure) {
        channel.pipeline().fireExceptionCaught(failure);
        channel.unsafe().close(channel.unsafe().voidPromise());
    }

    private void end() {
        ChannelPipeline pipeline = channel.pipeline();
        if (!shutDown) {
            if (!channel.config().isAllowHalfClosure()) {
                channel.unsafe().close(channel.unsafe().voidPromise());
                return;
            }
            shutDown = true;
            pipeline.fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
        }
        if (channel.isOpen()) {
            pipeline.fireUserEventTriggered(ChannelInputShutdownReadComplete.INSTANCE);
        }
    }
}
