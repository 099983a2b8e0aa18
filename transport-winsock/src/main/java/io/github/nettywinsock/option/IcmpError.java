package io.github.nettywinsock.option;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * The value of {@code TCP_ICMP_ERROR_INFO}, an {@code ICMP_ERROR_INFO} struct: the ICMP error that made a connect fail.
 *
 * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/ipproto-tcp-socket-options">
 *     IPPROTO_TCP socket options</a>
 */
public final class IcmpError {
    /** No bytes come back where no error was seen. */
    static final Codec<IcmpError> CODEC = new StructCodec<>(IcmpError.class, 36) {
        @Override
        int shortest() {
            return 0;
        }

        @Override
        IcmpError read(ByteBuffer in, int length) {
            if (length > 0 && length < length()) {
                throw new IllegalArgumentException("0 or " + length() + " bytes were expected, not " + length);
            }
            return length == 0
                    ? null
                    : new IcmpError(SocketAddresses.read(in, 0), in.getInt(28), in.get(32) & 0xFF, in.get(33) & 0xFF);
        }
    };

    private final InetSocketAddress source;
    private final int protocol;
    private final int type;
    private final int code;

    private IcmpError(InetSocketAddress source, int protocol, int type, int code) {
        this.source = source;
        this.protocol = protocol;
        this.type = type;
        this.code = code;
    }

    /** The host that sent the error. */
    public InetSocketAddress source() {
        return source;
    }

    /** {@code IPPROTO_ICMP} is 1, {@code IPPROTO_ICMPV6} is 58. */
    public int protocol() {
        return protocol;
    }

    /** The ICMP type. */
    public int type() {
        return type;
    }

    /** The ICMP code. */
    public int code() {
        return code;
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof IcmpError)) {
            return false;
        }
        IcmpError that = (IcmpError) other;
        return Objects.equals(source, that.source)
                && protocol == that.protocol
                && type == that.type
                && code == that.code;
    }

    @Override
    public int hashCode() {
        return Objects.hash(source, protocol, type, code);
    }

    @Override
    public String toString() {
        return "IcmpError(source=" + source + ", protocol=" + protocol + ", type=" + type + ", code=" + code + ')';
    }
}
