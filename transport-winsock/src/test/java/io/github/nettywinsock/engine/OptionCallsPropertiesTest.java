package io.github.nettywinsock.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nettywinsock.option.Catalogue;
import io.github.nettywinsock.option.ControlQuery;
import io.github.nettywinsock.option.PortReservation;
import io.github.nettywinsock.option.WinsockException;
import io.github.nettywinsock.option.WinsockOption;
import io.github.nettywinsock.ws2.Interceptor;
import io.github.nettywinsock.ws2.WsaErrors;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Options of a SOCKET whose provider answers anything. */
class OptionCallsPropertiesTest {
    private final AnyAnswer ws2 = new AnyAnswer();
    private final OptionCalls calls = new OptionCalls(Interceptor.winsock(null, ws2));
    private final ChannelSocket socket = new OpenSocket();

    @Provide
    Arbitrary<WinsockOption<?>> readable() {
        List<WinsockOption<?>> readable = Catalogue.options().stream()
                .filter(option -> option.access().isReadable())
                .collect(Collectors.toList());
        readable.add(WinsockOption.raw(0xFFFF, 0x1234, 40));
        readable.add(WinsockOption.rawIoctl(0x98001234, 2000, 4));
        return Arbitraries.of(readable);
    }

    @Provide
    Arbitrary<Integer> results() {
        return Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.integers().between(0, 150)),
                Tuple.of(2, Arbitraries.integers().between(0, 10_000)),
                Tuple.of(1, Arbitraries.of(Integer.MAX_VALUE, 1 << 30, 1 << 16)),
                Tuple.of(1, Arbitraries.of(-10022, -10042, -1, -WsaErrors.WSAEFAULT)));
    }

    @Provide
    Arbitrary<byte[]> bytes() {
        return Arbitraries.oneOf(
                Arbitraries.bytes().array(byte[].class).ofMaxSize(200),
                Arbitraries.bytes()
                        .between((byte) 0, (byte) 3)
                        .array(byte[].class)
                        .ofMaxSize(200));
    }

    @Property(tries = 5_000)
    void anAnswerIsAValueOrAFailureThatNamesCallAndOption(
            @ForAll("readable") WinsockOption<?> option, @ForAll("results") int result, @ForAll("bytes") byte[] bytes)
            throws Exception {
        ws2.answers(result, bytes);
        try {
            Object value = calls.get(socket, option);
            assertThat(value == null || option.codec().type().isInstance(value)).isTrue();
            assertThat(result).isNotNegative();
        } catch (WinsockException e) {
            assertThat(e.option()).isEqualTo(option.name());
            assertThat(e.call()).isIn("getsockopt", "WSAIoctl");
            assertThat(e.getMessage()).contains(e.call() + '(').contains(option.name());
            assertThat(e.errorCode()).isEqualTo(Math.max(0, -result));
            assertThat(e.symbol()).isEqualTo(result < 0 ? WsaErrors.symbol(-result) : "");
        }
        if (option.composition() == null) {
            Object value = calls.getIfSupported(socket, option);
            assertThat(value == null || option.codec().type().isInstance(value)).isTrue();
        }
    }

    @Property
    void aQuestionIsAnsweredOrFails(@ForAll("results") int result, @ForAll("bytes") byte[] bytes) throws Exception {
        ws2.answers(result, bytes);
        try {
            calls.query(
                    socket, ControlQuery.ROUTING_INTERFACE, new InetSocketAddress(InetAddress.getLoopbackAddress(), 1));
        } catch (WinsockException e) {
            assertThat(e).hasMessageStartingWith("WSAIoctl(SIO_ROUTING_INTERFACE_QUERY");
        }
        try {
            calls.query(socket, ControlQuery.PORT_RESERVATION, PortReservation.of(0, 1, 0));
        } catch (WinsockException e) {
            assertThat(e).hasMessageStartingWith("WSAIoctl(SIO_ACQUIRE_PORT_RESERVATION");
        }
    }

    /** The buffers of a thread grow, and the next value must not see what is left of the last. */
    @Example
    void theFirstValueOfAThreadMayBeLong() throws Exception {
        for (int length : new int[] {0, 1, 7, 8, 1023, 1025, 2000, 1 << 16}) {
            Throwable[] failure = new Throwable[1];
            Thread thread = new Thread(() -> failure[0] = setAndGet(length));
            thread.start();
            thread.join();
            assertThat(failure[0]).as("%d bytes", length).isNull();
        }
    }

    private Throwable setAndGet(int length) {
        try {
            WinsockOption<byte[]> ioctl = WinsockOption.rawIoctl(0x98001234, length, 4);
            byte[] value = new byte[length];
            Arrays.fill(value, (byte) 7);
            ws2.answers(0, new byte[0]);
            calls.set(socket, ioctl, value);
            assertThat(ws2.passed).isEqualTo(value);
            ws2.answers(4, new byte[] {1, 2});
            assertThat(calls.get(socket, ioctl)).containsExactly(1, 2, 0, 0);
            calls.set(socket, WinsockOption.raw(1, 2, length), value);
            assertThat(ws2.passed).isEqualTo(value);
            return null;
        } catch (Throwable e) {
            return e;
        }
    }

    @Example
    void moreThanWasOfferedIsNoAnswer() {
        ws2.answers(41, new byte[41]);
        assertThatThrownBy(() -> calls.get(socket, WinsockOption.raw(0xFFFF, 0x1234, 40)))
                .isInstanceOf(WinsockException.class)
                .hasMessage("getsockopt(SOL_SOCKET, raw(SOL_SOCKET, 0x1234, 40)): the provider returned no value of"
                        + " raw(SOL_SOCKET, 0x1234, 40): 0 to 40 bytes were expected, not 41; read raw(SOL_SOCKET,"
                        + " 0x1234, 40) with WinsockChannelOption.raw to see its bytes");
        ws2.answers(4, new byte[] {1, 0, 0, 0});
        assertThatThrownBy(() -> calls.get(socket, Catalogue.byName("SIO_ADDRESS_LIST_QUERY")))
                .isInstanceOf(WinsockException.class)
                .hasMessageContaining("1 addresses were promised in 4 bytes");
    }

    private static final class AnyAnswer implements Interceptor {
        private int result;
        private byte[] bytes = {};
        private byte[] passed = {};

        void answers(int result, byte[] bytes) {
            this.result = result;
            this.bytes = bytes;
        }

        @Override
        public Object returns(String call, Object... arguments) {
            switch (call) {
                case "setsockopt":
                    pass((ByteBuffer) arguments[3], (Integer) arguments[4]);
                    return 0;
                case "getsockopt":
                    return answer((ByteBuffer) arguments[3], (Integer) arguments[4]);
                case "WSAIoctl":
                    pass((ByteBuffer) arguments[2], (Integer) arguments[3]);
                    return answer((ByteBuffer) arguments[4], (Integer) arguments[5]);
                default:
                    return 0;
            }
        }

        private int answer(ByteBuffer out, int length) {
            for (int i = 0; i < Math.min(length, bytes.length); i++) {
                out.put(i, bytes[i]);
            }
            return result;
        }

        private void pass(ByteBuffer in, int length) {
            passed = new byte[length];
            for (int i = 0; i < length; i++) {
                passed[i] = in.get(i);
            }
        }
    }

    private static final class OpenSocket implements ChannelSocket {
        private final Object lock = new Object();

        @Override
        public Object lock() {
            return lock;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public long handle() {
            return 4;
        }

        @Override
        public State state() {
            return State.CONNECTED;
        }

        @Override
        public boolean isListener() {
            return false;
        }

        @Override
        public ChannelSocket listener() {
            return null;
        }
    }
}
