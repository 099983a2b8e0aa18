package io.github.nettywinsock.iocp;

import java.util.Collection;
import java.util.TreeSet;

/** Prints the native calls of the transport for a message, by name, beside those of C. */
public final class CallReport {
    private static final String LINE = "%-38s %-8s %-16s %s%n";

    private CallReport() {}

    /** Counts them. */
    public static void main(String[] arguments) {
        System.out.printf(LINE, "for each message", "comes", "native calls", "by name");
        for (Workload workload : Workload.values()) {
            CallCounts transport = CallCounts.ofTransport(workload);
            CallCounts bare = CallCounts.ofBare(workload);
            System.out.printf(
                    LINE,
                    workload.label(),
                    workload.comes(),
                    CallCounts.totals(transport, bare),
                    byName(transport, bare));
        }
    }

    private static String byName(CallCounts transport, CallCounts bare) {
        Collection<String> names = new TreeSet<>(transport.byName().keySet());
        names.addAll(bare.byName().keySet());
        StringBuilder text = new StringBuilder();
        for (String name : names) {
            text.append(String.format("%s %.2f, C %.2f; ", name, transport.of(name), bare.of(name)));
        }
        return text.toString().stripTrailing();
    }
}
