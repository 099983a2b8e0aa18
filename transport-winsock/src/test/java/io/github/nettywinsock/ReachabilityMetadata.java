package io.github.nettywinsock;

import com.sun.jna.Callback;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What {@code native-image} of GraalVM has to know: who is looked up by reflection, by JNA and Netty, and by JNI. As a program it
 * writes the files anew: {@code mvn -Pgenerate process-test-classes}.
 */
final class ReachabilityMetadata {
    static final Path FOLDER =
            Paths.get("src/main/resources/META-INF/native-image/io.github.nettywinsock/netty-transport-winsock");

    /** Fields that {@code JniField} reads, in classes that differ from JDK to JDK. */
    private static final Map<String, List<String>> FIELDS = new LinkedHashMap<>();

    /** Classes that are looked up by their names, to tell what is missing, with what they are asked for. */
    private static final Map<String, String> LOOKED_UP = new LinkedHashMap<>();

    static {
        FIELDS.put("io.netty.channel.DefaultFileRegion", List.of("file", "transferred"));
        FIELDS.put("java.io.FileDescriptor", List.of("handle"));
        FIELDS.put("sun.nio.ch.DatagramChannelImpl", List.of("stateLock", "fdVal"));
        FIELDS.put("sun.nio.ch.FileChannelImpl", List.of("fd"));
        FIELDS.put("sun.nio.ch.ServerSocketChannelImpl", List.of("stateLock", "fdVal"));
        FIELDS.put("sun.nio.ch.SocketChannelImpl", List.of("stateLock", "fdVal"));
        LOOKED_UP.put("com.sun.jna.Native", "");
        LOOKED_UP.put("com.sun.jna.SymbolProvider", "");
        LOOKED_UP.put("com.sun.jna.platform.win32.Kernel32Util", "");
        LOOKED_UP.put(
                "io.netty.channel.IoHandle", ", \"methods\": [{ \"name\": \"registered\", \"parameterTypes\": [] }]");
    }

    private ReachabilityMetadata() {}

    public static void main(String[] args) throws IOException {
        Files.createDirectories(FOLDER);
        for (Map.Entry<String, String> file : files().entrySet()) {
            Files.writeString(FOLDER.resolve(file.getKey()), file.getValue());
        }
    }

    /** The contents of the files by their names. */
    static Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("reflect-config.json", array(reflection()));
        files.put(
                "jni-config.json",
                array(FIELDS.keySet().stream().map(ReachabilityMetadata::fields).collect(Collectors.toList())));
        files.put(
                "resource-config.json",
                "{ \"resources\": { \"includes\": [{ \"pattern\": \"io/github/nettywinsock/ws2/errors\\\\.tsv\" }] } }\n");
        return files;
    }

    private static List<String> reflection() {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.github.nettywinsock");
        List<String> entries = new ArrayList<>();
        for (JavaClass type : classes.stream()
                .sorted((a, b) -> a.getName().compareTo(b.getName()))
                .collect(Collectors.toList())) {
            if (isRegistered(type) || type.isInterface() && type.isAssignableTo(Callback.class)) {
                entries.add(entry(type, "\"allDeclaredMethods\": true"));
            } else if (isCreated(type)) {
                entries.add(entry(type, "\"methods\": [{ \"name\": \"<init>\", \"parameterTypes\": [] }]"));
            } else if (type.isAssignableTo(ChannelHandler.class)) {
                entries.add(entry(
                        type,
                        "\"condition\": { \"typeReachable\": \"" + type.getName()
                                + "\" }, \"queryAllPublicMethods\": true"));
            }
        }
        LOOKED_UP.forEach((name, what) -> entries.add("{ \"name\": \"" + name + "\"" + what + " }"));
        // where JNI does not do it, reflection may
        FIELDS.keySet().stream()
                .filter(name -> name.startsWith("sun.nio.ch.") && !name.equals("sun.nio.ch.FileChannelImpl"))
                .map(ReachabilityMetadata::fields)
                .forEach(entries::add);
        return entries;
    }

    private static String fields(String type) {
        return "{ \"name\": \"" + type + "\", \"fields\": ["
                + FIELDS.get(type).stream()
                        .map(field -> "{ \"name\": \"" + field + "\" }")
                        .collect(Collectors.joining(", "))
                + "] }";
    }

    /** Whether JNA maps native methods of it. */
    private static boolean isRegistered(JavaClass type) {
        return type.getMethods().stream()
                .anyMatch(method -> method.getModifiers().contains(JavaModifier.NATIVE));
    }

    /** Whether a bootstrap creates it. */
    private static boolean isCreated(JavaClass type) {
        return type.isAssignableTo(Channel.class)
                && !type.getModifiers().contains(JavaModifier.ABSTRACT)
                && type.tryGetConstructor()
                        .filter(constructor -> constructor.getModifiers().contains(JavaModifier.PUBLIC))
                        .isPresent();
    }

    private static String entry(JavaClass type, String what) {
        return "{ \"name\": \"" + type.getName() + "\", " + what + " }";
    }

    private static String array(List<String> entries) {
        return entries.stream().collect(Collectors.joining(",\n  ", "[\n  ", "\n]\n"));
    }
}
