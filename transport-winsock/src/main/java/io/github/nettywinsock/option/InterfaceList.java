package io.github.nettywinsock.option;

import java.net.NetworkInterface;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The value of {@code IP_GET_IFLIST} and {@code IPV6_GET_IFLIST}: the interfaces that a socket receives from while
 * {@code IP_IFLIST} or {@code IPV6_IFLIST} is on.
 *
 * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/ipproto-ip-socket-options">
 *     IPPROTO_IP socket options</a>
 */
public final class InterfaceList {
    private static final int MAX_INTERFACES = 256;

    static final Codec<InterfaceList> CODEC = new StructCodec<>(InterfaceList.class, MAX_INTERFACES * Integer.BYTES) {
        @Override
        int shortest() {
            return 0;
        }

        @Override
        InterfaceList read(ByteBuffer in, int length) {
            List<Integer> indexes = new ArrayList<>();
            int count = entries(length, Integer.BYTES);
            for (int i = 0; i < count; i++) {
                indexes.add(in.getInt(i * Integer.BYTES));
            }
            return new InterfaceList(indexes);
        }
    };

    private final List<Integer> indexes;

    private InterfaceList(List<Integer> indexes) {
        this.indexes = Collections.unmodifiableList(indexes);
    }

    /** The indexes, as Windows returned them; interfaces that have gone stay among them. */
    public List<Integer> indexes() {
        return indexes;
    }

    /** The interfaces that are there now. */
    public List<NetworkInterface> interfaces() {
        return indexes.stream()
                .map(Interfaces::byIndex)
                .filter(Objects::nonNull)
                .collect(Collectors.toUnmodifiableList());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof InterfaceList && ((InterfaceList) other).indexes.equals(indexes);
    }

    @Override
    public int hashCode() {
        return indexes.hashCode();
    }

    @Override
    public String toString() {
        return indexes.toString();
    }
}
