package io.github.nettywinsock.frameworks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.Winsock;
import io.github.nettywinsock.packaging.JvmProcess;
import io.github.nettywinsock.testsuite.NeedsWindows;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Frameworks as they are get options from a file, over NIO and where they let it be plugged over IOCP, each in a JVM of its own:
 * see {@code testsuite/frameworks}.
 */
@NeedsWindows("another JVM")
@EnabledForJreRange(min = JRE.JAVA_17)
class FrameworksIT {
    private static final Path APPLICATIONS = Paths.get("frameworks", "target");

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "Grpc,      4.2, Nio Iocp, listener child client, hello",
        "Armeria,   4.2, Nio,      listener child client, hello",
        "Artemis,   4.2, Nio,      listener child client, hello",
        "Artemis,   4.1, Nio,      listener child client, hello",
        "Lettuce,   4.2, Nio Iocp, client,                hello",
        "Micronaut, 4.2, Nio Iocp, listener child,        404"
    })
    void optionsFromAFile(String framework, String netty, String transports, String roles, String answer)
            throws Exception {
        List<String> expected = new ArrayList<>();
        for (String transport : transports.split(" ")) {
            expected.add(answer);
            for (String role : roles.split(" ")) {
                expected.add(role + ' ' + transport + (role.equals("listener") ? "Server" : "") + "SocketChannel "
                        + value(role));
            }
        }
        for (String role : roles.split(" ")) {
            expected.add("INFO Options of " + role + " channels: "
                    + (role.equals("listener") ? "SO_EXCLUSIVEADDRUSE=true, " : "") + "SO_SNDTIMEO=" + value(role));
        }
        assertThat(run(framework, netty))
                .as("of TCP: some look up names by datagrams, sooner or later")
                .filteredOn(line -> !line.contains("datagram"))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    private static int value(String role) {
        return role.equals("listener") ? 1000 : role.equals("child") ? 2000 : 3000;
    }

    private List<String> run(String framework, String netty) throws Exception {
        Path options = Files.writeString(
                folder.resolve("winsock.properties"),
                "listener.SO_EXCLUSIVEADDRUSE = true\nlistener.SO_SNDTIMEO = 1000\n"
                        + "child.SO_SNDTIMEO = 2000\nclient.SO_SNDTIMEO = 3000\n");
        List<String> classPath = new ArrayList<>(
                List.of(Files.readString(APPLICATIONS.resolve("class-path.txt")).split(";")));
        if (netty.equals("4.1")) {
            classPath.removeIf(jar -> Paths.get(jar).getFileName().toString().startsWith("netty-"));
            // Java takes all jars of the folder.
            classPath.add(APPLICATIONS.resolve("netty-4.1").toString() + File.separator + '*');
        }
        classPath.add(APPLICATIONS.resolve("test-classes").toString());
        classPath.add(JvmProcess.home(Winsock.class).toString());
        try (LoopbackDns names = new LoopbackDns()) {
            // they start sooner without the second compiler
            return JvmProcess.run(List.of(
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-Dio.netty.bootstrap.extensions=serviceload",
                    "-Dio.github.nettywinsock.options=" + options,
                    "-cp",
                    String.join(File.pathSeparator, classPath),
                    "io.github.nettywinsock.application." + framework + "Application",
                    LoopbackDns.HOST,
                    String.valueOf(names.address().getPort())));
        }
    }
}
