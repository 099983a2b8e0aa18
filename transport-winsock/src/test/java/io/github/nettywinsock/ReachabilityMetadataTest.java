package io.github.nettywinsock;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.iocp.IocpDatagramChannel;
import io.github.nettywinsock.iocp.IocpServerSocketChannel;
import io.github.nettywinsock.iocp.IocpSocketChannel;
import io.github.nettywinsock.ws2.WsaErrors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The files for {@code native-image} name what is there. */
class ReachabilityMetadataTest {
    private static final Pattern CLASS = Pattern.compile("^ *(?:\\[ *)?\\{ \"name\": \"([^\"]+)\"", Pattern.MULTILINE);
    private static final Pattern NAME = Pattern.compile("\\{ \"name\": \"([^\"]+)\"");
    private static final Pattern CLASS_LITERAL = Pattern.compile("\"((?:com|io|java|jdk|sun)\\.[\\w.]+\\.[A-Z]\\w*)\"");
    private static final Pattern JNI_FIELD = Pattern.compile("JniField\\.(?:of|find)\\([\\w.]+, \"(\\w+)\"");
    private static final Pattern REFLECTED = Pattern.compile("get(?:Declared)?(?:Field|Method)\\(\"(\\w+)\"");
    private static final Pattern RESOURCE = Pattern.compile("getResource(?:AsStream)?\\(\"([^\"]+)\"");

    @Test
    void filesAreGenerated() {
        for (Map.Entry<String, String> file : ReachabilityMetadata.files().entrySet()) {
            assertThat(ReachabilityMetadata.FOLDER.resolve(file.getKey()))
                    .as("write it anew with mvn -Pgenerate process-test-classes")
                    .content()
                    .isEqualTo(file.getValue());
        }
    }

    @Test
    void channelsHandlersAndNativeMethodsAreAmongThem() {
        assertThat(ReachabilityMetadata.files().get("reflect-config.json"))
                .contains(IocpServerSocketChannel.class.getName() + "\", \"methods\"")
                .contains(IocpSocketChannel.class.getName() + "\", \"methods\"")
                .contains(IocpDatagramChannel.class.getName() + "\", \"methods\"")
                .contains(WinsockServerSocketChannel.class.getName() + "\", \"methods\"")
                .contains(WinsockChannelInitializer.class.getName() + "\" }, \"queryAllPublicMethods\"")
                .contains("io.github.nettywinsock.ws2.Ws2_32\", \"allDeclaredMethods\"");
    }

    @Test
    void whatTheyNameIsThere() throws Exception {
        for (String file : List.of("reflect-config.json", "jni-config.json")) {
            for (String line : entries(file)) {
                Class<?> type = Class.forName(
                        found(CLASS, line).get(0), false, getClass().getClassLoader());
                for (String field : found(NAME, part(line, "fields"))) {
                    assertThat(type.getDeclaredField(field)).isNotNull();
                }
                for (String method : found(NAME, part(line, "methods"))) {
                    assertThat(method.equals("<init>") ? type.getConstructor() : type.getMethod(method))
                            .isNotNull();
                }
            }
        }
    }

    @Test
    void whatTheSourcesLookUpByNameIsAmongThem() throws IOException {
        List<String> classes = new ArrayList<>();
        List<String> jniFields = new ArrayList<>();
        List<String> reflectedFields = new ArrayList<>();
        List<String> resources = new ArrayList<>();
        for (Path source : sources()) {
            String text = Files.readString(source);
            classes.addAll(found(CLASS_LITERAL, text));
            jniFields.addAll(found(JNI_FIELD, text));
            reflectedFields.addAll(found(REFLECTED, text));
            resources.addAll(found(RESOURCE, text));
        }
        assertThat(found(CLASS, reflection())).containsAll(classes);
        assertThat(found(NAME, reflection())).containsAll(reflectedFields);
        assertThat(found(NAME, String.join("\n", entries("jni-config.json")))).containsAll(jniFields);
        assertThat(resources).containsExactly("errors.tsv");
        assertThat(ReachabilityMetadata.files().get("resource-config.json")).contains("ws2/errors\\\\.tsv");
        assertThat(WsaErrors.class.getResource("errors.tsv")).isNotNull();
        assertThat(List.of(classes.size(), jniFields.size(), reflectedFields.size()))
                .as("or the patterns do not fit the sources any more")
                .doesNotContain(0);
    }

    private static String reflection() {
        return String.join("\n", entries("reflect-config.json"));
    }

    private static List<String> entries(String file) {
        return ReachabilityMetadata.files()
                .get(file)
                .lines()
                .filter(line -> line.contains("name"))
                .collect(Collectors.toList());
    }

    /** What an array of an entry has, or nothing. */
    private static String part(String entry, String array) {
        int start = entry.indexOf('"' + array + "\": [");
        return start < 0 ? "" : entry.substring(start, entry.lastIndexOf(']'));
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(match -> match.group(1)).collect(Collectors.toList());
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(Paths.get("src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java")).collect(Collectors.toList());
        }
    }
}
