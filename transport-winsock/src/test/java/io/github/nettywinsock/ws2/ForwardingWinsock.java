package io.github.nettywinsock.ws2;

import java.nio.ByteBuffer;

/** A Winsock that forwards all calls to another, for tests to override some. */
public abstract class ForwardingWinsock implements Winsock2 {
    private final Winsock2 winsock;

    protected ForwardingWinsock(Winsock2 winsock) {
        this.winsock = winsock;
    }

    @Override
    public int setsockopt(long s, int level, int optname, ByteBuffer optval, int optlen) {
        return winsock.setsockopt(s, level, optname, optval, optlen);
    }

    @Override
    public int getsockopt(long s, int level, int optname, ByteBuffer optval, int optlen) {
        return winsock.getsockopt(s, level, optname, optval, optlen);
    }

    @Override
    public int WSAIoctl(
            long s,
            int dwIoControlCode,
            ByteBuffer lpvInBuffer,
            int cbInBuffer,
            ByteBuffer lpvOutBuffer,
            int cbOutBuffer) {
        return winsock.WSAIoctl(s, dwIoControlCode, lpvInBuffer, cbInBuffer, lpvOutBuffer, cbOutBuffer);
    }

    @Override
    public long socket(int af, int type, int protocol) {
        return winsock.socket(af, type, protocol);
    }

    @Override
    public int closesocket(long s) {
        return winsock.closesocket(s);
    }

    @Override
    public long address(ByteBuffer buffer) {
        return winsock.address(buffer);
    }
}
