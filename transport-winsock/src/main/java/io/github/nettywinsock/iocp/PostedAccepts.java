package io.github.nettywinsock.iocp;

import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.io.IOException;
import java.util.ArrayDeque;

/** Accepts with {@code AcceptEx} calls, of which it keeps a number posted. */
final class PostedAccepts implements Acceptor {
    private static final InternalLogger logger = InternalLoggerFactory.getInstance(PostedAccepts.class);

    private final IocpServerSocketChannel listener;
    private final AcceptFailures failures;
    private final ArrayDeque<AcceptOperation> idle = new ArrayDeque<>();

    /** Connections that nobody has asked for yet; for each, one AcceptEx is not posted. */
    private final ArrayDeque<Accepted> held = new ArrayDeque<>();

    private final Admission admission;

    PostedAccepts(IocpServerSocketChannel listener, int number, Admission admission) {
        this.listener = listener;
        this.admission = admission;
        failures = new AcceptFailures(listener, number, this::post);
        for (int i = 0; i < number; i++) {
            idle.add(new AcceptOperation());
        }
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
        admission.read();
    }

    /**
     * Handles a completion. One that has failed is its client's failure, whatever the reason: the listener was able to make
     * the call.
     */
    @Override
    public void completed(IocpOperation operation) {
        AcceptOperation accept = (AcceptOperation) operation;
        IocpSocket child = takeBack(accept);
        if (listener.isOpen() && accept.error() == 0) {
            hold(accept, child);
            deliver();
        } else {
            listener.discard(child);
            if (listener.canSubmit()) {
                failures.clientFailed(accept.error());
            }
            postIfRead();
        }
    }

    @Override
    public void cancel() {
        listener.socket.overlapped().cancelAll();
    }

    @Override
    public void closeSocket() throws IOException {
        listener.socket.close();
    }

    @Override
    public void close() {
        failures.close();
        held.forEach(connection -> listener.discard(connection.child));
        held.clear();
        admission.close();
    }

    private void post() {
        while (idle.size() > held.size() && listener.canSubmit()) {
            if (failures.isPausing()) {
                return;
            }
            post(idle.remove());
        }
        if (listener.canSubmit() && !failures.isPausing()) {
            failures.listenerWorks();
        }
    }

    private void post(AcceptOperation accept) {
        boolean inline;
        try {
            accept.with(listener.socket.openChild());
            inline = listener.submit(accept);
        } catch (Throwable e) {
            // An OutOfMemoryError, most likely, for want of native memory.
            discard(accept);
            failures.listenerFailed(e);
            return;
        }
        if (!inline) {
            return;
        }
        if (accept.error() == 0) {
            listener.handleLater(accept);
            return;
        }
        discard(accept);
        if (Acceptor.isFailureOfClient(accept.error())) {
            failures.clientFailed(accept.error());
        } else {
            failures.listenerFailed(accept.failure("AcceptEx"));
        }
    }

    private void discard(AcceptOperation accept) {
        IocpSocket child = takeBack(accept);
        if (child != null) {
            listener.discard(child);
        }
    }

    private IocpSocket takeBack(AcceptOperation accept) {
        idle.add(accept);
        return accept.takeChild();
    }

    private void hold(AcceptOperation accept, IocpSocket child) {
        try {
            ConnectionContext.ofAccept(child);
            accept.findAddresses(listener.socket.sockets());
            held.add(new Accepted(child, accept.localAddress(), accept.remoteAddress()));
            failures.accepted();
        } catch (IOException e) {
            logger.debug("A connection to {} is gone before it was accepted", listener, e);
            listener.discard(child);
        } catch (Throwable e) {
            listener.childFailed(child, e);
        }
    }

    private void deliver() {
        while (listener.isReadPending() && listener.canSubmit() && !held.isEmpty()) {
            admission.ask(held.poll());
        }
        postIfRead();
    }

    /** Else the next read does. */
    private void postIfRead() {
        if (listener.isReadPending()) {
            post();
        }
    }
}
