package io.github.nettywinsock.iocp;

import java.net.InetSocketAddress;

/** A connection that Windows has accepted, for which there is no channel yet. */
final class Accepted {
    final IocpSocket child;
    final InetSocketAddress local;
    final InetSocketAddress remote;

    Accepted(IocpSocket child, InetSocketAddress local, InetSocketAddress remote) {
        this.child = child;
        this.local = local;
        this.remote = remote;
    }
}
