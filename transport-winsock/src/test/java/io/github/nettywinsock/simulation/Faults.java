package io.github.nettywinsock.simulation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Errors that calls are made to answer, at the n-th call or at a rate. */
public final class Faults {
    private final SimulatedWindows windows;
    private final List<Fault> faults = new ArrayList<>();
    private final Set<String> functions = new HashSet<>();
    private long struck;
    private boolean suspended;

    Faults(SimulatedWindows windows) {
        this.windows = windows;
    }

    /** Has the {@code n}-th call of a function from now on, counted from 1, answer an error and do nothing. */
    public void failNth(String function, int n, int error) {
        synchronized (windows.timeline) {
            faults.add(new Fault(function, n, 0, error, null));
        }
    }

    /** Has the {@code n}-th call of a function from now on, counted from 1, throw and do nothing. */
    public void throwNth(String function, int n, Supplier<? extends Error> thrown) {
        synchronized (windows.timeline) {
            faults.add(new Fault(function, n, 0, 0, thrown));
        }
    }

    /** Has a share of the calls of a function answer an error and do nothing. */
    public void failSome(String function, int percent, int error) {
        synchronized (windows.timeline) {
            faults.add(new Fault(function, 0, percent, error, null));
        }
    }

    /**
     * Has the packet of the {@code n}-th call of a kind from now on, counted from 1, tell of a failure; the call has done
     * nothing then.
     */
    public void failNthPacket(String function, int n, int status) {
        synchronized (windows.timeline) {
            faults.add(new Fault("packet of " + function, n, 0, status, null));
        }
    }

    /** The status that the packet of a call is to have, or 0. */
    int packet(Call.Kind kind, SimulatedSocket socket) {
        return inline("packet of " + kind, socket);
    }

    /** How often calls were made to fail. */
    public long struck() {
        synchronized (windows.timeline) {
            return struck;
        }
    }

    /** Whether a call of a function was made to fail. */
    public boolean hasStruck(String function) {
        synchronized (windows.timeline) {
            return functions.stream().anyMatch(called -> isOf(function, called));
        }
    }

    /** Makes no call fail meanwhile, nor counts it. */
    public void suspend(boolean suspended) {
        synchronized (windows.timeline) {
            this.suspended = suspended;
        }
    }

    boolean isSuspended() {
        return suspended;
    }

    /** Ends all of it. */
    public void clear() {
        synchronized (windows.timeline) {
            faults.clear();
        }
    }

    /** The error that a call is to answer, or 0. */
    int inline(String function, SimulatedSocket socket) {
        for (int i = 0; i < faults.size() && !suspended; i++) {
            Fault fault = faults.get(i);
            if (isOf(fault.function, function) && fault.strikes()) {
                struck++;
                functions.add(function);
                if (fault.thrown != null) {
                    windows.log(socket, "%s throws", function);
                    throw fault.thrown.get();
                }
                windows.log(socket, "%s fails with %d", function, fault.error);
                return fault.error;
            }
        }
        return 0;
    }

    /** Whether a call is one of a function: some calls tell its name with what they are about. */
    private static boolean isOf(String function, String called) {
        return called.startsWith(function)
                && (called.length() == function.length() || called.charAt(function.length()) == ' ');
    }

    private final class Fault {
        private final String function;
        private final int percent;
        private final int error;
        private final Supplier<? extends Error> thrown;
        private int callsUntil;

        Fault(String function, int callsUntil, int percent, int error, Supplier<? extends Error> thrown) {
            this.function = function;
            this.callsUntil = callsUntil;
            this.percent = percent;
            this.error = error;
            this.thrown = thrown;
        }

        boolean strikes() {
            return percent > 0 ? windows.schedule.pick(100) < percent : --callsUntil == 0;
        }
    }
}
