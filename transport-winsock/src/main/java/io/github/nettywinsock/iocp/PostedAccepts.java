package io.github.nettywinsock.iocp;

import io.github.nettywinsock.ws2.WsaErrors;
import io.netty.channel.ChannelException;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.stream.Stream;

/** Accepts with {@code AcceptEx} calls, of which it keeps a number posted. */
final class PostedAccepts implements Acceptor {
    private static final InternalLogger logger = InternalLoggerFactory.getInstance(PostedAccepts.class);

    private final IocpServerSocketChannel listener;
    private final AcceptOperation[] accepts;

    /** Connections that nobody has asked for yet; for each, one AcceptEx is not posted. */
    private final ArrayDeque<IocpSocketChannel> held = new ArrayDeque<>();

    PostedAccepts(IocpServerSocketChannel listener, int number) {
        this.listener = listener;
        accepts = Stream.generate(AcceptOperation::new).limit(number).toArray(AcceptOperation[]::new);
    }

    @Override
    public void listening() {
        // The first calls are posted by the first read.
    }

    @Override
    public void read() {
        post();
        if (!held.isEmpty()) {
            listener.eventLoop().execute(this::deliver);
        }
    }

    @Override
    public void ended(IocpOperation operation) {
        AcceptOperation accept = (AcceptOperation) operation;
        IocpSocket child = accept.takeChild();
        if (listener.isOpen() && accept.error() == 0) {
            hold(accept, child);
            deliver();
        } else {
            listener.discard(child);
            if (listener.isOpen()) {
                failed(accept.error());
            }
        }
    }

    @Override
    public void close() {
        held.forEach(child -> child.unsafe().closeForcibly());
        held.clear();
    }

    private void post() {
        int idle = accepts.length - held.size();
        for (AcceptOperation accept : accepts) {
            if (accept.isUnderWay()) {
                idle--;
            }
        }
        for (AcceptOperation accept : accepts) {
            if (idle > 0 && listener.canSubmit() && !accept.isUnderWay()) {
                try {
                    accept.with(listener.socket.openChild());
                } catch (IOException e) {
                    listener.eventLoop().execute(() -> listener.readFailed(e));
                    return;
                }
                listener.submit(accept);
                idle--;
            }
        }
    }

    private void hold(AcceptOperation accept, IocpSocket child) {
        try {
            child.accepted();
            accept.findAddresses(listener.socket.sockets());
            held.add(new IocpSocketChannel(listener, child, accept.localAddress(), accept.remoteAddress()));
        } catch (IOException | ChannelException e) {
            logger.debug("A connection to {} is gone before it was accepted", listener, e);
            listener.discard(child);
            post();
        }
    }

    private void deliver() {
        while (listener.isReadPending() && !held.isEmpty()) {
            listener.deliver(held.poll());
        }
    }

    /** A listener that fails at once must not spin. */
    private void failed(int error) {
        if (Acceptor.isFailureOfClient(error) || error == WsaErrors.WSA_OPERATION_ABORTED) {
            logger.debug("{} posts AcceptEx again after {}", listener, WsaErrors.symbol(error));
            post();
        } else {
            listener.readFailed(SocketFailure.of("AcceptEx", error));
        }
    }
}
