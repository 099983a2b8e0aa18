package io.github.nettywinsock.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values to bytes and text, and back. */
class CodecTest {
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(1024).order(ByteOrder.LITTLE_ENDIAN);

    @ParameterizedTest
    @CsvSource({"true, 1", "false, 0"})
    void aBooleanIsWrittenAsFourBytesOfExactlyZeroOrOne(boolean value, int number) {
        buffer.putInt(0, -1);
        assertThat(Codecs.BOOL.encode(value, buffer)).isEqualTo(4);
        assertThat(buffer.getInt(0)).isEqualTo(number);
    }

    @Test
    void aBooleanIsReadFromOneByteOrFour() {
        buffer.putInt(0, 1);
        assertThat(Codecs.BOOL.decode(buffer, 1, 0)).isTrue();
        assertThat(Codecs.BOOL.decode(buffer, 4, 0)).isTrue();
        buffer.putInt(0, 256);
        assertThat(Codecs.BOOL.decode(buffer, 1, 0))
                .as("the other bytes are not the provider's")
                .isFalse();
        assertThat(Codecs.BOOL.decode(buffer, 4, 0)).as("any number but 0").isTrue();
        buffer.putInt(0, 0);
        assertThat(Codecs.BOOL.decode(buffer, 1, 0)).isFalse();
        assertThat(Codecs.BOOL.decode(buffer, 4, 0)).isFalse();
    }

    static Stream<Arguments> ranges() {
        return Stream.of(
                Arguments.of("TCP_KEEPCNT", List.of(0, 255), List.of(-1, 256)),
                Arguments.of("TCP_MAXRT", List.of(-1, Integer.MAX_VALUE), List.of(-2)),
                Arguments.of("SO_SNDBUF", List.of(0, Integer.MAX_VALUE), List.of(-1)),
                Arguments.of("SO_REUSE_MULTICASTPORT", List.of(0, 1), List.of(-1, 2)),
                Arguments.of("SO_OPENTYPE", List.of(0, 0x10, 0x20), List.of(-1, 0x21)),
                Arguments.of("TCP_OFFLOAD_PREFERENCE", List.of(0, 2), List.of(-1, 3)),
                Arguments.of("SO_GROUP_PRIORITY", List.of(Integer.MIN_VALUE, Integer.MAX_VALUE), List.of()));
    }

    @ParameterizedTest
    @MethodSource("ranges")
    void aNumberOutOfRangeIsNamedWithItsRange(String name, List<Integer> inside, List<Integer> outside) {
        Codec<?> codec = Catalogue.byName(name).codec();
        for (int value : inside) {
            assertThat((Object) codec.checked(name, value)).isEqualTo(value);
        }
        for (int value : outside) {
            assertThatThrownBy(() -> codec.checked(name, value))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(name + " takes " + codec.range() + ", not " + value);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 0x01020304, -1, Integer.MIN_VALUE})
    void aNumberIsLittleEndian(int value) {
        Codec<Integer> codec = Codecs.dword(Integer.MIN_VALUE, Integer.MAX_VALUE, "");
        assertThat(codec.encode(value, buffer)).isEqualTo(4);
        assertThat(buffer.get(0)).isEqualTo((byte) value);
        assertThat(codec.decode(buffer, 4, 0)).isEqualTo(value);
    }

    @Test
    void aShortNumberIsReadAsLongAsItIs() {
        Codec<Integer> codec = Codecs.dword(0, Integer.MAX_VALUE, "");
        buffer.putInt(0, 0xFFFFFFFE);
        assertThat(codec.decode(buffer, 1, 0)).isEqualTo(0xFE);
        assertThat(codec.decode(buffer, 2, 0)).isEqualTo(0xFFFE);
    }

    @Test
    void anUnsignedNumberKeepsItsHighestBit() {
        assertThat(Codecs.UINT64.encode(-2L, buffer)).isEqualTo(8);
        assertThat(buffer.getLong(0)).isEqualTo(-2L);
        assertThat(Codecs.UINT64.decode(buffer, 8, 0)).isEqualTo(-2L);
        assertThat(Codecs.UINT64.text(-2L)).isEqualTo("18446744073709551614");
        assertThat(Codecs.UINT64.parse("18446744073709551614")).isEqualTo(-2L);
    }

    static Stream<Arguments> texts() {
        return Stream.of(
                Arguments.of("SO_KEEPALIVE", true, "true"),
                Arguments.of("SO_KEEPALIVE", false, "false"),
                Arguments.of("SO_SNDBUF", 4242, "4242"),
                Arguments.of("TCP_MAXRT", -1, "-1"),
                Arguments.of("SO_UPDATE_ACCEPT_CONTEXT", true, "true"),
                Arguments.of("SO_UPDATE_CONNECT_CONTEXT", true, "true"),
                Arguments.of("SO_LINGER", Linger.off(), "off"),
                Arguments.of("SO_LINGER", Linger.ofSeconds(5), "5"),
                Arguments.of("SO_CONNDATA", new byte[] {0, (byte) 0xAB, 1}, "0x00ab01"),
                Arguments.of("SO_CONNDATA", new byte[0], "0x"));
    }

    @ParameterizedTest
    @MethodSource("texts")
    <T> void textIsParsedToTheSameValue(String name, T value, String text) {
        @SuppressWarnings("unchecked")
        WinsockOption<T> option = (WinsockOption<T>) Catalogue.byName(name);
        assertThat(option.parse(text)).isEqualTo(value);
        assertThat(option.parse(option.codec().text(value))).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({
        "SO_KEEPALIVE, maybe, 'SO_KEEPALIVE takes true or false, not maybe'",
        "SO_SNDBUF, big, 'SO_SNDBUF takes 0 to 2147483647 bytes, not big'",
        "SO_LINGER, 70000, 'SO_LINGER takes off, or 0 to 65535 seconds, not 70000'",
        "SO_CONNDATA, 0xabc, 'SO_CONNDATA takes 0 to 1024 bytes, not 0xabc'",
        "SO_TYPE, one, 'SO_TYPE takes -2147483648 to 2147483647, not one'"
    })
    void textThatIsNoValueIsNamedWithTheRange(String name, String text, String message) {
        assertThatThrownBy(() -> Catalogue.byName(name).parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "TRUE", "on", "1"})
    void trueHasFourNames(String text) {
        assertThat(Codecs.BOOL.parse(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "False", "off", "0"})
    void falseHasFourNames(String text) {
        assertThat(Codecs.BOOL.parse(text)).isFalse();
    }

    @Test
    void bytesAreCopiedBothWays() {
        Codec<byte[]> codec = Codecs.bytes(16);
        byte[] value = {1, 2, 3};
        byte[] checked = codec.checked("SO_CONNDATA", value);
        assertThat(checked).isEqualTo(value).isNotSameAs(value);
        assertThat(codec.encode(value, buffer)).isEqualTo(3);
        byte[] first = codec.decode(buffer, 3, 0);
        byte[] second = codec.decode(buffer, 3, 0);
        assertThat(first).isEqualTo(value).isNotSameAs(second);
        assertThat(codec.decode(buffer, 0, 0)).isEmpty();
    }

    @Test
    void bytesAreNeitherTooManyNorTooFew() {
        assertThatThrownBy(() -> Codecs.bytes(2).checked("SO_CONNDATA", new byte[3]))
                .hasMessage("SO_CONNDATA takes 0 to 2 bytes, not 0x000000");
        assertThatThrownBy(() -> Codecs.exactly(4).checked("raw", new byte[3]))
                .hasMessage("raw takes exactly 4 bytes, not 0x000000");
        assertThat(Codecs.exactly(4).checked("raw", new byte[4])).hasSize(4);
    }

    @Test
    void theContextOfAListenerIsItsSocket() {
        assertThat(Codecs.LISTENER.needsListener()).isTrue();
        assertThat(Codecs.LISTENER.encode(true, buffer)).isEqualTo(8);
        assertThatThrownBy(() -> Codecs.LISTENER.checked("SO_UPDATE_ACCEPT_CONTEXT", false))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anOptionWithoutDataWritesNone() {
        assertThat(Codecs.NO_DATA.needsListener()).isFalse();
        assertThat(Codecs.NO_DATA.encode(true, buffer)).isZero();
        assertThat(Codecs.NO_DATA.length()).isZero();
    }

    @Test
    void anotherTypeIsNamed() {
        assertThatThrownBy(() -> Codecs.BOOL.checked("SO_KEEPALIVE", "yes"))
                .hasMessage("SO_KEEPALIVE takes a Boolean (true or false), not String yes");
        assertThatThrownBy(() -> Codecs.BOOL.checked("SO_KEEPALIVE", null))
                .hasMessage("SO_KEEPALIVE takes a Boolean (true or false), not null");
    }
}
