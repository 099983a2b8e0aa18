package io.github.nettywinsock.testsuite;

import io.github.nettywinsock.iocp.TransportUnderTest;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/**
 * Interrupts a test that hangs. Netty's tests have limits of their own, some of 3 seconds: too few for a JVM under Wine on
 * a machine that has other work.
 */
public final class TestLimit implements InvocationInterceptor {
    private static final Duration LIMIT = Duration.ofMinutes(TransportUnderTest.IS_SIMULATED ? 1 : 5);

    private static final ScheduledExecutorService TIMER = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "test limit");
        thread.setDaemon(true);
        return thread;
    });

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        limit(invocation);
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        limit(invocation);
    }

    private static void limit(Invocation<Void> invocation) throws Throwable {
        Thread test = Thread.currentThread();
        ScheduledFuture<?> alarm = TIMER.schedule(test::interrupt, LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        try {
            invocation.proceed();
        } catch (InterruptedException e) {
            throw (Exception) new TimeoutException("interrupted after " + LIMIT).initCause(e);
        } finally {
            alarm.cancel(false);
        }
    }
}
