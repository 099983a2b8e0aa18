package io.github.nettywinsock.bench;

/** No clients at all, but something that is done again and again, as if for each of their messages. */
public final class Repetition implements Clients {
    private final Runnable task;
    private long left;
    private long done;

    public Repetition(Runnable task) {
        this.task = task;
    }

    /** Does it once. */
    public void run() {
        task.run();
        left--;
        done++;
    }

    @Override
    public void goOn(long messages) {
        left += messages;
    }

    @Override
    public void act() {}

    @Override
    public long echoes() {
        return done;
    }

    @Override
    public boolean rest() {
        return left <= 0;
    }

    @Override
    public void close() {}
}
