package io.github.nettywinsock.iocp;

import io.github.nettywinsock.engine.ChannelSocket.State;
import io.github.nettywinsock.ws2.OverlappedSockets;
import java.io.IOException;
import java.nio.ByteBuffer;

/** The event that tells of pending connections, for a listener that accepts with {@code WSAAccept}. */
final class AcceptEvents {
    private AcceptEvents() {}

    /** Has an event signalled when a connection is pending; accepting does not block any more. */
    static void select(IocpSocket listener, long event) throws IOException {
        listener.call("WSAEventSelect", () -> listener.sockets().WSAEventSelect(listener.handle(), event));
    }

    /** Whether it was recorded since the last call that a connection is pending. */
    static boolean isAcceptRecorded(IocpSocket listener) throws IOException {
        ByteBuffer events = IocpSocket.value();
        listener.call("WSAEnumNetworkEvents", () -> listener.sockets().WSAEnumNetworkEvents(listener.handle(), events));
        return (events.getInt(0) & OverlappedSockets.FD_ACCEPT) != 0;
    }

    /** Makes of a SOCKET that {@code WSAAccept} has made like its listener one as others are. */
    static void deselect(IocpSocket child) throws IOException {
        // First: until then child processes inherit it.
        child.call(
                "SetHandleInformation", State.CONNECTED, () -> child.sockets().SetHandleInformation(child.handle()));
        child.call("WSAEventSelect", () -> child.sockets().WSAEventSelect(child.handle(), 0));
        child.call("WSAIoctl(FIONBIO)", child::block);
    }
}
