package io.github.nettywinsock.iocp;

import static io.github.nettywinsock.option.SocketLevel.SO_PROTOCOL_INFOW;

import io.github.nettywinsock.option.ProtocolInfo;
import io.github.nettywinsock.ws2.OverlappedSockets;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;

/**
 * What the service providers of this Windows give out as SOCKETs: file handles, or handles that are none. Only used on the
 * event loop.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/api/winbase/nf-winbase-setfilecompletionnotificationmodes">
 *     SetFileCompletionNotificationModes</a>
 */
final class ServiceProviders {
    private static final InternalLogger logger = InternalLoggerFactory.getInstance(ServiceProviders.class);

    private static final int XP1_IFS_HANDLES = 0x00020000;
    private static final int MAX_PROTOCOLS = 256;

    /** By address family and type, as all SOCKETs of one provider are file handles or none is. */
    private final Map<Integer, Boolean> known = new HashMap<>();

    /** Whether a SOCKET is a file handle, and no provider of its protocol that may be layered over it gives out others. */
    boolean giveFileHandle(IocpSocket socket) throws SocketException {
        Boolean gives = known.get(socket.provider());
        if (gives == null) {
            ProtocolInfo info = socket.get(SO_PROTOCOL_INFOW);
            gives = hasFileHandles(info) && haveAllFileHandles(socket.sockets(), socket.protocol());
            known.put(socket.provider(), gives);
        }
        return gives;
    }

    private static boolean haveAllFileHandles(OverlappedSockets sockets, int protocol) {
        int length = SO_PROTOCOL_INFOW.codec().length();
        ByteBuffer all = ByteBuffer.allocateDirect(MAX_PROTOCOLS * length).order(ByteOrder.nativeOrder());
        int count = sockets.WSAEnumProtocolsW(all);
        for (int i = 0; i < count; i++) {
            ByteBuffer entry = all.position(i * length).slice().order(ByteOrder.nativeOrder());
            ProtocolInfo info = SO_PROTOCOL_INFOW.codec().decode(entry, length, 0);
            if (info.protocol() == protocol && !hasFileHandles(info)) {
                logger.debug("{} has no file handles", info);
                return false;
            }
        }
        return count >= 0;
    }

    private static boolean hasFileHandles(ProtocolInfo info) {
        return (info.serviceFlags() & XP1_IFS_HANDLES) != 0;
    }
}
