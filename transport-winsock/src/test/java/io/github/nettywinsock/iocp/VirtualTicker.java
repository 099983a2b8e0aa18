package io.github.nettywinsock.iocp;

import io.github.nettywinsock.simulation.SimulatedWindows;
import io.netty.util.concurrent.Ticker;
import java.util.concurrent.TimeUnit;

/** The clock of a simulated Windows, by which event loops schedule. */
final class VirtualTicker implements Ticker {
    private final SimulatedWindows windows;

    VirtualTicker(SimulatedWindows windows) {
        this.windows = windows;
    }

    @Override
    public long initialNanoTime() {
        return 0;
    }

    @Override
    public long nanoTime() {
        return windows.nanoTime();
    }

    @Override
    public void sleep(long delay, TimeUnit unit) {
        long end = windows.nanoTime() + unit.toNanos(delay);
        while (windows.nanoTime() < end) {
            windows.advance(end);
        }
    }
}
