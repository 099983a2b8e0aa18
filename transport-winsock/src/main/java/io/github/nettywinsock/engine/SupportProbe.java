package io.github.nettywinsock.engine;

import static io.github.nettywinsock.ws2.WsaErrors.WSAEINVAL;
import static io.github.nettywinsock.ws2.WsaErrors.WSAENOPROTOOPT;
import static io.github.nettywinsock.ws2.WsaErrors.WSAEOPNOTSUPP;

import io.github.nettywinsock.option.Level;
import io.github.nettywinsock.option.WinsockOption;
import io.github.nettywinsock.ws2.Winsock2;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Tries options on scratch sockets, to see whether the provider knows them. */
public final class SupportProbe {
    private final Winsock2 ws2;
    private final Map<WinsockOption<?>, Boolean> supported = new ConcurrentHashMap<>();

    public SupportProbe(Winsock2 ws2) {
        this.ws2 = ws2;
    }

    public boolean isSupported(WinsockOption<?> option) {
        return supported.computeIfAbsent(option, this::probe);
    }

    private boolean probe(WinsockOption<?> option) {
        if (option.composition() != null) {
            return option.composition().ways().stream()
                    .anyMatch(way -> way.stream().allMatch(this::probe));
        }
        if (!option.access().isReadable() && !option.access().isWritable()) {
            return false;
        }
        boolean datagram =
                option.sockets().includesDatagram() && !option.sockets().includesStream();
        int family = option.level() == Level.IPPROTO_IPV6.value() ? Winsock2.AF_INET6 : Winsock2.AF_INET;
        long scratch = ws2.socket(family, datagram ? Winsock2.SOCK_DGRAM : Winsock2.SOCK_STREAM, 0);
        if (scratch < 0) {
            return false;
        }
        try {
            return option.isControlCode() ? probeControlCode(option, scratch) : probe(option, scratch);
        } finally {
            ws2.closesocket(scratch);
        }
    }

    /** An option that can be read is set to what was read, another to zeros: only WSAENOPROTOOPT and its like count. */
    private boolean probe(WinsockOption<?> option, long scratch) {
        int length = option.codec().length();
        ByteBuffer value = direct(length);
        if (option.access().isReadable()) {
            int result = ws2.getsockopt(scratch, option.level(), option.optname(), value, length);
            if (result == -WSAEINVAL || isUnknown(result)) {
                return false;
            }
        }
        return !option.access().isWritable()
                || !isUnknown(ws2.setsockopt(scratch, option.level(), option.optname(), value, length));
    }

    private boolean probeControlCode(WinsockOption<?> option, long scratch) {
        int length = option.codec().length();
        if (!option.access().isReadable()) {
            return !isUnknown(ws2.WSAIoctl(scratch, option.optname(), direct(length), length, null, 0));
        }
        for (byte[] request : option.requests()) {
            ByteBuffer in = direct(request.length).put(request).clear();
            if (!isUnknown(ws2.WSAIoctl(scratch, option.optname(), in, request.length, direct(length), length))) {
                return true;
            }
        }
        return false;
    }

    private static ByteBuffer direct(int length) {
        return ByteBuffer.allocateDirect(Math.max(length, Long.BYTES)).order(ByteOrder.nativeOrder());
    }

    private static boolean isUnknown(int result) {
        return result == -WSAENOPROTOOPT || result == -WSAEOPNOTSUPP;
    }
}
