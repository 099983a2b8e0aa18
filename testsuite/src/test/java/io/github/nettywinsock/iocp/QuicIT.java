package io.github.nettywinsock.iocp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.Winsock;
import io.github.nettywinsock.packaging.JvmProcess;
import io.github.nettywinsock.testsuite.NeedsWindows;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Netty's QUIC codec on channels of datagrams with the options of {@code docs/which-option.md}, in a JVM with a Netty of its own:
 * see {@code testsuite/quic}.
 */
@NeedsWindows("another JVM")
class QuicIT {
    private static final Path PROGRAMS = Paths.get("quic", "target");

    @Test
    void everyByteComesBackOnEachStream() throws Exception {
        // it starts sooner without the second compiler
        assertThat(JvmProcess.run(List.of(
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        String.join(
                                File.pathSeparator,
                                Files.readString(PROGRAMS.resolve("class-path.txt")),
                                PROGRAMS.resolve("test-classes").toString(),
                                JvmProcess.home(Winsock.class).toString()),
                        "io.github.nettywinsock.quic.QuicEcho",
                        "8",
                        "300000")))
                .containsExactly(
                        "NIO 2400000 bytes, in segments: false false", "IOCP 2400000 bytes, in segments: true true");
    }
}
