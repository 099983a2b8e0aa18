package io.github.nettywinsock.iocp;

import io.github.nettywinsock.ws2.ConditionProc;
import io.github.nettywinsock.ws2.WsaErrors;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;

/**
 * {@code WSAAccept} of one thread, and the close of the SOCKET that it uses. Windows may let it wait until its client has
 * completed the handshake, so no lock is held meanwhile. A handle must not be closed while a call begins with it, since its
 * number may be given again; so the thread closes it after the call, unless that waits for too long.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/api/winsock2/nf-winsock2-closesocket">closesocket</a>
 */
final class BlockingAccept {
    private static final InternalLogger logger = InternalLoggerFactory.getInstance(BlockingAccept.class);

    /** After how long a call that does not return waits for its client, and uses the number of the handle no more. */
    static final int LIMIT_MILLIS = 100;

    private final IocpServerSocketChannel listener;
    private final IocpSocket socket;

    // Guarded by the lock of the SOCKET are all that follow.

    private boolean pending;
    private boolean deciding;

    /** Whether the handle is still to be closed. */
    private boolean closesLater;

    BlockingAccept(IocpServerSocketChannel listener) {
        this.listener = listener;
        socket = listener.socket;
    }

    /** Whether a call is pending. */
    boolean isPending() {
        synchronized (socket.lock()) {
            return pending;
        }
    }

    /**
     * Asks a condition about the next connection, and returns its SOCKET or the error code negated.
     *
     * @param remote where the {@code sockaddr} of the client is written
     */
    long call(ByteBuffer remote, ConditionProc condition) {
        synchronized (socket.lock()) {
            if (!listener.isOpen()) {
                return -WsaErrors.WSAENOTSOCK;
            }
            pending = true;
        }
        try {
            return socket.sockets()
                    .WSAAccept(socket.handle(), remote, (caller, callee) -> decide(condition, caller, callee));
        } finally {
            returned();
        }
    }

    private int decide(ConditionProc condition, ByteBuffer caller, ByteBuffer callee) {
        if (!deciding(true)) {
            return ConditionProc.CF_REJECT;
        }
        int decision = condition.condition(caller, callee);
        return deciding(false) ? decision : ConditionProc.CF_REJECT;
    }

    /** Says whether the condition is being asked; returns whether it matters. */
    private boolean deciding(boolean now) {
        synchronized (socket.lock()) {
            deciding = now && listener.isOpen();
            return listener.isOpen();
        }
    }

    private void returned() {
        synchronized (socket.lock()) {
            pending = false;
        }
        closeIfLeft();
    }

    /** Closes the SOCKET, or leaves it to the pending call. */
    void closeSocket() throws IOException {
        boolean now;
        synchronized (socket.lock()) {
            if (!socket.giveUp()) {
                return;
            }
            now = !pending;
            closesLater = pending;
        }
        if (now) {
            socket.closeHandle();
        } else {
            listener.other().schedule(this::closeAnyway, LIMIT_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** Closes the SOCKET of a call that does not return, which may end it. On a thread that may have to wait for that. */
    void closeAnyway() {
        synchronized (socket.lock()) {
            if (deciding) {
                // The call still uses the handle when the condition has decided.
                return;
            }
        }
        closeIfLeft();
    }

    private void closeIfLeft() {
        synchronized (socket.lock()) {
            if (!closesLater) {
                return;
            }
            closesLater = false;
        }
        try {
            socket.closeHandle();
        } catch (Throwable e) {
            logger.debug("Closing the SOCKET of {} failed", listener, e);
        }
    }
}
