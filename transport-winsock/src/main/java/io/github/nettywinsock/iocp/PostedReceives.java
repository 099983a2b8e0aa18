package io.github.nettywinsock.iocp;

/**
 * The receives of a channel that were posted and are not handled, the oldest first. Windows fills them in this order (R222,
 * R333), which need not be the one in which they are known to have completed: one that completes inline is known at once,
 * while the packets of those before it wait in the port.
 */
final class PostedReceives {
    private ReceiveOperation first;
    private ReceiveOperation last;
    private ReceiveOperation unused;
    private int size;

    /** How many there are. */
    int size() {
        return size;
    }

    /** The oldest, or null. */
    ReceiveOperation first() {
        return first;
    }

    void add(ReceiveOperation receive) {
        receive.next = null;
        if (last == null) {
            first = receive;
        } else {
            last.next = receive;
        }
        last = receive;
        size++;
    }

    /** Takes the oldest off, and has it used again. */
    void removeFirst() {
        ReceiveOperation removed = first;
        first = removed.next;
        if (first == null) {
            last = null;
        }
        size--;
        removed.next = unused;
        unused = removed;
    }

    /** One that was taken off, to be used again, or null. */
    ReceiveOperation pollUnused() {
        ReceiveOperation receive = unused;
        if (receive != null) {
            unused = receive.next;
        }
        return receive;
    }
}
