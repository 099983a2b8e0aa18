package io.github.nettywinsock.iocp;

import io.github.nettywinsock.ws2.ForwardingPort;

/** A real completion port, the NTSTATUS of some of whose packets a test decides. */
final class InterceptedPort extends ForwardingPort {
    private final Statuses statuses;

    InterceptedPort(Statuses statuses) {
        super(TransportUnderTest.newPort());
        this.statuses = statuses;
    }

    /** Decides on a packet. */
    interface Statuses {
        /** The NTSTATUS that the packet of the call with this OVERLAPPED has, instead of {@code status}. */
        int statusOf(long lpOverlapped, int status);
    }

    @Override
    public int status(int index) {
        return statuses.statusOf(overlapped(index), super.status(index));
    }
}
