package io.github.nettywinsock.simulation;

/** An event object that the end of a wait resets. */
final class Event {
    final long handle;
    private final Thread creator = Thread.currentThread();
    private final String name;
    private boolean signalled;
    private boolean closed;
    private int waiting;

    Event(long handle, int number) {
        this.handle = handle;
        name = String.format("event %d (0x%x)", number, handle);
    }

    boolean isSignalled() {
        return signalled;
    }

    void signalled(boolean signalled) {
        this.signalled = signalled;
    }

    boolean isClosed() {
        return closed;
    }

    void close() {
        closed = true;
    }

    boolean isWaitedFor() {
        return waiting > 0;
    }

    /** Says that a wait begins or ends. */
    void waiting(int waits) {
        waiting += waits;
    }

    boolean isOfThisThread() {
        return Thread.currentThread() == creator;
    }

    @Override
    public String toString() {
        return name;
    }
}
