package io.github.nettywinsock.iocp;

import io.github.nettywinsock.iocp.AbstractIocpChannel.AbstractIocpUnsafe;
import io.github.nettywinsock.ws2.WsaErrors;
import io.netty.channel.IoOps;
import io.netty.channel.IoRegistration;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/** The registration of a channel with an event loop: it makes the calls of the channel, and hands it their completions. */
final class IocpRegistration implements IoRegistration {
    private static final InternalLogger logger = InternalLoggerFactory.getInstance(IocpRegistration.class);

    private final IocpIoHandler handler;
    private final AbstractIocpUnsafe handle;
    private final AtomicBoolean canceled = new AtomicBoolean();

    /** The operations that have a slot of this registration. */
    private final List<IocpOperation> operations = new ArrayList<>(2);

    private int pendingCalls;

    IocpRegistration(IocpIoHandler handler, AbstractIocpUnsafe handle) {
        this.handler = handler;
        this.handle = handle;
    }

    IocpIoHandler handler() {
        return handler;
    }

    AbstractIocpUnsafe handle() {
        return handle;
    }

    /** The number of calls whose completion was not handled yet. */
    int pendingCalls() {
        return pendingCalls;
    }

    /** This registration itself, which Netty wraps. */
    @SuppressWarnings("unchecked")
    @Override
    public <T> T attachment() {
        return (T) this;
    }

    @Override
    public long submit(IoOps ops) {
        IocpOperation operation = (IocpOperation) ops;
        if (handler.isOnThread()) {
            submitForLater(operation);
        } else {
            handler.execute(() -> submitForLater(operation));
        }
        return 0;
    }

    private void submitForLater(IocpOperation operation) {
        if (submit(operation)) {
            handleLater(operation);
        }
    }

    /**
     * Makes a call. It always completes: its channel would wait for ever for one that does not.
     *
     * @return whether it has completed inline: the caller goes on with it, or has it {@linkplain #handleLater handled
     *         later}. If not, the channel is handed the completion.
     */
    boolean submit(IocpOperation operation) {
        begins(operation);
        boolean inline = completesInline(operation);
        if (inline) {
            operation.handled();
            ends();
        }
        return inline;
    }

    private boolean completesInline(IocpOperation operation) {
        try {
            if (!isValid()) {
                operation.completedInline(WsaErrors.WSA_OPERATION_ABORTED);
                return true;
            }
            adopt(operation);
            operation.clearMemory();
            int result = handle.socket().overlapped().start(operation);
            if (result == -WsaErrors.WSA_IO_PENDING) {
                return false;
            }
            if (result == 0 && !handle.socket().overlapped().skipPackets()) {
                operation.hasCompleted(true);
                return false;
            }
            operation.completedInline(-result);
        } catch (Throwable e) {
            logger.warn("A call of {} could not be made", handle, e);
            operation.completedInline(e);
        }
        return true;
    }

    /** Has the channel handed the completion of a call that has completed inline, in this or a later run of the event loop. */
    void handleLater(IocpOperation operation) {
        begins(operation);
        operation.hasCompleted(true);
        handler.inline().handleLater(operation);
    }

    /** Hands a completion to the channel, or has the channel keep it while it is registered nowhere. */
    void completed(IocpOperation operation) {
        if (!handle.held().hold(operation)) {
            handle(operation);
        }
    }

    /** Hands a completion to the channel. */
    void handle(IocpOperation operation) {
        operation.handled();
        try {
            handle.handle(this, operation);
        } catch (Throwable e) {
            failed(operation, e);
        } finally {
            ends();
        }
    }

    private void failed(IocpOperation operation, Throwable cause) {
        try {
            logger.debug("Unexpected exception from the handling of {}", operation, cause);
            handle.failed(cause);
        } catch (Throwable e) {
            logger.warn("Unexpected exception from {} after {}", handle, cause, e);
        }
    }

    private void begins(IocpOperation operation) {
        operation.begin(this);
        pendingCalls++;
    }

    private void ends() {
        pendingCalls--;
        if (!isValid()) {
            removeIfEnded();
        }
    }

    /** Sees to it that the operation has a slot, which it keeps when the channel was registered again meanwhile. */
    private void adopt(IocpOperation operation) {
        if (operation.mayStillComplete()) {
            operation.slotOwner().operations.remove(operation);
            giveBack(operation);
        }
        if (operation.slotOwner() == this) {
            return;
        }
        if (operation.slotOwner() == null) {
            operation.slot(handler.memory().slab().acquire(operation));
        } else {
            operation.slotOwner().operations.remove(operation);
        }
        operation.slotOwner(this);
        operations.add(operation);
    }

    private void giveBack(IocpOperation operation) {
        if (operation.mayStillComplete()) {
            handler.memory().slab().retire(operation.slot());
        } else {
            handler.memory().slab().release(operation.slot());
        }
        operation.slot(null);
        operation.slotOwner(null);
    }

    @Override
    public boolean isValid() {
        return !canceled.get();
    }

    @Override
    public boolean cancel() {
        if (!canceled.compareAndSet(false, true)) {
            return false;
        }
        if (handler.isOnThread()) {
            removeIfEnded();
        } else {
            removeLater();
        }
        return true;
    }

    private void removeLater() {
        try {
            handler.execute(this::removeIfEnded);
        } catch (RejectedExecutionException e) {
            logger.debug("The slots of {} are given back already: its event loop has shut down", handle, e);
        }
    }

    private void removeIfEnded() {
        if (pendingCalls == 0 && handler.remove(this)) {
            for (IocpOperation operation : operations) {
                operation.losesSlot();
                giveBack(operation);
            }
            operations.clear();
            handle.unregistered();
        }
    }

    /** Closes the channel. */
    void close() {
        try {
            handle.close();
        } catch (Throwable e) {
            logger.debug("Exception while closing {}", handle, e);
        }
    }
}
