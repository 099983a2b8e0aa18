package io.github.nettywinsock.simulation;

import io.github.nettywinsock.ws2.ConditionProc;
import io.github.nettywinsock.ws2.OverlappedSockets;
import io.github.nettywinsock.ws2.WsaErrors;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/** The calls of a transport on completion ports. */
final class SimulatedOverlappedSockets implements OverlappedSockets {
    private static final int SIZEOF_ADDRESS_BUFFER = 16;
    private static final int SIZEOF_WSANETWORKEVENTS = 44;
    private static final int MAX_TRANSMIT = Integer.MAX_VALUE - 1;

    /** What a provider answers the pointers of. */
    private static final Set<String> EXTENSION_FUNCTIONS =
            Set.of("AcceptEx", "ConnectEx", "TransmitFile", "WSARecvMsg");

    private final SimulatedWindows windows;

    /** Whose extension functions are called. */
    private final int family;

    SimulatedOverlappedSockets(SimulatedWindows windows, int family) {
        this.windows = windows;
        this.family = family;
    }

    @Override
    public OverlappedSockets ofFamily(int af) {
        return af == family ? this : new SimulatedOverlappedSockets(windows, af);
    }

    @Override
    @Rules({"R017", "R210"})
    public int WSAEnumProtocolsW(ByteBuffer lpProtocolBuffer) {
        synchronized (windows.timeline) {
            return OptionStructs.protocols(lpProtocolBuffer, windows.isLayered());
        }
    }

    @Override
    @Rules({"R019", "R020", "R021"})
    public int bind(long s, ByteBuffer name, int namelen) {
        return windows.onSocket("bind", s, socket -> {
            InetSocketAddress address = namelen < Addresses.length(socket.family) ? null : Addresses.read(name);
            return address == null ? -WsaErrors.WSAEFAULT : socket.bind(address);
        });
    }

    @Override
    public int connect(long s, ByteBuffer name, int namelen) {
        return windows.onSocket("connect", s, socket -> {
            if (socket instanceof StreamSocket) {
                throw new UnsupportedOperationException("not simulated: connect of a stream socket");
            }
            return ((DatagramSocket) socket).connect(Addresses.read(name));
        });
    }

    @Override
    @Rules({"R057", "R059"})
    public int listen(long s, int backlog) {
        return windows.onSocket(
                "listen",
                s,
                socket -> socket instanceof StreamSocket
                        ? ((StreamSocket) socket).listen(backlog)
                        : -WsaErrors.WSAEOPNOTSUPP);
    }

    @Override
    @Rules({"R133", "R176", "R274", "R278"})
    public int shutdown(long s, int how) {
        return windows.onSocket("shutdown " + how, s, socket -> {
            windows.requireContext(socket, "shutdown");
            return socket instanceof StreamSocket
                    ? ((StreamSocket) socket).shutdown(how)
                    : socket.peer() == null ? -WsaErrors.WSAENOTCONN : 0;
        });
    }

    @Override
    @Rules({"R046", "R047", "R048", "R176"})
    public int getsockname(long s, ByteBuffer name) {
        return name(s, "getsockname", name, SimulatedSocket::local, WsaErrors.WSAEINVAL);
    }

    @Override
    @Rules({"R048", "R049", "R133", "R176"})
    public int getpeername(long s, ByteBuffer name) {
        return name(s, "getpeername", name, SimulatedSocket::peer, WsaErrors.WSAENOTCONN);
    }

    private int name(
            long s,
            String function,
            ByteBuffer name,
            Function<SimulatedSocket, InetSocketAddress> getter,
            int errorWithout) {
        return windows.onSocket(function, s, socket -> {
            windows.requireContext(socket, function);
            InetSocketAddress address = getter.apply(socket);
            if (socket.lacksContext()) {
                return -WsaErrors.WSAENOTCONN;
            }
            if (address == null) {
                return -errorWithout;
            }
            if (name.capacity() < Addresses.length(socket.family)) {
                return -WsaErrors.WSAEFAULT;
            }
            Addresses.write(address, socket.family, name);
            return 0;
        });
    }

    // --- overlapped calls

    @Override
    public int WSARecv(long s, long lpBuffers, int count, long lpBytes, long lpFlags, long lpOverlapped) {
        return onStream("WSARecv", s, socket -> {
            Call call = call(Call.Kind.WSARecv, socket, lpOverlapped, Buffers.capture(lpBuffers, count));
            return windows.calls.make(call, lpBytes, () -> socket.receive(call));
        });
    }

    @Override
    public int WSASend(long s, long lpBuffers, int count, long lpBytes, long lpOverlapped) {
        return onStream("WSASend", s, socket -> {
            Call call = call(Call.Kind.WSASend, socket, lpOverlapped, Buffers.capture(lpBuffers, count));
            return windows.calls.make(call, lpBytes, () -> socket.send(call));
        });
    }

    @Override
    public int WSASendTo(long s, long lpBuffers, int count, long lpBytes, long lpTo, int iToLen, long lpOverlapped) {
        return onDatagram("WSASendTo", s, socket -> {
            if (lpTo != 0 && iToLen < SIZEOF_ADDRESS_BUFFER) {
                return -WsaErrors.WSAEFAULT;
            }
            InetSocketAddress to = lpTo == 0 ? null : Addresses.read(lpTo, iToLen);
            Call call = call(Call.Kind.WSASendTo, socket, lpOverlapped, Buffers.capture(lpBuffers, count));
            return windows.calls.make(call, lpBytes, () -> socket.send(call, to, SendMessage.NONE));
        });
    }

    @Override
    @Rules("R355")
    public int WSASendMsg(long s, long lpMsg, long lpBytes, long lpOverlapped) {
        return onDatagram("WSASendMsg", s, socket -> {
            SendMessage message = SendMessage.read(lpMsg);
            if (message.error() != 0) {
                return -message.error();
            }
            Call call = call(Call.Kind.WSASendMsg, socket, lpOverlapped, message.buffers());
            return windows.calls.make(call, lpBytes, () -> socket.send(call, message.to(), message));
        });
    }

    @Override
    @Rules("R311")
    public int WSARecvMsg(long s, long lpMsg, long lpBytes, long lpOverlapped) {
        return onDatagram("WSARecvMsg", s, socket -> {
            if (!MessageCall.isValid(lpMsg)) {
                return -WsaErrors.WSAEFAULT;
            }
            MessageCall call = new MessageCall(socket, lpMsg, lpOverlapped, windows.calls.nextNumber());
            return windows.calls.make(call, lpBytes, () -> socket.receive(call, MessageCall.flags(lpMsg)));
        });
    }

    @Override
    @Rules({"R121", "R123", "R124", "R125", "R131"})
    public int AcceptEx(
            long sListenSocket, long sAcceptSocket, long output, int dwAddressLength, long lpBytes, long lpOverlapped) {
        return onStream("AcceptEx", sListenSocket, listener -> {
            SimulatedSocket accepted = windows.enter("AcceptEx", sAcceptSocket);
            if (!(accepted instanceof StreamSocket)) {
                return -WsaErrors.WSAENOTSOCK;
            }
            if (output == 0 || dwAddressLength < Addresses.length(listener.family) + SIZEOF_ADDRESS_BUFFER) {
                return -WsaErrors.WSAEFAULT;
            }
            Listener.AcceptCall call = new Listener.AcceptCall(
                    listener,
                    (StreamSocket) accepted,
                    lpOverlapped,
                    Buffers.of(output, 2 * dwAddressLength),
                    windows.calls.nextNumber());
            return windows.calls.make(call, lpBytes, () -> listener.accept(call));
        });
    }

    @Override
    @Rules("R132")
    public void GetAcceptExSockaddrs(
            long output, int dwAddressLength, long local, long localLength, long remote, long remoteLength) {
        for (int half = 0; half < 2; half++) {
            long address = output + (long) half * dwAddressLength;
            int family = Memory.buffer(address, Short.BYTES).getShort(0);
            Memory.putLong(half == 0 ? local : remote, address);
            Memory.putInt(half == 0 ? localLength : remoteLength, Addresses.length(family));
        }
    }

    @Override
    @Rules({"R163", "R165", "R166", "R167"})
    public int ConnectEx(
            long s, long name, int namelen, long lpSendBuffer, int length, long lpBytes, long lpOverlapped) {
        return onStream("ConnectEx", s, socket -> {
            InetSocketAddress remote =
                    name == 0 || namelen < SIZEOF_ADDRESS_BUFFER ? null : Addresses.read(name, namelen);
            if (remote == null) {
                return -WsaErrors.WSAEFAULT;
            }
            Buffers data = length == 0 ? Buffers.NONE : Buffers.of(lpSendBuffer, length);
            Call call = call(Call.Kind.ConnectEx, socket, lpOverlapped, data);
            return windows.calls.make(call, lpBytes, () -> socket.connect(call, remote));
        });
    }

    @Override
    @Rules({"R282", "R283", "R284", "R285", "R287"})
    public int TransmitFile(long hSocket, long hFile, int nNumberOfBytesToWrite, long lpOverlapped) {
        return overlapped(
                "TransmitFile",
                hSocket,
                socket -> socket instanceof StreamSocket
                        ? transmit((StreamSocket) socket, hFile, nNumberOfBytesToWrite, lpOverlapped)
                        : -WsaErrors.WSAEINVAL);
    }

    private int transmit(StreamSocket socket, long hFile, int count, long lpOverlapped) {
        OpenFile file = windows.files.find(hFile);
        if (file == null) {
            windows.trap(socket, String.format("TransmitFile of 0x%x, which is no open file", hFile));
            return -SimulatedWindows.ERROR_INVALID_HANDLE;
        }
        if (lpOverlapped == 0) {
            throw new UnsupportedOperationException("not simulated: TransmitFile from the position of the file");
        }
        long offset = TransmitCall.offset(lpOverlapped);
        long left = Math.max(0, file.size() - offset);
        long wanted = count == 0 ? left : count;
        if (wanted < 0 || wanted > MAX_TRANSMIT || offset < 0) {
            return -WsaErrors.WSAEINVAL;
        }
        if (wanted > left || offset > file.size()) {
            return transmitBeyondEnd(socket, file, offset, (int) left, lpOverlapped);
        }
        TransmitCall call = new TransmitCall(socket, file, offset, (int) wanted, lpOverlapped);
        return windows.calls.make(call, 0, () -> socket.transmit(call));
    }

    /** A part that is not all within the file is an error, or shorter. */
    @Rules("R286")
    private int transmitBeyondEnd(StreamSocket socket, OpenFile file, long offset, int left, long lpOverlapped) {
        TransmitCall call = new TransmitCall(socket, file, offset, left, lpOverlapped);
        switch (windows.schedule.pick(4)) {
            case 0:
                return -WsaErrors.WSAEINVAL;
            case 1:
                return -SimulatedWindows.ERROR_HANDLE_EOF;
            case 2:
                return windows.calls.make(call, 0, () -> {
                    windows.timeline.after(
                            windows.schedule.delayNanos(), () -> windows.calls.complete(call, Status.END_OF_FILE, 0));
                    return -WsaErrors.WSA_IO_PENDING;
                });
            default:
                return windows.calls.make(call, 0, () -> socket.transmit(call));
        }
    }

    @Override
    @Rules({"R251", "R252", "R253"})
    public int CancelIoEx(long s, long lpOverlapped) {
        return windows.onSocket(
                "CancelIoEx", s, socket -> socket.cancel(lpOverlapped) ? 0 : -SimulatedWindows.ERROR_NOT_FOUND);
    }

    @Override
    @Rules({"R208", "R209", "R210"})
    public int SetFileCompletionNotificationModes(long s) {
        return windows.onSocket("SetFileCompletionNotificationModes", s, SimulatedSocket::skipPackets);
    }

    @Override
    @Rules({"R158", "R159"})
    public int WSAEventSelect(long s, long hEventObject) {
        return windows.onSocket("WSAEventSelect", s, socket -> {
            if (!(socket instanceof StreamSocket)) {
                throw new UnsupportedOperationException("not simulated: network events of datagram sockets");
            }
            Event event = windows.events.find(hEventObject);
            if (hEventObject != 0 && event == null) {
                return -WsaErrors.WSAEINVAL;
            }
            return ((StreamSocket) socket).select(event);
        });
    }

    @Override
    @Rules("R160")
    public int WSAEnumNetworkEvents(long s, ByteBuffer lpNetworkEvents) {
        return windows.onSocket("WSAEnumNetworkEvents", s, socket -> {
            if (lpNetworkEvents.capacity() < SIZEOF_WSANETWORKEVENTS) {
                return -WsaErrors.WSAEFAULT;
            }
            for (int i = 0; i < SIZEOF_WSANETWORKEVENTS; i++) {
                lpNetworkEvents.put(i, (byte) 0);
            }
            if (socket instanceof StreamSocket) {
                lpNetworkEvents.putInt(
                        0, ((StreamSocket) socket).networkEvents().enumerate());
            }
            return 0;
        });
    }

    @Override
    public long WSAAccept(long s, ByteBuffer addr, ConditionProc lpfnCondition) {
        return WsaAccept.call(windows, s, addr, lpfnCondition);
    }

    @Override
    @Rules("R005")
    public int SetHandleInformation(long s) {
        return windows.onSocket("SetHandleInformation", s, socket -> {
            socket.inheritable(false);
            return 0;
        });
    }

    @Override
    public long fileHandle(FileChannel file) {
        synchronized (windows.timeline) {
            return windows.files.handle(file);
        }
    }

    @Override
    public long ReOpenFile(long hOriginalFile) {
        synchronized (windows.timeline) {
            return windows.files.reopen(hOriginalFile);
        }
    }

    @Override
    public long CreateEventW() {
        synchronized (windows.timeline) {
            int fault = windows.faults.inline("CreateEventW", null);
            return fault != 0 ? -fault : windows.events.create();
        }
    }

    @Override
    public int SetEvent(long hEvent) {
        synchronized (windows.timeline) {
            return windows.events.set(hEvent);
        }
    }

    @Override
    public int WaitForSingleObject(long hHandle) {
        synchronized (windows.timeline) {
            int fault = windows.faults.inline("WaitForSingleObject", null);
            int result = fault != 0 ? -fault : windows.events.await(hHandle);
            windows.timeline.leave();
            return result;
        }
    }

    @Override
    public int CloseHandle(long hObject) {
        synchronized (windows.timeline) {
            return windows.files.isOpenAgain(hObject) ? windows.files.close(hObject) : windows.events.close(hObject);
        }
    }

    private Call call(Call.Kind kind, SimulatedSocket socket, long overlapped, Buffers buffers) {
        return new Call(kind, socket, overlapped, buffers, windows.calls.nextNumber());
    }

    private int onStream(String function, long s, ToIntFunction<StreamSocket> call) {
        return overlapped(
                function,
                s,
                socket -> socket instanceof StreamSocket
                        ? call.applyAsInt((StreamSocket) socket)
                        : -WsaErrors.WSAEOPNOTSUPP);
    }

    private int onDatagram(String function, long s, ToIntFunction<DatagramSocket> call) {
        return overlapped(
                function,
                s,
                socket -> socket instanceof DatagramSocket
                        ? call.applyAsInt((DatagramSocket) socket)
                        : -WsaErrors.WSAEINVAL);
    }

    @Rules("R014")
    private void requireFunctionOf(SimulatedSocket socket, String function) {
        if (socket.family != family && EXTENSION_FUNCTIONS.contains(function)) {
            windows.trap(socket, function + " of the provider of another family");
        }
    }

    @Rules({"R178", "R237", "R238"})
    private int overlapped(String function, long s, ToIntFunction<SimulatedSocket> call) {
        synchronized (windows.timeline) {
            SimulatedSocket socket = windows.enter(function, s);
            if (socket == null) {
                return -WsaErrors.WSAENOTSOCK;
            }
            requireFunctionOf(socket, function);
            int fault = windows.faults.inline(function, socket);
            int result = fault != 0 ? -fault : call.applyAsInt(socket);
            windows.answered(function, result);
            windows.timeline.leave();
            return result;
        }
    }
}
