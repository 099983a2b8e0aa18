package io.github.nettywinsock.iocp;

/** Something that a handler does when something happens. */
final class Reaction {
    /** What happens. */
    enum Event {
        REGISTERED,
        ACTIVE,
        READ,
        READ_COMPLETE,
        INPUT_END,
        EXCEPTION,
        WRITABILITY,
        INACTIVE,
        UNREGISTERED
    }

    final Event event;
    private final Runnable action;

    Reaction(Event event, Runnable action) {
        this.event = event;
        this.action = action;
    }

    void run() {
        action.run();
    }

    /** Throws whatever it is. */
    static void toss(Throwable e) {
        Reaction.<RuntimeException>sneak(e);
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable e) throws T {
        throw (T) e;
    }
}
