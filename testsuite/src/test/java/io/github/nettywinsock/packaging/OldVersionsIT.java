package io.github.nettywinsock.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.Winsock;
import io.github.nettywinsock.testsuite.NeedsWindows;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application with the oldest versions of what the library needs, and with Netty 4.1, in a JVM of its own. */
@NeedsWindows("another JVM")
class OldVersionsIT {
    @Test
    void nettyOf41HasOptionsOverNio() throws Exception {
        assertThat(run("netty-4.1", List.of()))
                .containsExactly(
                        "initializer: hello 33000 34000 true",
                        "channel class: hello 33000 34000 true",
                        "iocp: it needs Netty 4.2.7 or newer, not " + version("netty-4.1"));
    }

    @Test
    void nettyOf41TakesOptionsFromAFile(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(
                folder.resolve("winsock.properties"), "listener.SO_RCVBUF = 33000\nchild.SO_SNDBUF = 34000\n");
        assertThat(run(
                        "netty-4.1",
                        List.of(
                                "-Dio.netty.bootstrap.extensions=serviceload",
                                "-Dio.github.nettywinsock.options=" + file),
                        "file"))
                .containsExactly("file: hello 33000 34000 true");
    }

    @Test
    void theOldestNetty42AndTheOldestJnaHaveOptionsOverNio() throws Exception {
        assertThat(run("netty-4.2.0", List.of()))
                .containsExactly(
                        "initializer: hello 33000 34000 true",
                        "channel class: hello 33000 34000 true",
                        "iocp: it needs Netty 4.2.7 or newer, not 4.2.0.Final");
    }

    @Test
    void theOldestNettyOfTheIocpTransport() throws Exception {
        assertThat(run("netty-4.2.7", List.of()))
                .containsExactly(
                        "initializer: hello 33000 34000 true",
                        "channel class: hello 33000 34000 true",
                        "iocp: hello 33000 34000 true");
    }

    private static String version(String libraries) throws IOException {
        return JvmProcess.libraries(libraries).stream()
                .map(jar -> jar.getFileName().toString())
                .filter(name -> name.startsWith("netty-transport-"))
                .map(name -> name.substring("netty-transport-".length(), name.length() - ".jar".length()))
                .findFirst()
                .orElseThrow();
    }

    /** What the application says on Netty and JNA of a set. */
    private static List<String> run(String libraries, List<String> jvmArguments, String... arguments) throws Exception {
        List<Path> classPath = new ArrayList<>(JvmProcess.libraries(libraries));
        classPath.add(JvmProcess.home(Winsock.class));
        classPath.add(JvmProcess.home(EchoApplication.class));
        List<String> all = new ArrayList<>(jvmArguments);
        all.add("-cp");
        all.add(classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        all.add(EchoApplication.class.getName());
        all.addAll(List.of(arguments));
        return JvmProcess.run(all);
    }
}
