package io.github.nettywinsock.simulation;

import static io.github.nettywinsock.ws2.WsaErrors.WSA_IO_PENDING;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.simulation.Door.Packet;
import io.github.nettywinsock.simulation.Door.Slot;
import io.github.nettywinsock.ws2.NtStatus;
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

    /** Sends a text and waits until it is taken over. */
    final void send(long s, String text) {
        Slot slot = door.slot(text);
        assertThat(door.end(door.send(s, slot), slot).status).isZero();
    }

    /** Receives until the end of the stream, or until there are {@code length} bytes. */
    final String receive(long s, int length) {
        StringBuilder received = new StringBuilder();
        while (received.length() < length) {
            Slot slot = door.slot(length - received.length());
            Packet end = door.end(door.receive(s, slot), slot);
            assertThat(end.status).isZero();
            if (end.bytes == 0) {
                break;
            }
            received.append(slot.text(end.bytes));
        }
        return received.toString();
    }

    /** The WSA error code with which a receive ends, or 0. */
    final int receiveError(long s) {
        Slot slot = door.slot(1);
        int result = door.receive(s, slot);
        return result < 0 && result != -WSA_IO_PENDING
                ? -result
                : NtStatus.wsaError(door.await(slot).status, door.port);
    }

    /** Closes a connection by a reset. */
    final void reset(long s) {
        assertThat(door.set(s, "SO_LINGER", 1)).isZero();
        door.close(s);
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
