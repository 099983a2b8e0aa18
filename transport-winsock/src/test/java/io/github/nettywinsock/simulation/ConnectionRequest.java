package io.github.nettywinsock.simulation;

import io.github.nettywinsock.ws2.WsaErrors;

/** A connection that waits to be accepted: its handshake is done, or waits for the answer of a condition. */
final class ConnectionRequest {
    /** The end of the listener. */
    final Endpoint endpoint;

    /** The handshake that waits, or null. */
    final Handshake handshake;

    private boolean offered;

    ConnectionRequest(Endpoint endpoint, Handshake handshake) {
        this.endpoint = endpoint;
        this.handshake = handshake;
    }

    /** Whether a condition is being asked about it. */
    boolean isOffered() {
        return offered;
    }

    void offered(boolean offered) {
        this.offered = offered;
    }

    /** Whether its client has given up, or has reset the connection. */
    boolean isGone() {
        return handshake != null ? handshake.isWithdrawn() : endpoint.failure() != 0;
    }

    /** Refuses the client; one whose handshake is done is disconnected. */
    @Rules({"R147", "R155"})
    void refuse(boolean reset) {
        if (handshake != null) {
            handshake.refuse();
        } else if (reset) {
            endpoint.abort(WsaErrors.WSAECONNABORTED, Status.CANCELLED);
        } else {
            endpoint.close();
        }
    }
}
