package io.github.nettywinsock.iocp;

import static io.github.nettywinsock.option.ControlCodes.SIO_TCP_INITIAL_RTO;
import static io.github.nettywinsock.option.SocketLevel.SO_LINGER;
import static io.github.nettywinsock.option.UdpLevel.UDP_RECV_MAX_COALESCED_SIZE;

import io.github.nettywinsock.option.WinsockOption;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** What was set on a SOCKET, as far as its channel has to know; on any thread. */
final class SetOptions {
    /** Those that a channel asks about. */
    private static final List<WinsockOption<?>> ASKED =
            List.of(SO_LINGER, SIO_TCP_INITIAL_RTO, UDP_RECV_MAX_COALESCED_SIZE);

    private final SetOptions listener;
    private final AtomicInteger count = new AtomicInteger();

    /** A bit for each of {@link #ASKED}. */
    private final AtomicInteger set = new AtomicInteger();

    /** @param listener what was set on the listener that the SOCKET is a child of, or null */
    SetOptions(SetOptions listener) {
        this.listener = listener;
    }

    void add(WinsockOption<?> option) {
        count.incrementAndGet();
        set.accumulateAndGet(bit(option), (before, bit) -> before | bit);
    }

    private static int bit(WinsockOption<?> option) {
        for (int i = 0; i < ASKED.size(); i++) {
            if (option.isSameAs(ASKED.get(i))) {
                return 1 << i;
            }
        }
        return 0;
    }

    /** How often options were set. */
    int count() {
        return count.get();
    }

    /** Whether an option was set, on this SOCKET or on its listener, whose options it gets when it is accepted. */
    boolean include(WinsockOption<?> option) {
        assert bit(option) != 0 : option;
        return (set.get() & bit(option)) != 0 || listener != null && listener.include(option);
    }
}
