package io.github.nettywinsock.iocp;

import io.github.nettywinsock.option.SocketAddresses;
import io.github.nettywinsock.ws2.OverlappedSockets;

/** {@code AcceptEx} without data: a client that sends nothing must not hold it up. */
final class AcceptOperation extends IocpOperation {
    /** AcceptEx wants 16 bytes more than an address has. */
    private static final int ADDRESS_LENGTH = SocketAddresses.MAX_LENGTH + 16;

    private IocpSocket child;

    /** Takes over the socket to accept with. */
    void with(IocpSocket child) {
        this.child = child;
    }

    /** Hands over the socket. */
    IocpSocket takeChild() {
        IocpSocket taken = child;
        child = null;
        return taken;
    }

    @Override
    int start(OverlappedSockets sockets, long s, IocpIoHandler handler) {
        long base = slot().address;
        return sockets.AcceptEx(
                s, child.handle(), base + OverlappedSlab.ADDRESS, ADDRESS_LENGTH, base + OverlappedSlab.BYTES, base);
    }
}
