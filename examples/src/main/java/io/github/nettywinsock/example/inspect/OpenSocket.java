package io.github.nettywinsock.example.inspect;

import io.netty.channel.Channel;

/** An open socket. Closed, it takes the other end of its connection with it. */
final class OpenSocket implements AutoCloseable {
    private final Channel channel;
    private final Channel otherEnd;

    /** {@code otherEnd} is null where there is no connection. */
    OpenSocket(Channel channel, Channel otherEnd) {
        this.channel = channel;
        this.otherEnd = otherEnd;
    }

    Channel channel() {
        return channel;
    }

    @Override
    public void close() {
        channel.close().syncUninterruptibly();
        if (otherEnd != null) {
            otherEnd.close().syncUninterruptibly();
        }
    }
}
