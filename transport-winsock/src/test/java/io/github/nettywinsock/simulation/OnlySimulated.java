package io.github.nettywinsock.simulation;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A rule whose test a real Windows cannot be put to, and why. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(OnlySimulated.Condition.class)
@interface OnlySimulated {
    /** Why. */
    String value();

    /** Leaves the test out on a real Windows. */
    final class Condition implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return WindowsUnderTest.isReal()
                    ? ConditionEvaluationResult.disabled("only in the simulation")
                    : ConditionEvaluationResult.enabled("simulated");
        }
    }
}
