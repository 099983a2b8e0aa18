package io.github.nettywinsock;

import java.util.concurrent.TimeUnit;

/** What becomes true when another thread has come so far: a test waits for the very thing, and no longer than it takes. */
public final class Eventually {
    /** Many times what it takes on a machine that has nothing else to do. */
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(30);

    private Eventually() {}

    /** Statements that throw an {@link AssertionError} as long as they do not hold. */
    public interface Assertion {
        void call() throws Exception;
    }

    /** Makes an assertion until it holds, for 30 seconds at most; then its last failure is thrown. */
    public static void eventually(Assertion assertion) throws Exception {
        long deadline = System.nanoTime() + LIMIT_NANOS;
        while (true) {
            try {
                assertion.call();
                return;
            } catch (AssertionError e) {
                if (System.nanoTime() - deadline > 0) {
                    throw e;
                }
            }
            Thread.sleep(2);
        }
    }
}
