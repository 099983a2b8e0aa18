package io.github.nettywinsock.simulation;

import io.github.nettywinsock.simulation.RuleDifferences.Difference;
import io.github.nettywinsock.testsuite.Wine;
import java.io.IOException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.opentest4j.TestAbortedException;

/**
 * Says what a rule that does not hold means. Under Wine it fails the build unless it is on record, and so does one that is
 * on record and holds; on Windows it fails the build unless the rule is disputed, and then the answer goes to a file.
 */
public final class RuleJudge implements InvocationInterceptor {
    private static final int SHORT_PATIENCE_MILLIS = 500;
    private static final String REGENERATE = "run with -Dregenerate=true to put it on record";

    private final boolean regenerate = Boolean.getBoolean("regenerate");

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        judge(invocation, method);
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        judge(invocation, method);
    }

    private void judge(Invocation<Void> invocation, ReflectiveInvocationContext<Method> method) throws Throwable {
        Object test = method.getTarget().orElse(null);
        if (!(test instanceof WindowsRules)) {
            invocation.proceed();
        } else if (Wine.major().isPresent()) {
            onWine(invocation, method, ((WindowsRules) test).door, Wine.major().getAsInt());
        } else {
            onWindows(invocation, method, (WindowsRules) test);
        }
    }

    private void onWine(Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, Door door, int wine)
            throws Throwable {
        RuleDifferences recorded = RuleDifferences.ofWine(wine);
        Difference known = recorded.of(name(method));
        if (known != null) {
            door.patience(SHORT_PATIENCE_MILLIS);
        }
        Throwable failure = failure(invocation);
        if (regenerate) {
            record(recorded, method, known, failure);
        } else if (!RuleDifferences.WINES.contains(wine)) {
            throw new TestAbortedException("nothing is on record of Wine " + wine, failure);
        } else if (failure != null && known == null) {
            failure.addSuppressed(new AssertionError("Wine " + wine + " has no such difference yet: " + REGENERATE));
            throw failure;
        } else if (failure == null && known != null && known.steady) {
            throw new AssertionError("Wine " + wine + " keeps " + known.rules + " by now: " + REGENERATE);
        }
    }

    private static void record(
            RuleDifferences recorded, ReflectiveInvocationContext<Method> method, Difference known, Throwable failure)
            throws IOException {
        if (failure != null) {
            recorded.put(difference(method, known == null || known.steady, Difference.answer(failure)));
        } else if (known != null && known.steady) {
            recorded.remove(known.test);
        }
        recorded.write();
    }

    private static void onWindows(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, WindowsRules test)
            throws Throwable {
        Throwable failure = failure(invocation);
        boolean disputed = Arrays.stream(rules(method)).map(Rule::of).allMatch(Rule::isDisputed);
        if (failure != null || disputed || !test.answers().isEmpty()) {
            String outcome = failure == null ? "as expected" : Difference.answer(failure);
            RuleDifferences windows = RuleDifferences.ofWindows();
            windows.put(difference(method, true, outcome + " " + test.answers()));
            windows.write();
        }
        if (failure != null && !disputed) {
            throw failure;
        }
    }

    private static Throwable failure(Invocation<Void> invocation) throws Throwable {
        try {
            invocation.proceed();
            return null;
        } catch (TestAbortedException e) {
            throw e;
        } catch (AssertionError | Exception e) {
            return e;
        }
    }

    private static Difference difference(ReflectiveInvocationContext<Method> method, boolean steady, String answer) {
        return new Difference(name(method), String.join(" ", rules(method)), steady, answer);
    }

    private static String[] rules(ReflectiveInvocationContext<Method> method) {
        return method.getExecutable().getAnnotation(Rules.class).value();
    }

    private static String name(ReflectiveInvocationContext<Method> method) {
        String arguments =
                method.getArguments().stream().map(String::valueOf).collect(Collectors.joining(", ", "(", ")"));
        return RuleIndex.test(method.getExecutable()) + (method.getArguments().isEmpty() ? "" : arguments);
    }
}
