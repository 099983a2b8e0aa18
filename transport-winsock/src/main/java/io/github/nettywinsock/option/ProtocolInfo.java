package io.github.nettywinsock.option;

import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * The value of {@code SO_PROTOCOL_INFOW} and {@code SO_PROTOCOL_INFOA}: the entry of the protocol catalogue that a
 * socket was created from.
 *
 * @see <a href="https://learn.microsoft.com/en-us/windows/win32/api/winsock2/ns-winsock2-wsaprotocol_infow">
 *     WSAPROTOCOL_INFOW</a>
 */
public final class ProtocolInfo {
    private static final int PROTOCOL_OFFSET = 116;

    /** {@code WSAPROTOCOL_INFOW}, whose name has 16-bit characters. */
    static final Codec<ProtocolInfo> WIDE = new ProtocolInfoCodec(628) {
        @Override
        char charAt(ByteBuffer in, int index) {
            return in.getChar(PROTOCOL_OFFSET + index * Character.BYTES);
        }
    };

    /** {@code WSAPROTOCOL_INFOA}, whose name has 8-bit characters. */
    static final Codec<ProtocolInfo> ANSI = new ProtocolInfoCodec(372) {
        @Override
        char charAt(ByteBuffer in, int index) {
            return (char) (in.get(PROTOCOL_OFFSET + index) & 0xFF);
        }
    };

    private final int serviceFlags;
    private final int catalogEntryId;
    private final int version;
    private final int addressFamily;
    private final int socketType;
    private final int protocol;
    private final int messageSize;
    private final String name;

    private ProtocolInfo(ByteBuffer in, String name) {
        serviceFlags = in.getInt(0);
        catalogEntryId = in.getInt(36);
        version = in.getInt(72);
        addressFamily = in.getInt(76);
        socketType = in.getInt(88);
        protocol = in.getInt(92);
        messageSize = in.getInt(108);
        this.name = name;
    }

    /** {@code dwServiceFlags1}, the {@code XP1_} bits. */
    public int serviceFlags() {
        return serviceFlags;
    }

    /** {@code dwCatalogEntryId}. */
    public int catalogEntryId() {
        return catalogEntryId;
    }

    /** {@code iVersion}. */
    public int version() {
        return version;
    }

    /** {@code AF_INET} is 2, {@code AF_INET6} is 23. */
    public int addressFamily() {
        return addressFamily;
    }

    /** {@code SOCK_STREAM} is 1, {@code SOCK_DGRAM} is 2. */
    public int socketType() {
        return socketType;
    }

    /** {@code IPPROTO_TCP} is 6, {@code IPPROTO_UDP} is 17. */
    public int protocol() {
        return protocol;
    }

    /** The largest message in bytes; 0 for streams, -1 without limit. */
    public int messageSize() {
        return messageSize;
    }

    /** The name of the protocol, {@code szProtocol}. */
    public String name() {
        return name;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ProtocolInfo && toString().equals(other.toString());
    }

    @Override
    public int hashCode() {
        return Objects.hash(catalogEntryId, addressFamily, socketType, protocol);
    }

    @Override
    public String toString() {
        return String.format(
                "ProtocolInfo(%s, catalogEntryId=%d, version=%d, addressFamily=%d, socketType=%d, protocol=%d,"
                        + " messageSize=%d, serviceFlags=0x%08X)",
                name, catalogEntryId, version, addressFamily, socketType, protocol, messageSize, serviceFlags);
    }

    private abstract static class ProtocolInfoCodec extends StructCodec<ProtocolInfo> {
        private static final int MAX_NAME = 256;

        ProtocolInfoCodec(int length) {
            super(ProtocolInfo.class, length);
        }

        abstract char charAt(ByteBuffer in, int index);

        @Override
        final ProtocolInfo read(ByteBuffer in, int length) {
            StringBuilder name = new StringBuilder();
            for (int i = 0; i < MAX_NAME && charAt(in, i) != 0; i++) {
                name.append(charAt(in, i));
            }
            return new ProtocolInfo(in, name.toString());
        }
    }
}
