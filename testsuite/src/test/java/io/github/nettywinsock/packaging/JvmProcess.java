package io.github.nettywinsock.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Another JVM of this JRE. */
public final class JvmProcess {
    /** The build copies libraries there, a folder for each set of versions. */
    private static final Path LIBRARIES = Paths.get("target", "libraries");

    private JvmProcess() {}

    /** What a JVM with these arguments prints, which has to end well. */
    public static List<String> run(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Paths.get(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(arguments);
        Path errors = Files.createTempFile("jvm", ".log");
        Process process =
                new ProcessBuilder(command).redirectError(errors.toFile()).start();
        try {
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue())
                    .as("%s%s", output, Files.readString(errors))
                    .isZero();
            return output.lines().collect(Collectors.toList());
        } finally {
            process.destroyForcibly().waitFor(60, TimeUnit.SECONDS);
            Files.delete(errors);
        }
    }

    /** The jars of a set. */
    static List<Path> libraries(String set) throws IOException {
        try (Stream<Path> files = Files.list(LIBRARIES.resolve(set))) {
            return files.collect(Collectors.toList());
        }
    }

    /** The jar or the folder that a class is in. */
    public static Path home(Class<?> type) throws Exception {
        return Paths.get(
                type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }
}
