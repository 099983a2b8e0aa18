package io.github.nettywinsock.simulation;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * Rules of Windows, one test a rule, which a {@code *RulesTest} holds against the Windows in memory with several seeds, and
 * against a real one in {@code testsuite}.
 */
@ParameterizedClass(name = "{0}")
@ArgumentsSource(WindowsUnderTest.All.class)
abstract class WindowsRules {
    static final InetAddress LOOPBACK = Addresses.of(new byte[] {127, 0, 0, 1});
    static final InetAddress WILDCARD = Addresses.wildcard(Door.AF_INET);

    @Parameter
    WindowsUnderTest windows;

    Door door;

    private final List<String> answers = new ArrayList<>();

    @BeforeEach
    final void open() {
        door = windows.open();
    }

    @AfterEach
    final void close() {
        door.close();
        windows.verify();
    }

    /** Notes what this Windows has answered where the rules leave it open. */
    final void tell(String question, Object answer) {
        answers.add(question + ": " + answer);
    }

    /** What it has answered. */
    final List<String> answers() {
        return answers;
    }
}
