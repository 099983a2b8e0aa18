package io.github.nettywinsock.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.unix.UnixChannelOption;
import io.netty.channel.uring.IoUringChannelOption;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Pages that were written by hand speak of what is there. */
class PagesTest {
    private static final Path PAGES = Paths.get("../docs");
    private static final Path SOURCES = Paths.get("../transport-winsock/src/main");
    private static final Pattern SPLIT_LITERAL = Pattern.compile("\"\\s*\\+\\s*\"");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    @Test
    void messagesToTroubleshootAreThoseOfTheLibrary() throws IOException {
        String sources = withoutConstants(sources());
        List<String> unknown = new ArrayList<>();
        int messages = 0;
        for (String line : Files.readAllLines(PAGES.resolve("troubleshooting.md"))) {
            String first = line.startsWith("| ") ? line.split("\\|")[1] : "";
            for (MatchResult message : CODE.matcher(first).results().collect(Collectors.toList())) {
                messages++;
                for (String part : message.group(1).split("…")) {
                    if (!sources.contains(part.strip())) {
                        unknown.add(part + " of " + message.group(1));
                    }
                }
            }
        }
        assertThat(unknown).isEmpty();
        assertThat(messages).isGreaterThan(30);
    }

    @Test
    void everyOptionOfEpollAndIoUringIsOnItsPage() throws IOException {
        List<String> named = CODE.matcher(Files.readString(PAGES.resolve("from-epoll.md")))
                .results()
                .map(code -> code.group(1))
                .collect(Collectors.toList());
        assertThat(named)
                .containsAll(Stream.<Class<?>>of(
                                EpollChannelOption.class, IoUringChannelOption.class, UnixChannelOption.class)
                        .flatMap(type -> Arrays.stream(type.getDeclaredFields()))
                        .filter(field -> Modifier.isPublic(field.getModifiers()))
                        .map(Field::getName)
                        .collect(Collectors.toList()));
    }

    /** All messages, those that were written in parts put together, placeholders of the log taken off. */
    private static String sources() throws IOException {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(Files::isRegularFile).collect(Collectors.toList())) {
                text.append(SPLIT_LITERAL.matcher(Files.readString(file)).replaceAll(""));
            }
        }
        return text.toString();
    }

    private static String withoutConstants(String sources) {
        return sources.replace("\" + NEEDED + \"", "net.java.dev.jna:jna-platform 5.13 or newer")
                .replace("\" + NEEDED", "net.java.dev.jna:jna-platform 5.13 or newer\"");
    }
}
