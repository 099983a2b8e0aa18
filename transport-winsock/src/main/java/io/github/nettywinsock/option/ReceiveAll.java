package io.github.nettywinsock.option;

import java.net.NetworkInterface;
import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * The value of {@code SIO_RCVALL_IF} and {@code SIO_RCVALL_MCAST_IF}, an {@code RCVALL_IF} struct: what a raw socket
 * receives of an interface.
 *
 * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/sio-rcvall">SIO_RCVALL</a>
 */
public final class ReceiveAll {
    private static final int MAX_MODE = 3;

    static final Codec<ReceiveAll> CODEC = new Codec<>(ReceiveAll.class, 8, "MODE@INTERFACE, the mode being 0 to 3") {
        @Override
        ReceiveAll parsed(String text) {
            String[] parts = text.split("@", 2);
            if (parts.length != 2) {
                throw new IllegalArgumentException("MODE@INTERFACE is expected");
            }
            return of(Codecs.parseInt(parts[0]), Interfaces.parse(parts[1]));
        }

        @Override
        public int encode(ReceiveAll value, ByteBuffer out) {
            out.putInt(0, value.mode).putInt(4, value.networkInterface.getIndex());
            return length();
        }

        @Override
        ReceiveAll read(ByteBuffer in, int length) {
            throw new UnsupportedOperationException("a ReceiveAll is only ever set");
        }

        @Override
        public String text(ReceiveAll value) {
            return value.mode + "@" + value.networkInterface.getName();
        }
    };

    private final int mode;
    private final NetworkInterface networkInterface;

    private ReceiveAll(int mode, NetworkInterface networkInterface) {
        this.mode = mode;
        this.networkInterface = Interfaces.given(networkInterface);
    }

    /**
     * What to receive of an interface.
     *
     * @param mode 0 nothing more, 1 all packets, 3 all without promiscuous mode
     * @throws IllegalArgumentException when {@code mode} is not 0 to 3 or there is no interface
     */
    public static ReceiveAll of(int mode, NetworkInterface networkInterface) {
        if (mode < 0 || mode > MAX_MODE) {
            throw new IllegalArgumentException("the mode is 0 to " + MAX_MODE + ", not " + mode);
        }
        return new ReceiveAll(mode, networkInterface);
    }

    /** 0 nothing more, 1 all packets, 3 all without promiscuous mode. */
    public int mode() {
        return mode;
    }

    /** The interface. */
    public NetworkInterface networkInterface() {
        return networkInterface;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ReceiveAll
                && ((ReceiveAll) other).mode == mode
                && ((ReceiveAll) other).networkInterface.equals(networkInterface);
    }

    @Override
    public int hashCode() {
        return Objects.hash(mode, networkInterface);
    }

    @Override
    public String toString() {
        return "mode " + mode + " on " + networkInterface.getName();
    }
}
