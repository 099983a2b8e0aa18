package io.github.nettywinsock;

/** The SOCKET of a channel, as far as the options need it. */
interface ChannelSocket {
    /** How far the socket has come, in this order. */
    enum State {
        UNBOUND("not bound"),
        BOUND("bound"),
        LISTENING("listening"),
        CONNECTING("connecting"),
        CONNECTED("connected"),
        CLOSED("closed");

        private final String text;

        State(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** The monitor without which the SOCKET is not closed. */
    Object lock();

    boolean isOpen();

    /** The SOCKET. To be called with {@link #lock()} held and {@link #isOpen()} seen true: Windows gives numbers again. */
    long handle();

    State state();

    /** Whether bind makes it listen. */
    boolean isListener();

    /** The listener that accepted it, or null. */
    ChannelSocket listener();
}
