package io.github.nettywinsock.simulation;

import io.github.nettywinsock.ws2.CompletionPort;
import io.github.nettywinsock.ws2.OverlappedSockets;
import io.github.nettywinsock.ws2.Winsock2;
import io.github.nettywinsock.ws2.WsaErrors;
import java.net.InetSocketAddress;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/**
 * A Windows in memory: sockets and completion ports that keep the documented rules, are free wherever Windows is free, and
 * notice what a caller must not do. What it does not simulate throws {@link UnsupportedOperationException}.
 *
 * <p>Free-running, threads call it in real time. In virtual time, one thread calls it, time passes when that thread waits or
 * {@linkplain #advance advances} it, and the same seed gives the same {@linkplain #history history}.
 */
public final class SimulatedWindows {
    /** An address from which nothing answers. */
    public static final InetSocketAddress SILENT = new InetSocketAddress(Network.SILENT, 9);

    static final int ERROR_INVALID_HANDLE = 6;
    static final int ERROR_HANDLE_EOF = 38;
    static final int ERROR_INVALID_PARAMETER = 87;
    static final int ERROR_ABANDONED_WAIT_0 = 735;
    static final int ERROR_NOT_FOUND = 1168;
    static final int WSAEINTR = 10004;
    static final int WSAEALREADY = 10037;
    static final int WSAEAFNOSUPPORT = 10047;
    static final int WSAEISCONN = 10056;

    private static final int DYNAMIC_PORTS = 2000;

    /** In real time: what tests send megabytes through must not take all day. */
    private static final int SLOWINGS = 1000;

    final Timeline timeline;
    final Schedule schedule;
    final Faults faults = new Faults(this);
    final SocketTable table = new SocketTable(this);
    final Bindings bindings = new Bindings(this, DYNAMIC_PORTS);
    final Network network = new Network(this);
    final Calls calls = new Calls(this);
    final Events events = new Events(this);
    final Files files = new Files(this);
    private volatile boolean layered;
    final Transmissions transmissions = new Transmissions(this);

    private final History history = new History();
    private final List<String> traps = new ArrayList<>();
    private final Winsock2 ws2 = new SimulatedWinsock2(this);
    private final OverlappedSockets sockets = new SimulatedOverlappedSockets(this, Door.AF_INET);
    private DatagramObserver observer;
    private LongSupplier whileBlocked = () -> Timeline.FOREVER;
    private long acceptNanos;
    private final Failures failures = new Failures();
    private String closedWhileReceiving;
    private int ports;
    private int openPorts;

    private SimulatedWindows(Timeline timeline, Schedule schedule) {
        this.timeline = timeline;
        this.schedule = schedule;
    }

    /** A Windows for threads, in real time. */
    public static SimulatedWindows freeRunning(long seed) {
        return new SimulatedWindows(
                new Timeline(false), new Schedule(seed, TimeUnit.MICROSECONDS.toNanos(300), SLOWINGS));
    }

    /** A Windows for threads, in real time, where all that can complete inline does and nothing takes any time. */
    public static SimulatedWindows freeRunningWithoutWhims() {
        return new SimulatedWindows(new Timeline(false), new Schedule(0, 0, 0));
    }

    /** A Windows for one thread, in virtual time that begins at 0. */
    public static SimulatedWindows inVirtualTime(long seed) {
        return new SimulatedWindows(
                new Timeline(true), new Schedule(seed, TimeUnit.MILLISECONDS.toNanos(2), Integer.MAX_VALUE));
    }

    /** A Windows for one thread, in virtual time, where all that can complete inline does and nothing takes any time. */
    public static SimulatedWindows withoutWhims() {
        return new SimulatedWindows(new Timeline(true), new Schedule(0, 0, 0));
    }

    /** The calls of its sockets. */
    public Winsock2 ws2() {
        return ws2;
    }

    /** The calls of its sockets that a transport on completion ports needs besides them. */
    public OverlappedSockets sockets() {
        return sockets;
    }

    /** A completion port that tells whether a thread that waits on it would wake up. */
    public interface Port extends CompletionPort {
        boolean hasPackets();
    }

    /** Creates a completion port that dequeues up to {@code capacity} packets at once. */
    public Port newPort(int capacity) {
        synchronized (timeline) {
            openPorts++;
            return new SimulatedPort(this, capacity, ++ports);
        }
    }

    /**
     * Says how long WSAAccept takes to accept a connection whose handshake the condition decides on; 0 ends what takes longer.
     */
    public void acceptTakes(long nanos) {
        synchronized (timeline) {
            acceptNanos = nanos;
            timeline.notifyAll();
        }
    }

    /** The number of WSAAccept calls that wait for their clients. */
    public int waitingAccepts() {
        synchronized (timeline) {
            return table.open().stream()
                    .filter(StreamSocket.class::isInstance)
                    .mapToInt(socket -> ((StreamSocket) socket).waitingForClients())
                    .sum();
        }
    }

    /** Waits for the client as WSAAccept does, or does not. */
    @Rules("R154")
    void awaitHandshake(Handshake handshake, BooleanSupplier ended) {
        if (schedule.awaitsHandshakes()) {
            block(() -> handshake.isDone() || ended.getAsBoolean(), Handshake.TIMEOUT_NANOS);
        }
        if (acceptNanos > 0) {
            block(() -> acceptNanos == 0 || ended.getAsBoolean(), acceptNanos);
        }
    }

    /** The errors that calls are made to answer. */
    public Faults faults() {
        return faults;
    }

    /** Lets datagrams be lost, doubled and overtaken, and news of them be lost, as the seed likes. */
    public void beUnreliable() {
        synchronized (timeline) {
            schedule.beUnreliable();
        }
    }

    /** Has the control messages of datagrams not fit now and then. */
    public void cutControlMessages() {
        synchronized (timeline) {
            schedule.cutControlMessages();
        }
    }

    /** Has somebody be told of all datagrams. */
    public void observe(DatagramObserver observer) {
        synchronized (timeline) {
            this.observer = observer;
        }
    }

    DatagramObserver observer() {
        return observer;
    }

    /** The number of datagrams that wait for a receive of a socket. */
    public int waitingDatagrams(long s) {
        synchronized (timeline) {
            SimulatedSocket socket = table.find(s);
            return socket instanceof DatagramSocket ? ((DatagramSocket) socket).waiting() : 0;
        }
    }

    /** What has happened. */
    public History history() {
        return history;
    }

    /** The time now. */
    public long nanoTime() {
        return timeline.nanoTime();
    }

    /** When something will happen next in virtual time, or {@link Long#MAX_VALUE}. */
    public long nextEvent() {
        return timeline.next();
    }

    /** Lets virtual time pass until something happens, and not beyond {@code limit}. */
    public void advance(long limit) {
        timeline.advance(limit);
    }

    /**
     * Says what to run in virtual time while a call blocks its thread, as the others of a real machine would run. It answers
     * when it wants to run again, or {@link Long#MAX_VALUE}.
     */
    public void whileBlocked(LongSupplier others) {
        whileBlocked = others;
    }

    /** Blocks the calling thread; answers whether it is done. */
    boolean block(BooleanSupplier done, long timeoutNanos) {
        return timeline.await(done, timeoutNanos, whileBlocked);
    }

    /** Has fewer ports than usual for those who do not care which. */
    public void dynamicPorts(int number) {
        bindings.limit(number);
    }

    /** The size of the smaller one of the two buffers of a connection, in bytes. */
    public int bufferSize() {
        return Math.min(schedule.sendBuffer(), schedule.receiveBuffer());
    }

    /** Whether calls may end long after they were cancelled. */
    public boolean cancelsSlowly() {
        return schedule.cancelsSlowly();
    }

    /** The number that the two ends of a connection share, or -1 for a SOCKET that is no end of one. */
    public long connection(long s) {
        synchronized (timeline) {
            SimulatedSocket socket = table.find(s);
            return socket instanceof StreamSocket ? ((StreamSocket) socket).connectionNumber() : -1;
        }
    }

    /** How many bytes were taken over from the sends of a connection. */
    public long sent(long s) {
        synchronized (timeline) {
            SimulatedSocket socket = table.find(s);
            return socket instanceof StreamSocket ? ((StreamSocket) socket).sent() : 0;
        }
    }

    /** How many bytes were received, by all SOCKETs. */
    public long received() {
        synchronized (timeline) {
            return calls.received();
        }
    }

    /** A SOCKET that was closed gracefully, with a pending receive that nobody had cancelled, or null. */
    public String closedWhileReceiving() {
        return closedWhileReceiving;
    }

    void closedWhileReceiving(SimulatedSocket socket) {
        log(socket, "is closed with a receive that was not cancelled");
        closedWhileReceiving = socket.toString();
    }

    /** Whether a TransmitFile of a SOCKET waits for those of others. */
    public boolean waitsForOtherFiles(long socket) {
        synchronized (timeline) {
            return transmissions.isWaiting(socket);
        }
    }

    /** How often calls of one function have failed at most while no time has passed. */
    public int failuresAtOneTime() {
        return failures.most();
    }

    /** The function whose calls have failed so often. */
    public String mostFailures() {
        return failures.mostOf();
    }

    /** The number of SOCKETs that were not closed. */
    public int openSockets() {
        synchronized (timeline) {
            return table.open().size();
        }
    }

    /** The number of ports that were not closed. */
    public int openPorts() {
        synchronized (timeline) {
            return openPorts;
        }
    }

    /** The number of SOCKETs that child processes get. */
    public long inheritableSockets() {
        synchronized (timeline) {
            return table.open().stream().filter(SimulatedSocket::isInheritable).count();
        }
    }

    /** Whether a file is open which was opened once more. */
    public boolean isOpenAgain(FileChannel file) {
        synchronized (timeline) {
            return files.isOpenAgain(file);
        }
    }

    /** The number of overlapped calls whose packets were not dequeued. */
    public int outstandingCalls() {
        synchronized (timeline) {
            return calls.outstanding();
        }
    }

    /** Says that the caller frees memory, which no overlapped call may be using. */
    public void freed(long address, long size) {
        synchronized (timeline) {
            calls.freed(address, size);
        }
    }

    /**
     * Checks that the caller has not done what damages memory, or is undefined, in Windows.
     *
     * @throws AssertionError if it has
     */
    public void verify() {
        synchronized (timeline) {
            if (!traps.isEmpty()) {
                throw new AssertionError(String.join("\n\n", traps));
            }
        }
    }

    /** Installs a provider of TCP and UDP beside the others, whose SOCKETs are no file handles. */
    public void layer() {
        layered = true;
    }

    boolean isLayered() {
        return layered;
    }

    /** Checks besides that nothing was left open. */
    public void verifyClosed() {
        verify();
        synchronized (timeline) {
            // Threads that wait for events close them when they are told to end.
            if (!timeline.isVirtual()) {
                timeline.await(() -> events.open() == 0, TimeUnit.SECONDS.toNanos(5));
            }
            if (!table.open().isEmpty() || openPorts > 0 || events.open() > 0 || files.openAgain() > 0) {
                String left = table.open().stream().map(String::valueOf).collect(Collectors.joining(", "));
                throw new AssertionError("left open: " + openPorts + " ports, " + events.open() + " events, "
                        + files.openAgain() + " files and " + left);
            }
        }
    }

    /** Runs a call on a SOCKET. */
    int onSocket(String function, long s, ToIntFunction<SimulatedSocket> call) {
        synchronized (timeline) {
            SimulatedSocket socket = enter(function, s);
            if (socket == null) {
                return -WsaErrors.WSAENOTSOCK;
            }
            int fault = faults.inline(function, socket);
            int result = fault != 0 ? -fault : call.applyAsInt(socket);
            answered(function, result);
            log(socket, "%s = %d", function, result);
            timeline.leave();
            return result;
        }
    }

    /** The socket that a call is made on, or null when its handle is not one. */
    SimulatedSocket enter(String function, long s) {
        timeline.runDue();
        SimulatedSocket socket = table.find(s);
        if (socket == null) {
            trap(null, String.format("%s on 0x%x, which is closed", function, s));
        } else if (socket.isClosing()) {
            trap(socket, function + " while closesocket runs");
        }
        return socket;
    }

    /** Notes a call that Windows refuses because the caller has not updated the context of a connection. */
    void requireContext(SimulatedSocket socket, String call) {
        if (socket.wantsUpdate()) {
            trap(socket, call + " before the context was updated");
        }
    }

    /** Notes what a caller must not do. */
    void trap(SimulatedSocket socket, String what) {
        log(socket, "TRAP: %s", what);
        traps.add(socket == null ? what : what + "\nThe history of " + socket + ":\n" + history.of(socket.toString()));
    }

    /** Notes what a call has answered. */
    void answered(String function, int result) {
        if (result < 0 && result != -WsaErrors.WSA_IO_PENDING && result != -ERROR_NOT_FOUND) {
            failures.add(function, timeline.nanoTime());
        }
    }

    /**
     * Notes something in the history.
     *
     * @param arguments of the format: strings, numbers and calls
     */
    void log(SimulatedSocket socket, String format, Object... arguments) {
        long now = timeline.isVirtual() ? timeline.nanoTime() : 0;
        history.add(now, socket == null ? "-" : socket.toString(), format, arguments);
    }

    void portClosed(SimulatedPort port) {
        openPorts--;
        long outstanding = calls.outstanding(port);
        if (outstanding > 0) {
            trap(null, port + " is closed with " + outstanding + " packets to come");
        }
    }
}
