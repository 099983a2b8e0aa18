package io.github.nettywinsock.example.inspect;

import io.github.nettywinsock.option.Codec;
import io.github.nettywinsock.option.CompatibilityMode;
import io.github.nettywinsock.option.InitialRto;
import io.github.nettywinsock.option.KeepAliveValues;
import io.github.nettywinsock.option.Linger;
import io.github.nettywinsock.option.MulticastGroup;
import io.github.nettywinsock.option.MulticastSource;
import io.github.nettywinsock.option.PortReservation;
import io.github.nettywinsock.option.TcpKeepAlive;
import io.github.nettywinsock.option.WinsockOption;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Values to set that harm nobody: multicast groups are on the loopback interface only. */
final class Samples {
    private final Map<Class<?>, List<?>> samples;

    Samples() throws SocketException, UnknownHostException {
        InetAddress loopback = InetAddress.getByName("127.0.0.1");
        InetAddress loopback6 = InetAddress.getByName("::1");
        NetworkInterface lo = NetworkInterface.getByInetAddress(loopback);
        MulticastGroup group = MulticastGroup.of(InetAddress.getByName("239.255.77.1"), lo);
        MulticastGroup group6 = MulticastGroup.of(InetAddress.getByName("ff01::4d01"), lo);
        samples = Map.ofEntries(
                Map.entry(Boolean.class, List.of(true, false)),
                Map.entry(Integer.class, List.of(16384, 32000, 60, 1, 0)),
                Map.entry(Long.class, List.of(1L, 0L)),
                // as an IP header has them, four options that do nothing
                Map.entry(byte[].class, List.of(new byte[] {1, 1, 1, 1})),
                Map.entry(Linger.class, List.of(Linger.ofSeconds(3), Linger.off())),
                Map.entry(KeepAliveValues.class, List.of(KeepAliveValues.of(60_000, 5_000))),
                Map.entry(TcpKeepAlive.class, List.of(TcpKeepAlive.of(60, 5, 3))),
                Map.entry(InitialRto.class, List.of(InitialRto.of(1_000, 3))),
                Map.entry(CompatibilityMode.class, List.of(CompatibilityMode.of(0, 0x06000000))),
                Map.entry(PortReservation.class, List.of(PortReservation.of(0, 0, 0))),
                Map.entry(NetworkInterface.class, List.of(lo)),
                Map.entry(MulticastGroup.class, List.of(group, group6)),
                Map.entry(
                        MulticastSource.class,
                        List.of(MulticastSource.of(group, loopback), MulticastSource.of(group6, loopback6))));
    }

    /** A value that the option takes, not the present one if there is another; null when none is known. */
    <T> T of(WinsockOption<T> option, String present) {
        Class<T> type = option.codec().type();
        List<?> candidates =
                type.isEnum() ? Arrays.asList(type.getEnumConstants()) : samples.getOrDefault(type, List.of());
        T allowed = null;
        for (Object candidate : candidates) {
            if (isAllowed(option.codec(), candidate)) {
                allowed = type.cast(candidate);
                if (!option.codec().text(allowed).equals(present)) {
                    return allowed;
                }
            }
        }
        return allowed;
    }

    /**
     * The bytes of a value.
     *
     * @param listener the SOCKET of the listener that accepted the socket, or -1
     */
    static <T> byte[] bytes(WinsockOption<T> option, T value, long listener) {
        Codec<T> codec = option.codec();
        ByteBuffer out = ByteBuffer.allocateDirect(codec.length()).order(ByteOrder.LITTLE_ENDIAN);
        byte[] bytes = new byte[codec.encode(value, out)];
        if (codec.needsListener()) {
            out.putLong(0, listener);
        }
        out.get(bytes);
        return bytes;
    }

    private static boolean isAllowed(Codec<?> codec, Object candidate) {
        try {
            codec.checked("", candidate);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
