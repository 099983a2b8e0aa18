package io.github.nettywinsock.iocp;

import io.github.nettywinsock.option.SocketAddresses;
import io.github.nettywinsock.ws2.OverlappedSockets;
import java.net.InetSocketAddress;

/** {@code AcceptEx} of a listener, which accepts with a socket opened beforehand. */
final class AcceptOperation extends IocpOperation {
    /** AcceptEx wants 16 bytes more than an address has. */
    private static final int ADDRESS_LENGTH = SocketAddresses.MAX_LENGTH + 16;

    /** Where GetAcceptExSockaddrs writes: two pointers and two lengths that nobody reads. */
    private static final int LOCAL = OverlappedSlab.WSABUF;

    private static final int REMOTE = OverlappedSlab.WSABUF + Long.BYTES;

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

    /** Finds the addresses of the connection that was accepted. */
    void findAddresses(OverlappedSockets sockets) {
        long base = slot().address;
        sockets.GetAcceptExSockaddrs(
                base + OverlappedSlab.ADDRESS,
                ADDRESS_LENGTH,
                base + LOCAL,
                base + OverlappedSlab.BYTES,
                base + REMOTE,
                base + OverlappedSlab.FLAGS);
    }

    InetSocketAddress localAddress() {
        return address(LOCAL);
    }

    InetSocketAddress remoteAddress() {
        return address(REMOTE);
    }

    private InetSocketAddress address(int pointer) {
        return SocketAddresses.read(slot().memory, (int) (slot().memory.getLong(pointer) - slot().address));
    }
}
