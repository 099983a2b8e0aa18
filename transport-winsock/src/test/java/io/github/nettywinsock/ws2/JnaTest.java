package io.github.nettywinsock.ws2;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of a JNA that cannot be used. */
class JnaTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "com.sun.jna. | JNA is missing: add net.java.dev.jna:jna-platform 5.13 or newer to the class path",
                "com.sun.jna.platform. | the platform part of JNA is missing: add net.java.dev.jna:jna-platform 5.13 or"
                        + " newer to the class path",
                "com.sun.jna.SymbolProvider | is too old: net.java.dev.jna:jna-platform 5.13 or newer is needed"
            })
    void whatIsMissingIsNamedWithTheVersionThatIsNeeded(String missing, String message) {
        assertThatThrownBy(() -> Jna.requireClasses(without(missing)))
                .isInstanceOf(UnsatisfiedLinkError.class)
                .hasMessageEndingWith(message);
    }

    @Test
    void theOneOfTheTestsIsEnough() {
        assertThatCode(Jna::require).doesNotThrowAnyException();
    }

    private static ClassLoader without(String prefix) {
        return new ClassLoader(Jna.class.getClassLoader()) {
            @Override
            protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                if (name.startsWith(prefix)) {
                    throw new ClassNotFoundException(name);
                }
                return super.loadClass(name, resolve);
            }
        };
    }
}
