package io.github.nettywinsock.simulation;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** The Windows in memory keeps the rules, whatever its schedule. */
@ParameterizedClass
@ValueSource(longs = {1, 2, 3, 4, 5})
class SimulatedWindowsRulesTest extends WindowsRules {
    @Parameter
    long seed;

    private SimulatedWindows windows;

    @Override
    Door newDoor() {
        windows = SimulatedWindows.inVirtualTime(seed);
        return new Door(windows.ws2(), windows.sockets(), windows.newPort(16));
    }

    @AfterEach
    void nothingUndefinedWasDone() {
        windows.verify();
    }
}
