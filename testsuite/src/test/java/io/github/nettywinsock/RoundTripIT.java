package io.github.nettywinsock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.nettywinsock.option.Catalogue;
import io.github.nettywinsock.option.IasEntry;
import io.github.nettywinsock.option.Linger;
import io.github.nettywinsock.option.MulticastGroup;
import io.github.nettywinsock.option.MulticastSource;
import io.github.nettywinsock.option.PathMtuDiscovery;
import io.github.nettywinsock.option.PgmErrorCorrection;
import io.github.nettywinsock.option.PgmSendWindow;
import io.github.nettywinsock.option.Phase;
import io.github.nettywinsock.option.ProtectionLevel;
import io.github.nettywinsock.option.WinsockException;
import io.github.nettywinsock.option.WinsockOption;
import io.github.nettywinsock.testsuite.NeedsWindows;
import io.github.nettywinsock.ws2.NativeWinsock2;
import io.github.nettywinsock.ws2.Winsock2;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Sets and reads every settable option on a socket in every state. What is expected is what the provider answers to the
 * same call on a twin socket, made past the library with bytes of our own.
 */
@NeedsWindows("NIO channels")
class RoundTripIT {
    private static final int WSAENOTSOCK = 10038;
    private static final InetAddress LOOPBACK_ADDRESS = InetAddress.getLoopbackAddress();
    private static final NetworkInterface LOOPBACK = loopback();

    private final Winsock2 ws2 = NativeWinsock2.load();

    private enum State {
        FRESH(TcpChannels::freshListener, EnumSet.complementOf(EnumSet.of(Phase.AFTER_CONNECT, Phase.AFTER_ACCEPT))),
        BOUND(TcpChannels::bound, EnumSet.complementOf(EnumSet.of(Phase.BEFORE_BIND, Phase.AFTER_ACCEPT))),
        LISTENING(TcpChannels::listening, EnumSet.of(Phase.AFTER_BIND, Phase.ANY)),
        CONNECTED(TcpChannels::connected, EnumSet.of(Phase.AFTER_BIND, Phase.AFTER_CONNECT, Phase.ANY)),
        ACCEPTED(
                TcpChannels::accepted,
                EnumSet.of(Phase.AFTER_BIND, Phase.AFTER_CONNECT, Phase.AFTER_ACCEPT, Phase.ANY));

        final Function<TcpChannels, Channel> open;
        final Set<Phase> phases;

        State(Function<TcpChannels, Channel> open, Set<Phase> phases) {
            this.open = open;
            this.phases = phases;
        }

        /** Takes the channel where an option that was recorded is applied. */
        void advance(TcpChannels channels, Channel channel) {
            if (this == FRESH) {
                channel.bind(channels.anyPort()).syncUninterruptibly();
            } else if (this == BOUND) {
                channel.connect(channels.listener().localAddress()).syncUninterruptibly();
            }
        }
    }

    @TestFactory
    List<DynamicNode> everySettableOptionAnswersAsTheProviderDoes() {
        List<DynamicNode> hosts = new ArrayList<>();
        for (String host : List.of("127.0.0.1", "::1")) {
            for (State state : State.values()) {
                List<DynamicTest> tests = new ArrayList<>();
                for (WinsockOption<?> option : Catalogue.options()) {
                    if (isSet(option) && !keepsTheHostOut(option, host)) {
                        tests.add(DynamicTest.dynamicTest(option.name(), () -> roundTrip(host, state, option)));
                    }
                }
                hosts.add(DynamicContainer.dynamicContainer(host + " " + state, tests));
            }
        }
        return hosts;
    }

    /** Control codes and what stands for several options have tests of their own. */
    private static boolean isSet(WinsockOption<?> option) {
        return option.access().isWritable() && !option.isControlCode() && option.composition() == null;
    }

    private void roundTrip(String host, State state, WinsockOption<?> option) throws IOException {
        @SuppressWarnings("unchecked")
        ChannelOption<Object> channelOption = (ChannelOption<Object>) WinsockChannelOption.byName(option.name());
        try (TcpChannels channels = new TcpChannels(host)) {
            Channel channel = state.open.apply(channels);
            Object value = another(option, channel);

            if (!state.phases.contains(option.phase())) {
                assertThat(catchThrowable(() -> channel.config().setOption(channelOption, value)))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining(option.name())
                        .hasMessageContaining(option.phase().toString());
                assertThat(channel.isOpen()).isTrue();
                return;
            }

            Channel twin = state.open.apply(channels);
            boolean afterwards = state == State.BOUND && option.phase() == Phase.AFTER_CONNECT;
            if (afterwards) {
                state.advance(channels, twin);
            }
            int expected = setPastTheLibrary(twin, option, bytes(value, option, channels));

            Throwable failure = catchThrowable(() -> {
                assertThat(channel.config().setOption(channelOption, value)).isTrue();
                state.advance(channels, channel);
            });

            if (expected < 0) {
                assertThat(winsockException(failure).errorCode()).isEqualTo(-expected);
                return;
            }
            assertThat(failure).isNull();
            if (!afterwards) {
                state.advance(channels, twin);
            }
            if (option.access().isReadable()) {
                ByteBuffer in = direct(option.codec().length());
                int length = ws2.getsockopt(Winsock.handle(twin), option.level(), option.optname(), in, in.capacity());
                if (length < 0) {
                    Throwable refusal = catchThrowable(() -> channel.config().getOption(channelOption));
                    assertThat(winsockException(refusal).errorCode()).isEqualTo(-length);
                } else {
                    assertThat(channel.config().getOption(channelOption)).isEqualTo(value(option, in, length));
                }
            }
        }
    }

    /** The sockets of the JDK reach IPv4 through IPv6. */
    private static boolean keepsTheHostOut(WinsockOption<?> option, String host) {
        return option.name().equals("IPV6_V6ONLY") && !host.contains(":");
    }

    private int setPastTheLibrary(Channel channel, WinsockOption<?> option, byte[] bytes) {
        ByteBuffer out = direct(bytes.length);
        out.put(bytes);
        out.clear();
        int result = ws2.setsockopt(
                Winsock.handle(channel),
                option.level(),
                option.optname(),
                bytes.length == 0 ? null : out,
                bytes.length);
        assertThat(result).isNotEqualTo(-WSAENOTSOCK);
        return result;
    }

    private static WinsockException winsockException(Throwable failure) {
        Throwable cause = failure instanceof WinsockException ? failure : failure == null ? null : failure.getCause();
        assertThat(cause).isInstanceOf(WinsockException.class);
        return (WinsockException) cause;
    }

    /** A value that is not the present one, where the option can be read. */
    private Object another(WinsockOption<?> option, Channel channel) {
        Object present = null;
        if (option.access().isReadable()) {
            ByteBuffer in = direct(option.codec().length());
            int length = ws2.getsockopt(Winsock.handle(channel), option.level(), option.optname(), in, in.capacity());
            present = length < 0 ? null : value(option, in, length);
        }
        Map<Class<?>, List<Object>> values = Map.ofEntries(
                Map.entry(Boolean.class, List.of(true, false)),
                Map.entry(Integer.class, List.of(1, 0, 2, 30_000)),
                Map.entry(Linger.class, List.of(Linger.ofSeconds(3))),
                Map.entry(byte[].class, List.of(new byte[] {1, 2, 3, 4}, new byte[99], new byte[4096])),
                Map.entry(InetAddress.class, List.of(LOOPBACK_ADDRESS)),
                Map.entry(NetworkInterface.class, List.of(LOOPBACK)),
                Map.entry(PathMtuDiscovery.class, List.of(PathMtuDiscovery.DONT, PathMtuDiscovery.DO)),
                Map.entry(
                        ProtectionLevel.class, List.of(ProtectionLevel.UNRESTRICTED, ProtectionLevel.EDGE_RESTRICTED)),
                Map.entry(
                        MulticastGroup.class,
                        List.of(MulticastGroup.parse("239.1.2.3"), MulticastGroup.parse("ff15::1:2"))),
                Map.entry(
                        MulticastSource.class,
                        List.of(
                                MulticastSource.parse("232.1.2.3,192.0.2.1"),
                                MulticastSource.parse("ff35::1:2,2001:db8::1"))),
                Map.entry(PgmSendWindow.class, List.of(PgmSendWindow.of(56, 60_000, 420_000))),
                Map.entry(PgmErrorCorrection.class, List.of(PgmErrorCorrection.of(255, 0, 8, true))),
                Map.entry(IasEntry.class, List.of(IasEntry.parse("Device/DeviceName=1"))));
        for (Object candidate : values.get(option.codec().type())) {
            boolean allowed = catchThrowable(() -> option.codec().checked(option.name(), candidate)) == null;
            if (allowed && !candidate.equals(present)) {
                return candidate;
            }
        }
        throw new IllegalStateException("no value for " + option);
    }

    private static byte[] bytes(Object value, WinsockOption<?> option, TcpChannels channels) {
        if (option.name().equals("SO_UPDATE_ACCEPT_CONTEXT")) {
            return littleEndian(8)
                    .putLong(0, Winsock.handle(channels.listener()))
                    .array();
        }
        if (option.name().equals("SO_UPDATE_CONNECT_CONTEXT")) {
            return new byte[0];
        }
        if (value instanceof Boolean) {
            return littleEndian(4).putInt(0, (boolean) value ? 1 : 0).array();
        }
        if (value instanceof Integer) {
            return littleEndian(4).putInt(0, (int) value).array();
        }
        if (value instanceof Linger) {
            return littleEndian(4)
                    .putShort(0, (short) 1)
                    .putShort(2, (short) ((Linger) value).seconds())
                    .array();
        }
        if (value instanceof byte[]) {
            return (byte[]) value;
        }
        return encoded(option, value);
    }

    /** What the codec writes: the layout of structs is compared with that of the headers elsewhere. */
    private static <T> byte[] encoded(WinsockOption<T> option, Object value) {
        ByteBuffer out = littleEndian(option.codec().length());
        byte[] bytes = new byte[option.codec().encode(option.codec().type().cast(value), out)];
        out.get(bytes);
        return bytes;
    }

    private static Object value(WinsockOption<?> option, ByteBuffer in, int length) {
        Class<?> type = option.codec().type();
        if (type == Boolean.class) {
            return (length == 1 ? in.get(0) : in.getInt(0)) != 0;
        }
        if (type == Integer.class) {
            return in.getInt(0);
        }
        if (type == Linger.class) {
            return in.getShort(0) == 0 ? Linger.off() : Linger.ofSeconds(in.getShort(2) & 0xFFFF);
        }
        if (type != byte[].class) {
            return option.codec().decode(in, length, 0);
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    private static NetworkInterface loopback() {
        try {
            return NetworkInterface.getByInetAddress(LOOPBACK_ADDRESS);
        } catch (SocketException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ByteBuffer littleEndian(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static ByteBuffer direct(int length) {
        return ByteBuffer.allocateDirect(length).order(ByteOrder.LITTLE_ENDIAN);
    }
}
