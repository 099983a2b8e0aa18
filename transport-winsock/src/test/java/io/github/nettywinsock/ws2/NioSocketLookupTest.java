package io.github.nettywinsock.ws2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.InaccessibleObjectException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

class NioSocketLookupTest {

    @Test
    void whenNothingWorksTheMessageListsEachFailure() {
        assertThatThrownBy(() -> NioSocketLookup.load(failing(new IllegalStateException("not this one"))))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("The SOCKET of a NIO channel cannot be found. Tried: first way"
                        + " (java.lang.UnsatisfiedLinkError: no such library); second way"
                        + " (java.lang.IllegalStateException: not this one)")
                .satisfies(e -> assertThat(e.getSuppressed()).hasSize(2));
    }

    @Test
    void theFlagIsNamedWhereAPackageIsNotOpened() {
        assertThatThrownBy(() -> NioSocketLookup.load(failing(new InaccessibleObjectException("not opened"))))
                .hasMessageEndingWith(
                        "; second way (java.lang.reflect.InaccessibleObjectException: not opened); start the"
                                + " JVM with --add-opens java.base/sun.nio.ch=ALL-UNNAMED");
    }

    private static Map<String, Supplier<SocketLookup>> failing(RuntimeException second) {
        Map<String, Supplier<SocketLookup>> strategies = new LinkedHashMap<>();
        strategies.put("first way", () -> {
            throw new UnsatisfiedLinkError("no such library");
        });
        strategies.put("second way", () -> {
            throw second;
        });
        return strategies;
    }

    @Test
    void aWayThatFailsOnOneKindOfChannelIsPassedOver() {
        SocketLookup jni = new JniSocketLookup();
        Map<String, Supplier<SocketLookup>> strategies = new LinkedHashMap<>();
        strategies.put("streams only", () -> new SocketLookup() {
            @Override
            public Object stateLock(SelectableChannel ch) {
                return jni.stateLock(ch);
            }

            @Override
            public long handle(SelectableChannel ch) {
                if (ch instanceof DatagramChannel) {
                    throw new IllegalArgumentException("a datagram channel");
                }
                return jni.handle(ch);
            }
        });
        strategies.put("JNI", () -> jni);

        assertThat(NioSocketLookup.load(strategies)).isSameAs(jni);
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_17)
    void withoutTheFlagReflectionNamesThePackageThatIsNotOpened() {
        assertThatThrownBy(() -> NioSocketLookup.load(Map.of("reflection", ReflectiveSocketLookup::new)))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("does not \"opens sun.nio.ch\"");
    }

    @Test
    void withTheFlagReflectionAgreesWithJni() throws Exception {
        assertThat(java(Agreement.class, "--add-opens", "java.base/sun.nio.ch=ALL-UNNAMED"))
                .contains("agreed on 3 channels");
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_24)
    void whereNativeAccessIsDeniedTheMessageNamesItsFlagOnly() throws Exception {
        assertThat(java(Denied.class, "--illegal-native-access=deny"))
                .contains("--enable-native-access=ALL-UNNAMED")
                .doesNotContain("--add-opens");
    }

    /** The flags act at the start of a JVM only, so another one is started with them. */
    private static String java(Class<?> main, String... flags) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(flags));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        Process java = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(java.waitFor()).as(output).isZero();
        return output;
    }

    static final class Denied {

        public static void main(String[] args) {
            try {
                NioSocketLookup.load();
            } catch (UnsatisfiedLinkError e) {
                System.out.println(e.getMessage());
            }
        }
    }

    static final class Agreement {

        public static void main(String[] args) throws IOException {
            SocketLookup jni = new JniSocketLookup();
            SocketLookup reflective = NioSocketLookup.load(Map.of("reflection", ReflectiveSocketLookup::new));
            List<SelectableChannel> channels =
                    List.of(ServerSocketChannel.open(), SocketChannel.open(), DatagramChannel.open());
            for (SelectableChannel ch : channels) {
                assertThat(reflective.stateLock(ch)).isSameAs(jni.stateLock(ch));
                synchronized (jni.stateLock(ch)) {
                    assertThat(reflective.handle(ch)).isEqualTo(jni.handle(ch));
                }
                ch.close();
            }
            System.out.println("agreed on " + channels.size() + " channels");
        }
    }
}
