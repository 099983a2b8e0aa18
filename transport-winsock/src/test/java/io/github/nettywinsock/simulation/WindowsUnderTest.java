package io.github.nettywinsock.simulation;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nettywinsock.ws2.CompletionPort;
import io.github.nettywinsock.ws2.NativeCompletionPort;
import io.github.nettywinsock.ws2.NativeOverlappedSockets;
import io.github.nettywinsock.ws2.NativeWinsock2;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;

/**
 * Which Windows the rules are held against: simulated ones, or with the system property {@code rules.windows=real} that of
 * this machine.
 */
final class WindowsUnderTest {
    private static final int SEEDS = 5;
    private static final int PACKETS = 16;

    private final long seed;
    private SimulatedWindows simulated;
    private boolean expectsMisuse;

    private WindowsUnderTest(long seed) {
        this.seed = seed;
    }

    static boolean isReal() {
        return "real".equals(System.getProperty("rules.windows"));
    }

    /** Opens the door to a new Windows, or to that of this machine. */
    Door open() {
        expectsMisuse = false;
        if (isReal()) {
            return new Door(
                    NativeWinsock2.load(), NativeOverlappedSockets.load(), NativeCompletionPort.create(PACKETS));
        }
        simulated = SimulatedWindows.inVirtualTime(seed);
        return new Door(simulated.ws2(), simulated.sockets(), simulated.newPort(PACKETS));
    }

    /** Creates one more port. */
    CompletionPort newPort() {
        return isReal() ? NativeCompletionPort.create(PACKETS) : simulated.newPort(PACKETS);
    }

    /** The handle of an event, one a JVM. */
    static long event() {
        return isReal() ? Event.HANDLE : Long.BYTES;
    }

    /** Says that the test does on purpose what a caller must not do; the simulation has to notice. */
    void expectMisuse() {
        expectsMisuse = true;
    }

    /** What an {@link OnlySimulated} test may do more with. */
    SimulatedWindows simulated() {
        return simulated;
    }

    /** Checks that the test has done nothing undefined, as far as one can know. */
    void verify() {
        if (simulated == null) {
            return;
        }
        if (expectsMisuse) {
            assertThatThrownBy(simulated::verify).isInstanceOf(AssertionError.class);
        } else {
            simulated.verify();
        }
    }

    @Override
    public String toString() {
        return isReal() ? "Windows" : "seed " + seed;
    }

    private static final class Event {
        private static final long HANDLE = NativeOverlappedSockets.load().CreateEventW();
    }

    /** All that there is to choose from. */
    static final class All implements ArgumentsProvider {
        @Override
        public Stream<Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
            return LongStream.rangeClosed(1, isReal() ? 1 : SEEDS)
                    .mapToObj(seed -> Arguments.of(new WindowsUnderTest(seed)));
        }
    }
}
