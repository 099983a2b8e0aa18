package io.github.nettywinsock.iocp;

/**
 * The close of a datagram channel, which waits until what was flushed before is sent: Windows may let a send be pending for a
 * while, and without file handles it always is.
 */
final class DatagramClose extends PendingClose {
    private static final int LIMIT_MILLIS = 2000;

    private final IocpDatagramChannel channel;

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
        if (channel.sendInTurn(channel.iocpUnsafe().unsent().buffer())) {
            goOnLater();
        } else if (!channel.isSendUnfinished()) {
            now();
        }
    }

    @Override
    void now() {
        close();
    }
}
