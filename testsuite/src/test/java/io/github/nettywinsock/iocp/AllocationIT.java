package io.github.nettywinsock.iocp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.iocp.AllocationReport.Road;
import io.github.nettywinsock.packaging.JvmProcess;
import io.github.nettywinsock.testsuite.NeedsWindows;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an event loop allocates on a Windows JVM: one that has run nothing else, and has compiled its code for this. */
@NeedsWindows("the native calls")
class AllocationIT {
    @Test
    void nothingIsAllocatedBeyondThePacketsOfNetty() throws Exception {
        List<String> lines = JvmProcess.run(List.of(
                "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"), AllocationReport.class.getName()));
        assertThat(lines).hasSize(1 + Road.values().length);
        for (Road road : Road.values()) {
            String line = lines.get(1 + road.ordinal());
            String[] columns = line.substring(road.label.length()).trim().split(" +");
            assertThat(line).startsWith(road.label + ' ');
            assertThat(Double.parseDouble(columns[0]))
                    .as(line)
                    .isBetween((double) road.packets, road.packets + AllocationReport.NOISE);
        }
    }
}
