package io.github.nettywinsock.iocp;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;

/** Ends the Windows in memory of each test, and says how to repeat one that fails. */
public final class TransportOfEachTest implements AfterTestExecutionCallback, AfterEachCallback {
    @Override
    public void afterTestExecution(ExtensionContext context) {
        boolean failed = context.getExecutionException()
                .filter(e -> !(e instanceof TestAbortedException))
                .isPresent();
        if (TransportUnderTest.IS_SIMULATED && failed) {
            System.err.println(context.getUniqueId() + " fails on " + TransportUnderTest.description());
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        TransportUnderTest.end();
    }
}
