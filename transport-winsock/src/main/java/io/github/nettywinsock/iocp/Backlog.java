package io.github.nettywinsock.iocp;

/**
 * The length of the queue of connections that are not accepted yet, as {@code SO_BACKLOG} asks for it.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/api/winsock2/nf-winsock2-listen">listen</a>
 */
final class Backlog {
    /** As in the JDK. */
    private static final int DEFAULT = 50;

    /** The most that a plain value has Windows take. */
    private static final int MAX_PLAIN = 200;

    private static final int MAX = 65535;

    private Backlog() {}

    /** The length. */
    static int length(int backlog) {
        return backlog < 1 ? DEFAULT : Math.min(backlog, MAX);
    }

    /** What to pass to {@code listen}: {@code SOMAXCONN_HINT} of what is longer than a plain value can be. */
    static int argument(int backlog) {
        int length = length(backlog);
        return length > MAX_PLAIN ? -length : length;
    }
}
