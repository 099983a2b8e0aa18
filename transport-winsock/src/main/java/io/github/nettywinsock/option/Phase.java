package io.github.nettywinsock.option;

/** When Windows lets an option be set. */
public enum Phase {
    /** On an unbound socket. */
    BEFORE_BIND("before bind"),
    /** On a socket that does not listen yet. Over NIO that is before bind: the JDK binds and listens in one call. */
    BEFORE_LISTEN("before listen"),
    /** On a bound socket. */
    AFTER_BIND("after bind"),
    /** On a socket that is not connected; on a listener, before bind. */
    BEFORE_CONNECT("before connect"),
    /** On a connected socket. */
    AFTER_CONNECT("after connect"),
    /** On a socket that a listener has accepted. */
    AFTER_ACCEPT("after accept"),
    /** At any time. */
    ANY("at any time");

    private final String text;

    Phase(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
