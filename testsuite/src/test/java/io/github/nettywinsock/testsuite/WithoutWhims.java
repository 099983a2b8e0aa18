package io.github.nettywinsock.testsuite;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks tests for which a Windows in memory completes inline what it can, in one piece, as each real one does now. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface WithoutWhims {
    /** What the test counts on. */
    String value();
}
