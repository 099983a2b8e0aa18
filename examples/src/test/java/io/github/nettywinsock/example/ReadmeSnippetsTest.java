package io.github.nettywinsock.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.WinsockInitializerExtension;
import io.github.nettywinsock.engine.OptionSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the documents show is what is compiled here and in the tests. */
class ReadmeSnippetsTest {
    private static final List<Path> SOURCES = List.of(
            Paths.get("src/main/java"),
            Paths.get("../testsuite/src/test/java/io/github/nettywinsock/frameworks"),
            Paths.get("../testsuite/frameworks/src/test/java"));
    private static final Pattern BLOCK = Pattern.compile("^```(\\w+)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("<!-- snippet: (\\S+) -->\\n$");
    private static final Pattern REGION =
            Pattern.compile("^ *// snippet: (\\S+)\\n(.*?)^ *// end$", Pattern.MULTILINE | Pattern.DOTALL);

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "docs/frameworks.md", "docs/which-option.md"})
    void javaBlocksAreTheCompiledSnippets(String document) throws IOException {
        String text = text(Paths.get("..", document));
        Map<String, String> shown = new LinkedHashMap<>();
        Matcher block = BLOCK.matcher(text);
        int previous = 0;
        while (block.find()) {
            if (block.group(1).equals("java")) {
                Matcher name = NAME.matcher(text.substring(previous, block.start()));
                assertThat(name.find())
                        .as("the name of the block\n%s", block.group(2))
                        .isTrue();
                shown.put(name.group(1), block.group(2));
            }
            previous = block.end();
        }
        assertThat(shown).hasSizeGreaterThanOrEqualTo(2).isEqualTo(compiled(shown));
    }

    @Test
    void everyProblemHasACompleteSnippet() throws IOException {
        String page = text(Paths.get("../docs/which-option.md"));
        Map<String, String> sections = new LinkedHashMap<>();
        for (String section : page.split("(?m)^## ")) {
            String heading = section.lines().findFirst().orElseThrow();
            sections.put("#" + heading.toLowerCase(Locale.ROOT).replace(' ', '-'), section);
        }
        List<String> links = page.lines()
                .filter(line -> line.matches("\\| (?!problem).*"))
                .map(line -> line.replaceAll(".*\\]\\((.*)\\) \\|$", "$1"))
                .filter(link -> !link.equals("../README.md#the-iocp-transport"))
                .collect(Collectors.toList());
        assertThat(links)
                .hasSizeGreaterThanOrEqualTo(12)
                .allSatisfy(link ->
                        assertThat(sections.getOrDefault(link, "")).as(link).containsPattern("-->\n```java\nimport "));
    }

    @Test
    void optionsFileIsUnderstood(@TempDir Path folder) throws IOException {
        Matcher block = BLOCK.matcher(readme());
        assertThat(block.results().filter(result -> result.group(1).equals("properties")))
                .singleElement()
                .satisfies(result -> {
                    Path file = Files.writeString(folder.resolve("winsock.properties"), result.group(2));
                    Properties properties = new Properties();
                    properties.setProperty(WinsockInitializerExtension.OPTIONS_FILE, file.toString());
                    OptionSettings options = OptionSettings.of(properties);
                    assertThat(options.mistakes()).isEmpty();
                    assertThat(options.misfits()).isEmpty();
                });
    }

    private static String readme() throws IOException {
        return text(Paths.get("..", "README.md"));
    }

    /** The regions of these names, without the indentation of their first line. */
    private static Map<String, String> compiled(Map<String, String> names) throws IOException {
        Map<String, String> regions = new LinkedHashMap<>();
        for (Path folder : SOURCES) {
            try (Stream<Path> sources = Files.walk(folder)) {
                for (Path source : sources.filter(path -> path.toString().endsWith(".java"))
                        .collect(Collectors.toList())) {
                    Matcher region = REGION.matcher(text(source));
                    while (region.find()) {
                        if (names.containsKey(region.group(1))) {
                            regions.put(region.group(1), withoutIndentation(region.group(2)));
                        }
                    }
                }
            }
        }
        return regions;
    }

    private static String withoutIndentation(String code) {
        int indentation = code.length() - code.stripLeading().length();
        return code.replaceAll("(?m)^ {" + indentation + "}", "");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
