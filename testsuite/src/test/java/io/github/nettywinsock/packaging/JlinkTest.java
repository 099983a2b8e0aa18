package io.github.nettywinsock.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.Winsock;
import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A runtime image has the library as a module, with the modules of Netty and the {@code -jpms} jars of JNA. */
@DisabledOnOs(OS.WINDOWS) // where PackagingIT shows more
class JlinkTest {
    @Test
    void anImageRunsTheLibrary(@TempDir Path folder) throws Exception {
        List<Path> modules = new ArrayList<>(JvmProcess.libraries("current"));
        modules.addAll(JvmProcess.libraries("jna-jpms"));
        modules.add(JvmProcess.home(Winsock.class));
        Path image = folder.resolve("image");
        StringWriter said = new StringWriter();
        PrintWriter out = new PrintWriter(said);
        int exitCode = ToolProvider.findFirst("jlink")
                .orElseThrow()
                .run(
                        out,
                        out,
                        "--module-path",
                        modules.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
                        "--add-modules",
                        "io.github.nettywinsock",
                        "--output",
                        image.toString());
        assertThat(exitCode).as(said.toString()).isZero();
        Process java = new ProcessBuilder(
                        image.resolve("bin").resolve("java").toString(),
                        "-cp",
                        JvmProcess.home(EchoApplication.class).toString(),
                        EchoApplication.class.getName())
                .redirectErrorStream(true)
                .start();
        assertThat(new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("Winsock exists on Windows only; this JVM runs on ");
        assertThat(java.waitFor()).isZero();
    }
}
