package io.github.nettywinsock.simulation;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Which documented or observed rules of Windows a part of the simulation keeps, or a test shows, by their ids. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Rules {
    /** The ids, such as R019. */
    String[] value();
}
