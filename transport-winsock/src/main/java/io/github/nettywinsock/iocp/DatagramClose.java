package io.github.nettywinsock.iocp;

/**
 * The close of a datagram channel, which waits until what was flushed before is sent: Windows may let a send be pending for a
 * while, and without file handles it always is.
 */
final class DatagramClose extends PendingClose {
    private static final int LIMIT_MILLIS = 2000;

    private final IocpDatagramChannel channel;

    /** Whether more can be sent when the event loop has done other things. */
    private boolean hasMore;

    DatagramClose(IocpDatagramChannel channel) {
        super(channel);
        this.channel = channel;
    }

    @Override
    boolean waits() {
        if (channel.iocpUnsafe().unsent().hasFlushed()) {
            channel.registerToClose();
            return channel.canSend();
        }
        return false;
    }

    @Override
    void begin() {
        limit(LIMIT_MILLIS, this::now);
        sendCompleted();
    }

    @Override
    void sendCompleted() {
        if (!isPending()) {
            return;
        }
        hasMore = channel.sendInTurn(channel.iocpUnsafe().unsent().buffer());
        if (hasMore) {
            goOnLater(this::sendCompleted);
        } else if (!channel.isSendUnfinished()) {
            now();
        }
    }

    /** Whether there is something to do before a call completes. */
    boolean goesOn() {
        return isPending() && hasMore;
    }

    @Override
    void now() {
        close();
    }
}
