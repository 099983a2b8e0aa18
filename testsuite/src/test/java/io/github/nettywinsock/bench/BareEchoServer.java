package io.github.nettywinsock.bench;

import io.github.nettywinsock.option.Catalogue;
import io.github.nettywinsock.option.SocketAddresses;
import io.github.nettywinsock.option.WinsockOption;
import io.github.nettywinsock.ws2.CompletionPort;
import io.github.nettywinsock.ws2.NativeMemory;
import io.github.nettywinsock.ws2.OverlappedSockets;
import io.github.nettywinsock.ws2.Winsock2;
import io.github.nettywinsock.ws2.WsaErrors;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code iocp-echo.c} with the calls in the same order: an echo server, or one that sends a file for each byte, with no more
 * calls than it takes to serve all its clients.
 */
public final class BareEchoServer implements AutoCloseable {
    private static final int ACCEPTS = 16;
    private static final int A_RUN = 256;
    private static final int IN_A_ROW = 16;
    private static final int ADDRESS_LENGTH = 44;
    private static final int BUFFER_LENGTH = 64 * 1024;

    private static final int OFFSET = 16;
    private static final int BYTES = 32;
    private static final int FLAGS = 36;
    private static final int WSABUF = 40;
    private static final int ADDRESS = 56;
    private static final int MESSAGE = 88;
    private static final int DATA = 160;

    private final Winsock2 ws2;
    private final OverlappedSockets sockets;
    private final CompletionPort port;
    private final ByteBuffer value = ByteBuffer.allocateDirect(64).order(ByteOrder.nativeOrder());
    private final Map<Long, Call> calls = new HashMap<>();

    /** Those that have completed inline, and are gone on with when others have had their turn. */
    private final ArrayDeque<Call> putOff = new ArrayDeque<>();

    /** How many more this run goes on with. */
    private int left;

    private final List<WinsockOption<?>> childOptions;
    private final FileChannel file;
    private final long listener;

    /**
     * Opens a server of connections, each with some options that are 1, or one of datagrams.
     *
     * @param host the address that it is bound to
     * @param file what it sends for each byte, or null to echo
     */
    public BareEchoServer(
            Winsock2 ws2,
            OverlappedSockets sockets,
            CompletionPort port,
            boolean stream,
            InetAddress host,
            List<WinsockOption<?>> childOptions,
            FileChannel file) {
        this.childOptions = childOptions;
        this.file = file;
        this.ws2 = ws2;
        this.port = port;
        int family = host instanceof Inet6Address ? Winsock2.AF_INET6 : Winsock2.AF_INET;
        this.sockets = sockets.ofFamily(family);
        listener = ws2.socket(family, stream ? Winsock2.SOCK_STREAM : Winsock2.SOCK_DGRAM, 0);
        InetSocketAddress any = new InetSocketAddress(host, 0);
        check(this.sockets.bind(listener, value, SocketAddresses.write(any, value)));
        if (stream) {
            check(sockets.listen(listener, 1024));
        }
        associate(listener);
        if (stream) {
            for (int i = 0; i < ACCEPTS; i++) {
                new Accept().post();
            }
        } else {
            new Datagrams().run();
        }
    }

    /** The address of the server. */
    public InetSocketAddress localAddress() {
        check(sockets.getsockname(listener, value));
        return SocketAddresses.read(value, 0);
    }

    /** Switches an option of the server's own SOCKET on. */
    public void switchOn(WinsockOption<?> option) {
        switchOn(listener, option);
    }

    private void switchOn(long s, WinsockOption<?> option) {
        value.putInt(0, 1);
        check(ws2.setsockopt(s, option.level(), option.optname(), value, Integer.BYTES));
    }

    /** Whether there is something to do without a packet. */
    boolean hasPutOff() {
        return !putOff.isEmpty();
    }

    /** Waits for packets unless there is something to do, and does it. */
    public void run() {
        int packets = port.GetQueuedCompletionStatusEx(putOff.isEmpty() ? CompletionPort.INFINITE : 0);
        check(packets);
        left = A_RUN;
        for (int i = 0; i < packets; i++) {
            calls.get(port.overlapped(i)).ended(port.status(i) >= 0, port.bytes(i));
        }
        while (!putOff.isEmpty() && left-- > 0) {
            Call call = putOff.poll();
            call.ended(true, call.memory.buffer().getInt(BYTES));
        }
    }

    @Override
    public void close() {
        ws2.closesocket(listener);
    }

    private void associate(long s) {
        check(port.CreateIoCompletionPort(s, 0));
        check(sockets.SetFileCompletionNotificationModes(s));
    }

    private static int check(int result) {
        if (result < 0) {
            throw new IllegalStateException("error " + -result);
        }
        return result;
    }

    private static boolean endedAtOnce(int result) {
        return result != -WsaErrors.WSA_IO_PENDING && check(result) == 0;
    }

    /** One call at a time. */
    private abstract class Call {
        final NativeMemory memory;
        final long address;

        Call(int length) {
            memory = NativeMemory.allocate(length);
            address = memory.address();
            calls.put(address, this);
        }

        abstract void ended(boolean success, int bytes);

        void end() {
            calls.remove(address);
            memory.free();
        }
    }

    private final class Accept extends Call {
        private long child;

        Accept() {
            super(ADDRESS + 2 * ADDRESS_LENGTH);
        }

        void post() {
            while (true) {
                child = ws2.socket(Winsock2.AF_INET, Winsock2.SOCK_STREAM, 0);
                if (!endedAtOnce(sockets.AcceptEx(
                        listener, child, address + ADDRESS, ADDRESS_LENGTH, address + BYTES, address))) {
                    return;
                }
                beginConnection();
            }
        }

        @Override
        void ended(boolean success, int bytes) {
            if (success) {
                beginConnection();
            } else {
                ws2.closesocket(child);
            }
            post();
        }

        private void beginConnection() {
            WinsockOption<?> update = Catalogue.byName("SO_UPDATE_ACCEPT_CONTEXT");
            value.putLong(0, listener);
            check(ws2.setsockopt(child, update.level(), update.optname(), value, Long.BYTES));
            childOptions.forEach(option -> switchOn(child, option));
            associate(child);
            if (file == null) {
                new Connection(child).receive();
            } else {
                new Transfer(child).receive();
            }
        }
    }

    /** Receives and answers in turn, so that one call is enough. */
    private abstract class Exchange extends Call {
        final long s;
        private final int room;
        private boolean answering;

        Exchange(long s, int room) {
            super(DATA + room);
            this.s = s;
            this.room = room;
            memory.buffer().putLong(WSABUF + Long.BYTES, address + DATA);
        }

        void receive() {
            int inARow = 0;
            do {
                answering = false;
                memory.buffer().putInt(WSABUF, room).putInt(FLAGS, 0);
                if (!endedAtOnce(sockets.WSARecv(s, address + WSABUF, 1, address + BYTES, address + FLAGS, address))) {
                    return;
                }
                if (inARow++ >= IN_A_ROW || left-- <= 0) {
                    putOff.add(this);
                    return;
                }
            } while (answer(memory.buffer().getInt(BYTES)));
        }

        /** Whether all of it was sent at once, so that it can go on. */
        private boolean answer(int bytes) {
            if (bytes == 0) {
                ws2.closesocket(s);
                end();
                return false;
            }
            answering = true;
            return endedAtOnce(send(bytes));
        }

        /** Makes the call that answers so many bytes. */
        abstract int send(int bytes);

        @Override
        void ended(boolean success, int bytes) {
            if (answering && success || answer(success ? bytes : 0)) {
                receive();
            }
        }
    }

    private final class Connection extends Exchange {
        Connection(long s) {
            super(s, BUFFER_LENGTH);
        }

        @Override
        int send(int bytes) {
            memory.buffer().putInt(WSABUF, bytes);
            return sockets.WSASend(s, address + WSABUF, 1, address + BYTES, address);
        }
    }

    /** Transmits the file for a byte. */
    private final class Transfer extends Exchange {
        private final long handle;

        Transfer(long s) {
            super(s, 1);
            handle = sockets.ReOpenFile(sockets.fileHandle(file));
        }

        @Override
        int send(int bytes) {
            memory.buffer().putLong(OFFSET, 0);
            return sockets.TransmitFile(s, handle, Downloads.FILE_LENGTH, address);
        }

        @Override
        void end() {
            sockets.CloseHandle(handle);
            super.end();
        }
    }

    private final class Datagrams extends Call {
        private boolean sending;

        Datagrams() {
            super(DATA + BUFFER_LENGTH);
            memory.buffer()
                    .putLong(WSABUF + Long.BYTES, address + DATA)
                    .putLong(MESSAGE, address + ADDRESS)
                    .putLong(MESSAGE + 16, address + WSABUF)
                    .putInt(MESSAGE + 24, 1);
        }

        void run() {
            while (true) {
                sending = false;
                memory.buffer()
                        .putInt(WSABUF, BUFFER_LENGTH)
                        .putInt(MESSAGE + 8, SocketAddresses.MAX_LENGTH)
                        .putInt(MESSAGE + 48, 0);
                if (!endedAtOnce(sockets.WSARecvMsg(listener, address + MESSAGE, address + BYTES, address))
                        || !sendBack(memory.buffer().getInt(BYTES))) {
                    return;
                }
            }
        }

        private boolean sendBack(int bytes) {
            sending = true;
            memory.buffer().putInt(WSABUF, bytes);
            return endedAtOnce(sockets.WSASendTo(
                    listener,
                    address + WSABUF,
                    1,
                    address + BYTES,
                    address + ADDRESS,
                    memory.buffer().getInt(MESSAGE + 8),
                    address));
        }

        @Override
        void ended(boolean success, int bytes) {
            if (sending || sendBack(bytes)) {
                run();
            }
        }
    }
}
