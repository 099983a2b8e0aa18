package io.github.nettywinsock.iocp;

import java.util.ArrayDeque;

/** Calls that have completed while their channel is registered nowhere: its pipeline hears of them when it is again. */
final class HeldCompletions {
    private final AbstractIocpChannel channel;
    private final ArrayDeque<IocpOperation> operations = new ArrayDeque<>(2);

    HeldCompletions(AbstractIocpChannel channel) {
        this.channel = channel;
    }

    /** Keeps a call that has completed, if the channel is registered nowhere; returns whether it does. */
    boolean hold(IocpOperation operation) {
        return !channel.isRegistered() && channel.isOpen() && operations.add(operation);
    }

    /** Hands them over. */
    void handle() {
        for (IocpOperation operation = operations.poll(); operation != null; operation = operations.poll()) {
            operation.registration().handle(operation);
        }
    }
}
