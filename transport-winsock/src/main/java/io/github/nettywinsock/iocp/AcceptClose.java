package io.github.nettywinsock.iocp;

/** The close of a listener, which waits for a pending {@code WSAAccept}. */
final class AcceptClose extends PendingClose {
    private final IocpServerSocketChannel listener;
    private final BlockingAccept accept;

    AcceptClose(IocpServerSocketChannel listener, BlockingAccept accept) {
        super(listener);
        this.listener = listener;
        this.accept = accept;
    }

    @Override
    boolean waits() {
        return accept.isPending();
    }

    @Override
    void begin() {
        // It may end the call.
        listener.socket.overlapped().cancelAll();
        limit(BlockingAccept.LIMIT_MILLIS, this::closeAnyway);
        if (!accept.isPending()) {
            now();
        }
    }

    private void closeAnyway() {
        now();
        listener.other().execute(accept::closeAnyway);
    }

    @Override
    void now() {
        close();
    }
}
