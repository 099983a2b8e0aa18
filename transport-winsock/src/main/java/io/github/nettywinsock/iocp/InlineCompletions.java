package io.github.nettywinsock.iocp;

import java.util.ArrayDeque;

/**
 * The calls of an event loop that have completed inline. Who made one goes on with it, or leaves it to a later turn here,
 * so that others have theirs.
 */
final class InlineCompletions {
    /** How many are handled before the port is asked for others. */
    private static final int A_RUN = 256;

    /** How many of one channel are, as many as Netty reads of it at a time. */
    private static final int IN_A_ROW = 16;

    private final ArrayDeque<IocpOperation> later = new ArrayDeque<>();

    /** How many more this run handles. */
    private int left;

    /** Begins a run. */
    void begin() {
        left = A_RUN;
    }

    boolean isEmpty() {
        return later.isEmpty();
    }

    /**
     * Whether one may be handled by its caller; if not, others have their turn.
     *
     * @param before how many of its channel were handled just before
     */
    boolean take(int before) {
        return before < IN_A_ROW && take();
    }

    private boolean take() {
        if (left == 0) {
            return false;
        }
        left--;
        return true;
    }

    /** Handles one in this or a later run. */
    void handleLater(IocpOperation operation) {
        later.addLast(operation);
    }

    /** Handles some of those that earlier runs have left, so that packets never take all; returns how many. */
    int handleFirst() {
        return handle(A_RUN / 2);
    }

    /** Handles those that were left, as many as this run handles; returns how many. */
    int handle() {
        return handle(0);
    }

    private int handle(int spared) {
        int handled = 0;
        while (!later.isEmpty() && left > spared && take()) {
            IocpOperation operation = later.pollFirst();
            operation.registration().completed(operation);
            handled++;
        }
        return handled;
    }
}
