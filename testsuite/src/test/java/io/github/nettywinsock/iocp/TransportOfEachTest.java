package io.github.nettywinsock.iocp;

import io.github.nettywinsock.testsuite.WithoutWhims;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestInstanceFactoryContext;
import org.junit.jupiter.api.extension.TestInstancePreConstructCallback;
import org.junit.platform.commons.support.AnnotationSupport;
import org.opentest4j.TestAbortedException;

/** Ends the Windows in memory of each test, and says how to repeat one that fails. */
public final class TransportOfEachTest
        implements TestInstancePreConstructCallback, AfterTestExecutionCallback, AfterEachCallback {
    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
        return ExtensionContextScope.TEST_METHOD;
    }

    /** Before its fields are initialized, which make channels. */
    @Override
    public void preConstructTestInstance(TestInstanceFactoryContext factory, ExtensionContext context) {
        TransportUnderTest.hasWhims(!AnnotationSupport.isAnnotated(context.getTestMethod(), WithoutWhims.class)
                && !AnnotationSupport.isAnnotated(context.getTestClass(), WithoutWhims.class));
    }

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
