package io.github.nettywinsock.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.Winsock;
import io.github.nettywinsock.WinsockInitializerExtension;
import io.github.nettywinsock.iocp.Iocp;
import io.github.nettywinsock.option.SocketLevel;
import io.github.nettywinsock.reactor.WinsockLoopResources;
import io.netty.bootstrap.ChannelInitializerExtension;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;

/** The library is a bundle, beside those of Netty and JNA as they are. */
@DisabledOnOs(OS.WINDOWS) // where PackagingIT shows more, and files of bundles cannot be deleted
class OsgiTest {
    @TempDir
    Path folder;

    private OsgiFramework osgi;

    @BeforeEach
    void startFramework() throws Exception {
        osgi = new OsgiFramework(folder.resolve("framework"));
    }

    @AfterEach
    void stopFramework() throws Exception {
        osgi.close();
    }

    @Test
    void anotherBundleUsesTheLibrary() throws Exception {
        installNettyAndJna();
        Bundle library = osgi.install(JvmProcess.home(Winsock.class));
        Bundle user =
                osgi.install(user("io.github.nettywinsock,io.github.nettywinsock.iocp,io.github.nettywinsock.option"));
        user.start();
        for (Class<?> type : List.of(Winsock.class, Iocp.class, SocketLevel.class)) {
            assertThat(user.loadClass(type.getName()).getClassLoader())
                    .isNotSameAs(type.getClassLoader())
                    .isSameAs(library.loadClass(type.getName()).getClassLoader());
        }
        Throwable cause = (Throwable) user.loadClass(Winsock.class.getName())
                .getMethod("unavailabilityCause")
                .invoke(null);
        assertThat(cause).hasMessageStartingWith("Winsock exists on Windows only; this JVM runs on ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"netty-4.1", "netty-4.2.0"})
    void whatIsOldResolvesToo(String libraries) throws Exception {
        osgi.install(JvmProcess.libraries(libraries));
        osgi.install(JvmProcess.home(Winsock.class)).start();
    }

    @Test
    void reactorNettyIsWiredWhereItIs() throws Exception {
        osgi.install(JvmProcess.libraries("jna"));
        for (String home : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (home.matches(".*/(netty|reactor|reactive|jspecify)-[^/]*\\.jar") && !home.contains("winsock")) {
                osgi.install(Path.of(home));
            }
        }
        osgi.install(JvmProcess.home(Winsock.class));
        Bundle user = osgi.install(user("io.github.nettywinsock.reactor"));
        user.start();
        assertThat(user.loadClass(WinsockLoopResources.class.getName()).getMethods())
                .isNotEmpty();
    }

    @Test
    void aFragmentOfNettyHasItFindTheOptionsFile() throws Exception {
        osgi.install(JvmProcess.libraries("jna"));
        osgi.install(JvmProcess.home(Winsock.class));
        osgi.install(Jars.bundle(
                folder.resolve("fragment.jar"),
                Map.of(
                        Constants.BUNDLE_SYMBOLICNAME,
                        "options-file",
                        Constants.FRAGMENT_HOST,
                        "io.netty.transport",
                        Constants.IMPORT_PACKAGE,
                        "io.github.nettywinsock"),
                Map.of(
                        "META-INF/services/" + ChannelInitializerExtension.class.getName(),
                        WinsockInitializerExtension.class.getName().getBytes(StandardCharsets.UTF_8))));
        List<Bundle> netty = osgi.install(JvmProcess.libraries("current"));
        Bundle transport = netty.stream()
                .filter(bundle -> bundle.getSymbolicName().equals("io.netty.transport"))
                .findFirst()
                .orElseThrow();
        transport.start();
        Class<?> service = transport.loadClass(ChannelInitializerExtension.class.getName());
        assertThat(ServiceLoader.load(service, service.getClassLoader()))
                .extracting(extension -> extension.getClass().getName())
                .containsExactly(WinsockInitializerExtension.class.getName());
    }

    private void installNettyAndJna() throws Exception {
        osgi.install(JvmProcess.libraries("current"));
        osgi.install(JvmProcess.libraries("jna"));
    }

    /** A bundle that imports packages. */
    private Path user(String packages) throws Exception {
        return Jars.bundle(
                folder.resolve("user.jar"),
                Map.of(Constants.BUNDLE_SYMBOLICNAME, "user", Constants.IMPORT_PACKAGE, packages),
                Map.of());
    }
}
