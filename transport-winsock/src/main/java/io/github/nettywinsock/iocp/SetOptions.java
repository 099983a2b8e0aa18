package io.github.nettywinsock.iocp;

import static io.github.nettywinsock.option.ControlCodes.SIO_TCP_INITIAL_RTO;
import static io.github.nettywinsock.option.SocketLevel.SO_LINGER;
import static io.github.nettywinsock.option.UdpLevel.UDP_RECV_MAX_COALESCED_SIZE;

import io.github.nettywinsock.option.WinsockOption;
import java.util.concurrent.atomic.AtomicInteger;

/** What was set on a SOCKET, as far as its channel has to know; on any thread. */
final class SetOptions {
    private final SetOptions listener;
    private final AtomicInteger count = new AtomicInteger();
    private volatile boolean linger;
    private volatile boolean initialRto;
    private volatile boolean coalescing;

    /** @param listener what was set on the listener that the SOCKET is a child of, or null */
    SetOptions(SetOptions listener) {
        this.listener = listener;
    }

    void add(WinsockOption<?> option) {
        count.incrementAndGet();
        if (option.isSameAs(SO_LINGER)) {
            linger = true;
        } else if (option.isSameAs(SIO_TCP_INITIAL_RTO)) {
            initialRto = true;
        } else if (option.isSameAs(UDP_RECV_MAX_COALESCED_SIZE)) {
            coalescing = true;
        }
    }

    /** How often options were set. */
    int count() {
        return count.get();
    }

    /**
     * Whether closing may wait for unsent data: {@code SO_LINGER} was set, on this SOCKET or on its listener, whose options it
     * gets when it is accepted.
     */
    boolean includeLinger() {
        return linger || listener != null && listener.linger;
    }

    /** Whether {@code SIO_TCP_INITIAL_RTO} was set. */
    boolean includeInitialRto() {
        return initialRto;
    }

    /** Whether {@code UDP_RECV_MAX_COALESCED_SIZE} was set. */
    boolean includeCoalescing() {
        return coalescing;
    }
}
