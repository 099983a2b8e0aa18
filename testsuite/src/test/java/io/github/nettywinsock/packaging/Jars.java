package io.github.nettywinsock.packaging;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Puts jars together as build tools do. */
final class Jars {
    private static final String SERVICES = "META-INF/services/";
    private static final String CLASSES = "BOOT-INF/classes/";
    private static final String LIB = "BOOT-INF/lib/";

    private Jars() {}

    /** One jar with everything that jars and folders have; of files of the same name the first, and services together. */
    static Path shaded(Path jar, Class<?> main, Collection<Path> homes) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (Path home : homes) {
            files(home)
                    .forEach((name, content) -> files.merge(
                            name, content, name.startsWith(SERVICES) ? Jars::joined : (first, second) -> first));
        }
        files.keySet().removeIf(name -> name.equals("module-info.class") || name.equals("META-INF/MANIFEST.MF"));
        Manifest manifest = manifest(main.getName());
        Files.write(jar, bytes(manifest, files));
        return jar;
    }

    /** A jar with jars in it, as of Spring Boot. */
    static Path springBoot(Path jar, Class<?> main, Path application, Collection<Path> libraries, Path loader)
            throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>(files(loader));
        files.remove("META-INF/MANIFEST.MF");
        // the loader looks for the entry of the folder
        files.put(CLASSES, new byte[0]);
        files(application).forEach((name, content) -> files.put(CLASSES + name, content));
        int number = 0;
        for (Path library : libraries) {
            files.put(LIB + number++ + ".jar", bytes(new Manifest(), files(library)));
        }
        Manifest manifest = manifest("org.springframework.boot.loader.launch.JarLauncher");
        manifest.getMainAttributes().putValue("Start-Class", main.getName());
        manifest.getMainAttributes().putValue("Spring-Boot-Classes", CLASSES);
        manifest.getMainAttributes().putValue("Spring-Boot-Lib", LIB);
        Files.write(jar, bytes(manifest, files));
        return jar;
    }

    /** A bundle of OSGi with files. */
    static Path bundle(Path jar, Map<String, String> headers, Map<String, byte[]> files) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Bundle-ManifestVersion", "2");
        headers.forEach(manifest.getMainAttributes()::putValue);
        Files.write(jar, bytes(manifest, files));
        return jar;
    }

    private static Manifest manifest(String main) {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, main);
        return manifest;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(first);
        both.write('\n');
        both.writeBytes(second);
        return both.toByteArray();
    }

    /** The files of a jar or a folder. */
    static Map<String, byte[]> files(Path home) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        if (Files.isDirectory(home)) {
            try (Stream<Path> paths = Files.walk(home)) {
                for (Path path : paths.filter(Files::isRegularFile).collect(Collectors.toList())) {
                    files.put(home.relativize(path).toString().replace('\\', '/'), Files.readAllBytes(path));
                }
            }
            return files;
        }
        try (InputStream in = Files.newInputStream(home);
                ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (!entry.isDirectory()) {
                    files.put(entry.getName(), zip.readAllBytes());
                }
            }
        }
        return files;
    }

    /** A jar that is not compressed: one in another must not be. */
    private static byte[] bytes(Manifest manifest, Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = bytes;
                JarOutputStream jar = manifest.getMainAttributes().isEmpty()
                        ? new JarOutputStream(out)
                        : new JarOutputStream(out, manifest)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                ZipEntry entry = new ZipEntry(file.getKey());
                CRC32 crc = new CRC32();
                crc.update(file.getValue());
                entry.setMethod(ZipEntry.STORED);
                entry.setSize(file.getValue().length);
                entry.setCrc(crc.getValue());
                jar.putNextEntry(entry);
                jar.write(file.getValue());
            }
        }
        return bytes.toByteArray();
    }
}
