package io.github.nettywinsock.iocp;

import static io.github.nettywinsock.ws2.WsaErrors.WSA_IO_PENDING;

import io.github.nettywinsock.option.Catalogue;
import io.github.nettywinsock.option.SocketAddresses;
import io.github.nettywinsock.ws2.CompletionPort;
import io.github.nettywinsock.ws2.NativeMemory;
import io.github.nettywinsock.ws2.OverlappedSockets;
import io.github.nettywinsock.ws2.Winsock2;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A connection that blocks, as those of the JDK, over the native calls of the Windows that a test runs on. */
final class PeerSocket extends Socket {
    private static final int AF_INET = 2;
    private static final int AF_INET6 = 23;
    private static final int SOCK_STREAM = 1;
    private static final int SD_SEND = 1;
    private static final int LENGTH = 1 << 16;

    private final Winsock2 ws2 = TransportUnderTest.ws2();
    private final OverlappedSockets sockets = TransportUnderTest.sockets();
    private final CompletionPort port = TransportUnderTest.newPort();
    private final InetSocketAddress remote;
    private final InetSocketAddress local;
    private final long s;
    private final CallMemory reading = new CallMemory();
    private final CallMemory writing = new CallMemory();

    /** The packets that were dequeued and not looked at, by OVERLAPPED: status and number of bytes. */
    private final Map<Long, int[]> packets = new HashMap<>();

    private int pending;
    private boolean isReading;
    private int timeoutMillis;
    private boolean closed;

    private boolean isConnected;

    private PeerSocket(InetSocketAddress remote) throws IOException {
        this.remote = remote;
        boolean inet4 = remote.getAddress() instanceof Inet4Address;
        s = ws2.socket(inet4 ? AF_INET : AF_INET6, SOCK_STREAM, 0);
        TransportUnderTest.beforeTheEnd(this::close);
        ByteBuffer name = ByteBuffer.allocateDirect(SocketAddresses.MAX_LENGTH).order(ByteOrder.nativeOrder());
        InetAddress loopback = inet4 ? remote.getAddress() : InetAddress.getByName("::1");
        succeed("bind", sockets.bind(s, name, SocketAddresses.write(new InetSocketAddress(loopback, 0), name)));
        // Not asked later: a SOCKET that connects need not tell it.
        succeed("getsockname", sockets.getsockname(s, name));
        local = SocketAddresses.read(name, 0);
        succeed("CreateIoCompletionPort", port.CreateIoCompletionPort(s, 1));
        int namelen = SocketAddresses.write(remote, writing.addresses());
        start(sockets.ofFamily(inet4 ? AF_INET : AF_INET6)
                .ConnectEx(
                        s,
                        writing.at(CallMemory.ADDRESSES),
                        namelen,
                        0,
                        0,
                        writing.at(CallMemory.BYTES),
                        writing.at(0)));
    }

    /** One that is connected. */
    static PeerSocket connected(InetSocketAddress remote) throws IOException {
        PeerSocket peer = new PeerSocket(remote);
        peer.awaitConnect(0);
        return peer;
    }

    /** One that connects, which may take until its listener accepts it. */
    static PeerSocket connecting(InetSocketAddress remote) throws IOException {
        return new PeerSocket(remote);
    }

    private void awaitConnect(int millis) throws IOException {
        if (isConnected) {
            return;
        }
        if (await(writing, millis)[0] != 0) {
            close();
            throw new ConnectException("Connection refused");
        }
        set("SO_UPDATE_CONNECT_CONTEXT", null, 0);
        isConnected = true;
    }

    /** Whether the connection, or the attempt to connect, ends in a while. */
    boolean ends(int millis) {
        try {
            awaitConnect(millis);
            setSoTimeout(millis);
            return getInputStream().read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    @Override
    public InputStream getInputStream() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                return length == 0 ? 0 : receive(bytes, offset, length);
            }
        };
    }

    @Override
    public OutputStream getOutputStream() {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b});
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                for (int done = 0; done < length; ) {
                    done += send(bytes, offset + done, Math.min(LENGTH, length - done));
                }
            }
        };
    }

    /** Receives at most what was asked for, or what an earlier call that has timed out was. */
    private int receive(byte[] bytes, int offset, int length) throws IOException {
        if (reading.left() == 0) {
            if (!isReading) {
                reading.setLength(Math.min(LENGTH, length));
                start(sockets.WSARecv(
                        s,
                        reading.at(CallMemory.WSABUF),
                        1,
                        reading.at(CallMemory.BYTES),
                        reading.at(CallMemory.FLAGS),
                        reading.at(0)));
                isReading = true;
            }
            int[] packet = await(reading, timeoutMillis);
            isReading = false;
            if (packet[0] != 0) {
                throw new SocketException("Connection reset");
            }
            if (packet[1] == 0) {
                return -1;
            }
            reading.received(packet[1]);
        }
        return reading.get(bytes, offset, length);
    }

    private int send(byte[] bytes, int offset, int length) throws IOException {
        writing.put(bytes, offset, length);
        start(sockets.WSASend(s, writing.at(CallMemory.WSABUF), 1, writing.at(CallMemory.BYTES), writing.at(0)));
        int[] packet = await(writing, 0);
        if (packet[0] != 0) {
            throw new SocketException("Connection reset by peer");
        }
        return packet[1];
    }

    private synchronized void start(int result) throws IOException {
        if (result != 0 && result != -WSA_IO_PENDING) {
            throw new SocketException("Connection reset: " + -result);
        }
        pending++;
    }

    /** Waits for the packet of a call; 0 for no limit. */
    private int[] await(CallMemory call, int millis) throws SocketTimeoutException {
        long start = System.nanoTime();
        while (true) {
            synchronized (this) {
                dequeue();
                int[] packet = packets.remove(call.at(0));
                if (packet != null) {
                    return packet;
                }
            }
            if (millis > 0 && System.nanoTime() - start > TimeUnit.MILLISECONDS.toNanos(millis)) {
                throw new SocketTimeoutException("Read timed out");
            }
        }
    }

    private void dequeue() {
        int count = port.GetQueuedCompletionStatusEx(1);
        for (int i = 0; i < count; i++) {
            packets.put(port.overlapped(i), new int[] {port.status(i), port.bytes(i)});
            pending--;
        }
    }

    @Override
    public void setSoTimeout(int millis) {
        timeoutMillis = millis;
    }

    @Override
    public void setSoLinger(boolean on, int seconds) throws SocketException {
        ByteBuffer value = ByteBuffer.allocateDirect(Integer.BYTES).order(ByteOrder.nativeOrder());
        value.putShort((short) (on ? 1 : 0)).putShort((short) seconds).clear();
        set("SO_LINGER", value, Integer.BYTES);
    }

    @Override
    public void shutdownOutput() throws SocketException {
        succeed("shutdown", sockets.shutdown(s, SD_SEND));
    }

    @Override
    public int getLocalPort() {
        return local.getPort();
    }

    @Override
    public SocketAddress getLocalSocketAddress() {
        return local;
    }

    @Override
    public SocketAddress getRemoteSocketAddress() {
        return remote;
    }

    private void set(String option, ByteBuffer value, int length) throws SocketException {
        succeed(
                option,
                ws2.setsockopt(
                        s,
                        Catalogue.byName(option).level(),
                        Catalogue.byName(option).optname(),
                        value,
                        length));
    }

    private static void succeed(String call, int result) throws SocketException {
        if (result < 0) {
            throw new SocketException(call + ": " + -result);
        }
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        ws2.closesocket(s);
        while (pending > 0) {
            dequeue();
        }
        port.CloseHandle();
    }

    /** The memory of one call at a time. */
    private static final class CallMemory {
        static final int BYTES = 32;
        static final int FLAGS = 36;
        static final int WSABUF = 40;
        static final int ADDRESSES = 64;
        static final int DATA = 128;

        private final NativeMemory memory = NativeMemory.allocate(DATA + LENGTH);
        private int from;
        private int to;

        CallMemory() {
            memory.buffer().putLong(WSABUF + Long.BYTES, at(DATA));
        }

        long at(int offset) {
            return memory.address() + offset;
        }

        ByteBuffer addresses() {
            ByteBuffer addresses = memory.buffer().position(ADDRESSES).slice().order(ByteOrder.nativeOrder());
            memory.buffer().clear();
            return addresses;
        }

        void setLength(int length) {
            memory.buffer().putInt(WSABUF, length);
        }

        void put(byte[] bytes, int offset, int length) {
            setLength(length);
            for (int i = 0; i < length; i++) {
                memory.buffer().put(DATA + i, bytes[offset + i]);
            }
        }

        void received(int length) {
            from = 0;
            to = length;
        }

        int left() {
            return to - from;
        }

        int get(byte[] bytes, int offset, int length) {
            int count = Math.min(length, left());
            for (int i = 0; i < count; i++) {
                bytes[offset + i] = memory.buffer().get(DATA + from++);
            }
            return count;
        }
    }
}
