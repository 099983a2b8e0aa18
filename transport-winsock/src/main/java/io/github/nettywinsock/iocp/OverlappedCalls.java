package io.github.nettywinsock.iocp;

import io.github.nettywinsock.ws2.CompletionPort;
import io.github.nettywinsock.ws2.WsaErrors;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.io.IOException;

/** The overlapped calls of a SOCKET, whose packets go to the completion port of one event loop. */
final class OverlappedCalls {
    private static final InternalLogger logger = InternalLoggerFactory.getInstance(OverlappedCalls.class);

    private final IocpSocket socket;
    private IocpIoHandler handler;
    private boolean skipsPackets;

    OverlappedCalls(IocpSocket socket) {
        this.socket = socket;
    }

    /**
     * Associates the SOCKET with the port of an event loop.
     *
     * @throws IllegalStateException when it belongs to another one
     */
    void associate(IocpIoHandler handler, CompletionPort port, long key) throws IOException {
        if (this.handler == handler) {
            return;
        }
        if (this.handler != null) {
            throw new IllegalStateException("a SOCKET belongs to the completion port of its first event loop for life:"
                    + " register the channel on that loop again, or open another channel");
        }
        socket.call("CreateIoCompletionPort", () -> port.CreateIoCompletionPort(socket.handle(), key));
        this.handler = handler;
        // A provider that has no real file handles posts a packet all the same.
        skipsPackets = handler.providers().giveFileHandle(socket)
                && socket.make(() -> socket.sockets().SetFileCompletionNotificationModes(socket.handle())) == 0;
    }

    /** Whether the SOCKET belongs to an event loop. */
    boolean areAssociated() {
        return handler != null;
    }

    /** Whether a call that completes inline with success posts no packet. */
    boolean skipPackets() {
        return skipsPackets;
    }

    /** Makes a call. */
    int start(IocpOperation operation) {
        synchronized (socket.lock()) {
            return socket.isOpen()
                    ? operation.start(socket.sockets(), socket.handle(), handler)
                    : -WsaErrors.WSAENOTSOCK;
        }
    }

    /** Cancels a call; its packet still comes. One that no memory could be had for was never made. */
    void cancel(IocpOperation operation) {
        if (operation.slot() != null) {
            cancel(operation.slot().address);
        }
    }

    /** Cancels all calls; their packets still come. */
    void cancelAll() {
        cancel(0);
    }

    private void cancel(long overlapped) {
        try {
            synchronized (socket.lock()) {
                if (socket.isOpen()) {
                    socket.sockets().CancelIoEx(socket.handle(), overlapped);
                }
            }
        } catch (Throwable e) {
            // The calls end later, with the SOCKET at the latest, which whoever cancels them may be closing.
            logger.warn("Unexpected exception from CancelIoEx", e);
        }
    }
}
