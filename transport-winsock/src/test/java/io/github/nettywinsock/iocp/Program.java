package io.github.nettywinsock.iocp;

import java.util.List;

/**
 * One run of a program that a seed makes up. Its steps are numbered; what a step does follows from the seed, from its number
 * and from what it meets. So it stays a program when steps are left out, which is how one that fails is made small.
 */
interface Program extends AutoCloseable {
    /**
     * Runs steps and then the end, once.
     *
     * @param steps their numbers, in ascending order
     * @return what was wrong, one line a fault; each begins with what it is about and tells a reader which rule is broken
     */
    List<String> run(int[] steps);

    /** A hash of all that has happened, which is the same for the same seed and steps. */
    long hash();

    /** Its steps in words, and the newest events of its machine. */
    String description(int events);

    /** Gives its memory back. */
    @Override
    void close();
}
