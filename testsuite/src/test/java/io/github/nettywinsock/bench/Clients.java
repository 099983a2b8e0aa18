package io.github.nettywinsock.bench;

/** Clients of an echo server in a Windows in memory. */
public interface Clients extends AutoCloseable {
    /** Has them send so many messages more, after which they rest. */
    void goOn(long messages);

    /** Does what is to be done now. */
    void act();

    /** How many messages came back. */
    long echoes();

    /** Whether they have all the messages back that they were to send. */
    boolean rest();

    @Override
    void close();
}
