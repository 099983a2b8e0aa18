package io.github.nettywinsock.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.Winsock;
import io.github.nettywinsock.testsuite.NeedsWindows;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;

/**
 * An application with the library on the module path, in one jar, in a jar of Spring Boot and as a bundle, without flags of the
 * JVM.
 */
@NeedsWindows("another JVM")
class PackagingIT {
    private static final String[] ALL_WAYS = {
        "initializer: hello 33000 34000 true", "channel class: hello 33000 34000 true", "iocp: hello 33000 34000 true"
    };

    @TempDir
    Path folder;

    @Test
    void onTheModulePath() throws Exception {
        List<Path> modules = new ArrayList<>(JvmProcess.libraries("current"));
        modules.addAll(JvmProcess.libraries("jna-jpms"));
        modules.add(JvmProcess.home(Winsock.class));
        assertThat(JvmProcess.run(List.of(
                        "-p",
                        path(modules),
                        "--add-modules",
                        "io.github.nettywinsock",
                        "-cp",
                        JvmProcess.home(EchoApplication.class).toString(),
                        EchoApplication.class.getName())))
                .containsExactly(ALL_WAYS);
    }

    @Test
    void inOneJar() throws Exception {
        List<Path> homes = libraries();
        homes.add(JvmProcess.home(EchoApplication.class));
        Path jar = Jars.shaded(folder.resolve("application.jar"), EchoApplication.class, homes);
        assertThat(JvmProcess.run(List.of("-jar", jar.toString()))).containsExactly(ALL_WAYS);
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_17)
    void inAJarOfSpringBoot() throws Exception {
        Path jar = Jars.springBoot(
                folder.resolve("application.jar"),
                EchoApplication.class,
                JvmProcess.home(EchoApplication.class),
                libraries(),
                JvmProcess.libraries("spring-boot").get(0));
        assertThat(JvmProcess.run(List.of("-jar", jar.toString()))).containsExactly(ALL_WAYS);
    }

    @Test
    void asABundle() throws Exception {
        Path tests = JvmProcess.home(EchoApplication.class);
        Map<String, byte[]> classes = Jars.files(tests);
        classes.keySet()
                .removeIf(
                        name -> !name.startsWith(EchoApplication.class.getName().replace('.', '/')));
        Path application = Jars.bundle(
                folder.resolve("application.jar"),
                Map.of(
                        Constants.BUNDLE_SYMBOLICNAME,
                        "application",
                        Constants.IMPORT_PACKAGE,
                        "io.github.nettywinsock,io.github.nettywinsock.iocp,io.netty.bootstrap,io.netty.buffer,"
                                + "io.netty.channel,io.netty.channel.nio,io.netty.channel.socket.nio,io.netty.util,"
                                + "io.netty.util.concurrent"),
                classes);
        List<String> arguments = new ArrayList<>(List.of(
                "-cp",
                path(List.of(tests, JvmProcess.home(Framework.class))),
                OsgiFramework.class.getName(),
                folder.resolve("framework").toString(),
                application.toString()));
        libraries().forEach(library -> arguments.add(library.toString()));
        assertThat(JvmProcess.run(arguments)).containsExactly(ALL_WAYS);
    }

    private static List<Path> libraries() throws Exception {
        List<Path> libraries = new ArrayList<>(JvmProcess.libraries("current"));
        libraries.addAll(JvmProcess.libraries("jna"));
        libraries.add(JvmProcess.home(Winsock.class));
        return libraries;
    }

    private static String path(Collection<Path> homes) {
        return homes.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }
}
