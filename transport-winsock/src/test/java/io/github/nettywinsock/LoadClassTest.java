package io.github.nettywinsock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.netty.bootstrap.ChannelInitializerExtension;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Classes load on every system, so that code that names them runs where Winsock is not. */
class LoadClassTest {
    /** Their initializers are the loading of their DLLs. */
    private static final List<String> NATIVE = List.of(
            "io.github.nettywinsock.ws2.Kernel32",
            "io.github.nettywinsock.ws2.MsWsock",
            "io.github.nettywinsock.ws2.NtDll",
            "io.github.nettywinsock.ws2.Ws2_32");

    static List<String> classes() throws IOException, URISyntaxException {
        Path root = Paths.get(Winsock.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (Stream<Path> files = Files.walk(root)) {
            return files.map(file -> root.relativize(file).toString())
                    .filter(name -> name.endsWith(".class") && !name.equals("module-info.class"))
                    .map(name ->
                            name.substring(0, name.length() - ".class".length()).replaceAll("[/\\\\]", "."))
                    .filter(name -> !NATIVE.contains(name))
                    .collect(Collectors.toList());
        }
    }

    @ParameterizedTest
    @MethodSource("classes")
    void aClassLoadsAndInitializes(String name) {
        assertThatCode(() -> Class.forName(name, true, getClass().getClassLoader()))
                .doesNotThrowAnyException();
    }

    static List<String> nativeClasses() {
        return NATIVE;
    }

    @ParameterizedTest
    @MethodSource("nativeClasses")
    void aNativeClassLoadsWithoutInitialization(String name) {
        assertThatCode(() -> Class.forName(name, false, getClass().getClassLoader()))
                .doesNotThrowAnyException();
    }

    @Test
    void nettyFindsTheExtension() {
        assertThat(ServiceLoader.load(ChannelInitializerExtension.class))
                .hasAtLeastOneElementOfType(WinsockInitializerExtension.class);
    }
}
