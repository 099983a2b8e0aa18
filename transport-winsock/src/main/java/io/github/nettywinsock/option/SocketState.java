package io.github.nettywinsock.option;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * The value of {@code SO_BSP_STATE}, a {@code CSADDR_INFO} struct: addresses, type and protocol of a socket.
 *
 * @see <a href="https://learn.microsoft.com/en-us/windows/win32/api/nspapi/ns-nspapi-csaddr_info">CSADDR_INFO</a>
 */
public final class SocketState {
    private static final int STRUCT_LENGTH = 40;
    private static final int SOCKADDR_IN6_LENGTH = 28;

    /** The provider puts both addresses behind the struct, in the same buffer, and points to them. */
    static final Codec<SocketState> CODEC =
            new PointerCodec<>(SocketState.class, STRUCT_LENGTH + 4 * SOCKADDR_IN6_LENGTH) {
                @Override
                int shortest() {
                    return STRUCT_LENGTH;
                }

                @Override
                SocketState read(ByteBuffer in, int length, long address) {
                    return new SocketState(
                            pointedAt(in, 0, address, length()),
                            pointedAt(in, 16, address, length()),
                            in.getInt(32),
                            in.getInt(36));
                }
            };

    private final InetSocketAddress localAddress;
    private final InetSocketAddress remoteAddress;
    private final int socketType;
    private final int protocol;

    private SocketState(InetSocketAddress localAddress, InetSocketAddress remoteAddress, int socketType, int protocol) {
        this.localAddress = localAddress;
        this.remoteAddress = remoteAddress;
        this.socketType = socketType;
        this.protocol = protocol;
    }

    /** The address it is bound to, or null. */
    public InetSocketAddress localAddress() {
        return localAddress;
    }

    /** The address it is connected to, or null. */
    public InetSocketAddress remoteAddress() {
        return remoteAddress;
    }

    /** {@code SOCK_STREAM} is 1, {@code SOCK_DGRAM} is 2. */
    public int socketType() {
        return socketType;
    }

    /** {@code IPPROTO_TCP} is 6, {@code IPPROTO_UDP} is 17. */
    public int protocol() {
        return protocol;
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof SocketState)) {
            return false;
        }
        SocketState that = (SocketState) other;
        return Objects.equals(localAddress, that.localAddress)
                && Objects.equals(remoteAddress, that.remoteAddress)
                && socketType == that.socketType
                && protocol == that.protocol;
    }

    @Override
    public int hashCode() {
        return Objects.hash(localAddress, remoteAddress, socketType, protocol);
    }

    @Override
    public String toString() {
        return "SocketState(local=" + localAddress + ", remote=" + remoteAddress + ", socketType=" + socketType
                + ", protocol=" + protocol + ')';
    }

    /** The provider may count the struct alone; so what it points to need only be in the buffer. */
    private static InetSocketAddress pointedAt(ByteBuffer in, int socketAddress, long address, int offered) {
        long pointer = in.getLong(socketAddress);
        int length = in.getInt(socketAddress + Long.BYTES);
        long offset = pointer - address;
        if (pointer == 0 || length == 0 || offset < STRUCT_LENGTH || offset > offered) {
            return null;
        }
        return SocketAddresses.read(in, (int) offset, offered - (int) offset);
    }
}
