package io.github.nettywinsock.option;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Whatever a provider answers and whatever a program passes, for every line of the catalogue. */
class CodecPropertiesTest {
    /** Beside the codec's own bytes there is room for what must not be touched. */
    private static final int BEHIND = 64;

    @Provide
    Arbitrary<WinsockOption<?>> options() {
        return Arbitraries.of(allOptions());
    }

    private static List<WinsockOption<?>> allOptions() {
        List<WinsockOption<?>> options = new ArrayList<>(Catalogue.options());
        options.add(ControlQuery.ROUTING_INTERFACE.option());
        options.add(ControlQuery.PORT_RESERVATION.option());
        options.add(WinsockOption.raw(0xFFFF, 0x1234, 0));
        options.add(WinsockOption.raw(0xFFFF, 0x1234, 40));
        options.add(WinsockOption.rawIoctl(0x98001234, 2000, 4));
        options.add(WinsockOption.rawIoctl(0x98001234, 4, 2000));
        return options;
    }

    @Provide
    Arbitrary<Answer> answers() {
        Arbitrary<byte[]> small = Arbitraries.integers()
                .between(-2, 40)
                .map(Integer::byteValue)
                .array(Byte[].class)
                .ofMinSize(0)
                .ofMaxSize(200)
                .map(CodecPropertiesTest::unboxed);
        Arbitrary<byte[]> any = Arbitraries.bytes().array(byte[].class).ofMaxSize(2000);
        Arbitrary<Integer> lengths = Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.integers().between(0, 160)),
                Tuple.of(2, Arbitraries.integers().between(0, 9000)),
                Tuple.of(1, Arbitraries.of(-1, Integer.MIN_VALUE, Integer.MAX_VALUE, 1 << 30)),
                Tuple.of(4, Arbitraries.just(Answer.WHOLE)));
        Arbitrary<Long> addresses = Arbitraries.of(0L, -40L, 0x7FFF_FFFF_FFFFL, Long.MIN_VALUE, -1L);
        return Combinators.combine(Arbitraries.oneOf(small, any), lengths, addresses)
                .as(Answer::new);
    }

    private static byte[] unboxed(Byte[] boxed) {
        byte[] bytes = new byte[boxed.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = boxed[i];
        }
        return bytes;
    }

    private static final class Answer {
        static final int WHOLE = Integer.MIN_VALUE + 1;

        final byte[] bytes;
        final int length;
        final long address;

        Answer(byte[] bytes, int length, long address) {
            this.bytes = bytes;
            this.length = length;
            this.address = address;
        }

        int length(Codec<?> codec) {
            return length == WHOLE ? codec.length() : length;
        }

        /** The bytes, as many as were offered; what lies behind is {@code behind}. */
        ByteBuffer buffer(Codec<?> codec, byte behind) {
            ByteBuffer buffer =
                    ByteBuffer.allocateDirect(codec.length() + BEHIND).order(ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; i < buffer.capacity(); i++) {
                boolean written = i < bytes.length && i < length(codec);
                buffer.put(i, i >= codec.length() ? behind : written ? bytes[i] : 0);
            }
            return buffer;
        }

        @Override
        public String toString() {
            return length + " of " + Arrays.toString(bytes) + " at " + address;
        }
    }

    @Property(tries = 10_000)
    void anAnswerIsAValueOrIsRefused(@ForAll("options") WinsockOption<?> option, @ForAll("answers") Answer answer) {
        decodedOrRefused(option, answer);
    }

    private static <T> void decodedOrRefused(WinsockOption<T> option, Answer answer) {
        Codec<T> codec = option.codec();
        Object value = decoded(option, answer, (byte) 0);
        Object again = decoded(option, answer, (byte) -1);
        assertThat(Objects.deepEquals(value, again))
                .as("what lies behind the bytes of %s is none of it: %s, %s", option, value, again)
                .isTrue();
        if (codec.type().isInstance(value)) {
            assertThat(codec.text(codec.type().cast(value))).isNotNull();
            assertThat(value.hashCode()).isEqualTo(value.hashCode());
            assertThat(value.toString()).isNotNull();
        } else {
            assertThat(value).isIn(null, IllegalArgumentException.class, UnsupportedOperationException.class);
        }
    }

    private static Object decoded(WinsockOption<?> option, Answer answer, byte behind) {
        Codec<?> codec = option.codec();
        try {
            return codec.decode(answer.buffer(codec, behind), answer.length(codec), answer.address);
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).isNotBlank();
            return IllegalArgumentException.class;
        } catch (UnsupportedOperationException e) {
            assertThat(option.access().isReadable() && option.composition() == null)
                    .as("%s can be read", option)
                    .isFalse();
            return UnsupportedOperationException.class;
        }
    }

    @Property(tries = 10_000)
    void aValueThatIsSetIsReadAgain(@ForAll("options") WinsockOption<?> option, @ForAll("answers") Answer answer) {
        encodedAndDecoded(option, answer);
    }

    private static <T> void encodedAndDecoded(WinsockOption<T> option, Answer answer) {
        Codec<T> codec = option.codec();
        Object value = decoded(option, answer, (byte) 0);
        if (!codec.type().isInstance(value) || !option.access().isWritable()) {
            return;
        }
        T checked;
        try {
            checked = codec.checked(option.name(), value);
        } catch (IllegalArgumentException e) {
            return;
        }
        ByteBuffer out = ByteBuffer.allocateDirect(codec.maxEncodedLength()).order(ByteOrder.LITTLE_ENDIAN);
        int length = codec.encode(checked, out);
        assertThat(length).isBetween(0, codec.maxEncodedLength());
        if (length <= codec.length()) {
            assertThat(Objects.deepEquals(codec.decode(out, length, 0), value))
                    .as("%s=%s", option, codec.text(checked))
                    .isTrue();
        }
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> pieces = Arbitraries.of(
                        "0",
                        "1",
                        "30",
                        "-1",
                        "0x",
                        "0xFF",
                        "0100",
                        "2147483648",
                        "10A000000",
                        "/",
                        ",",
                        "@",
                        ":",
                        "::",
                        ".",
                        "%",
                        "=",
                        "\"",
                        " ",
                        "off",
                        "true",
                        "#",
                        "+",
                        "\0",
                        "fe80",
                        "239.1.2.3",
                        "192.0.2.1",
                        "ff15::1",
                        "lo",
                        "eth0",
                        "a",
                        "\u0663",
                        "-2147483648",
                        "C/A")
                .list()
                .ofMaxSize(9)
                .map(list -> String.join("", list));
        return Arbitraries.oneOf(pieces, Arbitraries.strings().all().ofMaxLength(60));
    }

    @Property(tries = 10_000)
    void aTextIsAValueOrIsRefusedByName(@ForAll("options") WinsockOption<?> option, @ForAll("texts") String text) {
        parsedOrRefused(option, text);
    }

    private static void parsedOrRefused(WinsockOption<?> option, String text) {
        try {
            Object value = option.parse(text);
            assertThat(value).isInstanceOf(option.codec().type());
            assertThat((Object) option.codec().checked(option.name(), value)).isNotNull();
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).startsWith(option.name() + " takes ").hasSizeLessThan(1000);
        }
    }

    /** Neither a stack of matches nor a list of pieces may grow with it. */
    @Example
    void aLongTextIsRefusedByName() {
        for (WinsockOption<?> option : allOptions()) {
            for (String piece : List.of("0", "0x00", "/", ",", ":", "1.", "@", "a", "\"", "C/A=")) {
                parsedOrRefused(option, piece.repeat(30_000 / piece.length()));
                parsedOrRefused(option, "0x" + piece.repeat(30_000 / piece.length()));
            }
            parsedOrRefused(option, null);
        }
    }

    @Provide
    Arbitrary<Object> objects() {
        Arbitrary<Object> odd = Arbitraries.of(
                "text",
                'c',
                1.5,
                2.5f,
                new Object(),
                List.of(),
                Map.of(),
                new int[2],
                new Byte[] {1},
                new byte[70_000],
                Thread.State.NEW,
                Phase.ANY,
                PathMtuDiscovery.DO,
                ProtectionLevel.DEFAULT,
                Linger.off(),
                TcpKeepAlive.of(1, 1, 1),
                new AtomicInteger(1),
                new Object[] {null},
                "x".repeat(100_000),
                loopback());
        return Arbitraries.oneOf(
                        odd,
                        Arbitraries.integers().map(n -> n),
                        Arbitraries.longs().map(n -> n),
                        Arbitraries.shorts().map(n -> n),
                        Arbitraries.bytes().map(n -> n),
                        Arbitraries.of(true, false).map(b -> b),
                        Arbitraries.bytes().array(byte[].class).ofMaxSize(100).map(b -> b))
                .injectNull(0.05);
    }

    private static NetworkInterface loopback() {
        try {
            return Collections.list(NetworkInterface.getNetworkInterfaces()).get(0);
        } catch (SocketException e) {
            throw new AssertionError(e);
        }
    }

    @Property(tries = 10_000)
    void anObjectIsTakenOrRefusedByName(@ForAll("options") WinsockOption<?> option, @ForAll("objects") Object value) {
        takenOrRefused(option, value);
    }

    private static <T> void takenOrRefused(WinsockOption<T> option, Object value) {
        Codec<T> codec = option.codec();
        T checked;
        try {
            checked = codec.checked(option.name(), value);
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage())
                    .startsWith(option.name() + " takes ")
                    .contains(codec.range())
                    .hasSizeLessThan(1000);
            return;
        }
        assertThat(Objects.deepEquals(checked, value)).isTrue();
        if (option.access().isWritable() && option.composition() == null) {
            ByteBuffer out = ByteBuffer.allocateDirect(codec.maxEncodedLength()).order(ByteOrder.LITTLE_ENDIAN);
            assertThat(codec.encode(checked, out)).isBetween(0, codec.maxEncodedLength());
        }
    }

    @Property
    void aNameIsAnOptionOrIsRefused(@ForAll("texts") String name) {
        namedOrRefused(name);
    }

    @Example
    void aLongNameIsRefusedWithoutAComparisonLetterByLetter() {
        for (int length : new int[] {100, 101, 2_000, 1_000_000}) {
            namedOrRefused("S".repeat(length));
        }
        namedOrRefused(null);
    }

    private static void namedOrRefused(String name) {
        try {
            assertThat(Catalogue.byName(name).name()).isEqualToIgnoringCase(name);
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).startsWith("there is no socket option ").hasSizeLessThan(1000);
        }
    }
}
