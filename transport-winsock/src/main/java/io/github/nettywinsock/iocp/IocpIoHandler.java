package io.github.nettywinsock.iocp;

import io.github.nettywinsock.iocp.AbstractIocpChannel.AbstractIocpUnsafe;
import io.github.nettywinsock.ws2.CompletionPort;
import io.github.nettywinsock.ws2.NativeCompletionPort;
import io.github.nettywinsock.ws2.NtStatus;
import io.netty.channel.ChannelException;
import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.IoRegistration;
import io.netty.channel.nio.NioIoHandle;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.netty.util.concurrent.SingleThreadEventExecutor;
import io.netty.util.concurrent.ThreadAwareExecutor;
import io.netty.util.concurrent.Ticker;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The {@link IoHandler} of the IOCP transport: an I/O completion port that the event loop waits on.
 *
 * <p>Its event loops take the channels of this package:
 *
 * <pre>{@code
 * EventLoopGroup group = new MultiThreadIoEventLoopGroup(IocpIoHandler.newFactory());
 * }</pre>
 *
 * <p>An event loop keeps its thread until it is shut down, also in a group that scales: Windows may end the calls of a thread
 * that ends.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/fileio/i-o-completion-ports">I/O Completion Ports</a>
 */
public final class IocpIoHandler implements IoHandler {
    private static final InternalLogger logger = InternalLoggerFactory.getInstance(IocpIoHandler.class);

    private static final String CHANNELS =
            "use IocpServerSocketChannel, IocpSocketChannel or IocpDatagramChannel, or a group of NioIoHandler";

    private static final long SOCKET_KEY = 1;
    private static final long DRAIN_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final int DRAIN_STEP_MILLIS = 20;

    /** How long an event loop pauses, like others of Netty, when it cannot wait: without, it would spin. */
    private static final int DEQUEUE_AGAIN_MILLIS = 1000;

    private final ThreadAwareExecutor executor;
    private final Ticker ticker;
    private final EventExecutor other;
    private final Runnable shutdownHook = this::prepareToDestroy;
    private final CompletionPort port;
    private final Wakeup wakeup;
    private final CallMemory memory = new CallMemory();
    private final ServiceProviders providers = new ServiceProviders();
    private final MemoryBudget receiveBudget = new MemoryBudget();
    private final MemoryBudget copyBudget = new MemoryBudget();
    private final ConnectDefaults connectDefaults = new ConnectDefaults();

    private final Set<IocpRegistration> registrations = new LinkedHashSet<>();

    private final InlineCompletions inline = new InlineCompletions();

    /** How many packets were dequeued, and how many of them are handled. */
    private int packets;

    private int handledPackets;

    private boolean shuttingDown;

    private IocpIoHandler(ThreadAwareExecutor executor, CompletionPort port, Ticker ticker, EventExecutor other) {
        this.executor = executor;
        this.port = port;
        this.ticker = ticker;
        this.other = other;
        wakeup = new Wakeup(port, other);
    }

    /**
     * Creates the factory for event loops of this transport.
     *
     * @throws UnsatisfiedLinkError when {@link Iocp#isAvailable()} is false
     */
    public static IoHandlerFactory newFactory() {
        return newFactory(new IocpIoHandlerConfig());
    }

    /**
     * Creates the factory for event loops of this transport.
     *
     * @param config the settings as they are now
     * @throws UnsatisfiedLinkError when {@link Iocp#isAvailable()} is false
     */
    public static IoHandlerFactory newFactory(IocpIoHandlerConfig config) {
        Iocp.ensureAvailability();
        int maxPackets = config.getMaxPackets();
        return newFactory(() -> NativeCompletionPort.create(maxPackets));
    }

    /** Creates the factory for event loops that wait on {@code ports}. */
    static IoHandlerFactory newFactory(Supplier<CompletionPort> ports) {
        return newFactory(ports, Ticker.systemTicker(), GlobalEventExecutor.INSTANCE);
    }

    /**
     * Creates the factory for event loops that wait on {@code ports}.
     *
     * @param ticker the clock
     * @param other  runs what may block, or comes later
     */
    static IoHandlerFactory newFactory(Supplier<CompletionPort> ports, Ticker ticker, EventExecutor other) {
        return new IoHandlerFactory() {
            @Override
            public IoHandler newHandler(ThreadAwareExecutor executor) {
                return new IocpIoHandler(executor, ports.get(), ticker, other);
            }

            /** The calls that a thread has made end with it, as the pages of WSARecv and WSASend say. */
            @Override
            public boolean isChangingThreadSupported() {
                return false;
            }
        };
    }

    @Override
    public void initialize() {
        // A shutdown without a quiet period may leave prepareToDestroy out, and when destroy comes, no task is taken.
        if (executor instanceof SingleThreadEventExecutor) {
            ((SingleThreadEventExecutor) executor).addShutdownHook(shutdownHook);
        }
    }

    @Override
    public int run(IoHandlerContext context) {
        boolean wait = inline.isEmpty() && context.canBlock();
        dequeue(wait ? timeoutMillis(context) : 0);
        long start = context.shouldReportActiveIoTime() ? System.nanoTime() : 0;
        inline.begin();
        int handled = inline.handleFirst() + handlePackets() + inline.handle();
        if (context.shouldReportActiveIoTime()) {
            context.reportActiveIoTime(System.nanoTime() - start);
        }
        return handled;
    }

    @Override
    public void prepareToDestroy() {
        shuttingDown = true;
        for (IocpRegistration registration : List.copyOf(registrations)) {
            registration.close();
        }
        drain();
        for (IocpRegistration registration : List.copyOf(registrations)) {
            runSafely(registration.handle()::closeNow);
        }
    }

    @Override
    public void destroy() {
        prepareToDestroy();
        awaitWakeup();
        wakeup.closePort();
        memory.freeUnused();
        int pending = pendingCalls();
        if (pending == 0) {
            memory.freeUsed();
        } else {
            logger.warn(
                    "{} calls have not completed; their memory is not freed, because Windows may write to it", pending);
        }
    }

    @Override
    public IoRegistration register(IoHandle handle) throws Exception {
        if (!(handle instanceof AbstractIocpUnsafe)) {
            throw new IllegalArgumentException(
                    handle.getClass().getName() + " is not a handle of this transport: " + CHANNELS);
        }
        if (shuttingDown) {
            throw new IllegalStateException("the event loop is shutting down");
        }
        IocpRegistration registration = new IocpRegistration(this, (AbstractIocpUnsafe) handle);
        try {
            registration.handle().socket().overlapped().associate(this, port, SOCKET_KEY);
        } catch (Error e) {
            // Netty expects an Exception, and leaves the future of the registration incomplete otherwise.
            throw new ChannelException("the channel could not be registered", e);
        }
        registrations.add(registration);
        handle.registered();
        return registration;
    }

    @Override
    public void wakeup() {
        if (!isOnThread()) {
            wakeup.post();
        }
    }

    @Override
    public boolean isCompatible(Class<? extends IoHandle> handleType) {
        // Who asks for the interface only wants to know what loop this is.
        if (NioIoHandle.class.isAssignableFrom(handleType) && handleType != NioIoHandle.class) {
            // Netty's message only names the class of the event loop, which is the same for every transport.
            logger.warn("A NIO channel cannot be registered with an event loop of IocpIoHandler: {}", CHANNELS);
        }
        return IocpIoHandle.class.isAssignableFrom(handleType);
    }

    /** What the service providers of this Windows give out. */
    ServiceProviders providers() {
        return providers;
    }

    /** What the receives of connections may hold while they wait. */
    MemoryBudget receiveBudget() {
        return receiveBudget;
    }

    /** What the copies of file regions may hold, but for a little of each. */
    MemoryBudget copyBudget() {
        return copyBudget;
    }

    /** What connects set by themselves. */
    ConnectDefaults connectDefaults() {
        return connectDefaults;
    }

    /** The time, by the clock of the event loop. */
    long nanoTime() {
        return ticker.nanoTime();
    }

    /** What runs a task that may block. */
    EventExecutor other() {
        return other;
    }

    /** The number of slots that operations hold. */
    int slotsInUse() {
        return memory.slab().inUse();
    }

    /** The calls that have completed inline. */
    InlineCompletions inline() {
        return inline;
    }

    /** Whether the packet of a pending call was dequeued, and is handled in this run. */
    boolean isAtHand(IocpOperation operation) {
        for (int i = handledPackets; i < packets; i++) {
            if (port.overlapped(i) == operation.slot().address && port.key(i) == SOCKET_KEY) {
                return true;
            }
        }
        return false;
    }

    /** Whether the caller is the thread of the event loop. */
    boolean isOnThread() {
        return executor.isExecutorThread(Thread.currentThread());
    }

    /** Runs a task on the event loop. */
    void execute(Runnable task) {
        executor.execute(task);
    }

    /** What calls are given. */
    CallMemory memory() {
        return memory;
    }

    /** Removes a registration; returns whether it was not removed before. */
    boolean remove(IocpRegistration registration) {
        return registrations.remove(registration);
    }

    private int timeoutMillis(IoHandlerContext context) {
        if (context.deadlineNanos() == -1) {
            return CompletionPort.INFINITE;
        }
        // Netty takes the origin of its clock off again.
        long nanos = context.delayNanos(ticker.initialNanoTime() + ticker.nanoTime());
        // Rounded up: a timeout that ends early would make the loop spin until the deadline.
        return (int) Math.min((nanos + 999_999) / 1_000_000, Integer.MAX_VALUE);
    }

    private void dequeue(int timeoutMillis) {
        int dequeued = port.GetQueuedCompletionStatusEx(timeoutMillis);
        packets = Math.max(0, dequeued);
        handledPackets = 0;
        if (dequeued >= 0) {
            return;
        }
        logger.warn("GetQueuedCompletionStatusEx failed, and is called again: error {}", -dequeued);
        try {
            ticker.sleepMillis(DEQUEUE_AGAIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int handlePackets() {
        while (handledPackets < packets) {
            int packet = handledPackets++;
            if (port.key(packet) == Wakeup.KEY) {
                wakeup.came();
            } else {
                handlePacket(packet);
            }
        }
        return packets;
    }

    private void handlePacket(int packet) {
        try {
            IocpOperation operation = memory.slab().owner(port.overlapped(packet));
            if (operation != null && operation.isPending() && !operation.mayStillComplete()) {
                operation.completed(NtStatus.wsaError(port.status(packet), port), port.bytes(packet));
                operation.registration().completed(operation);
            } else {
                handleLatePacket(operation, port.overlapped(packet));
            }
        } catch (Throwable e) {
            logger.warn("A packet could not be handled", e);
        }
    }

    /** Handles a packet of a call that has completed inline already. */
    private void handleLatePacket(IocpOperation operation, long overlapped) {
        if (operation != null && operation.mayStillComplete()) {
            operation.packetCame();
        } else if (operation != null || !memory.slab().reclaim(overlapped)) {
            logger.warn("A packet came for a call that has completed");
        }
    }

    /** Whatever is thrown here and below costs its own channel: Netty's event loop ends by what its handler throws. */
    private static void runSafely(Runnable task) {
        try {
            task.run();
        } catch (Throwable e) {
            logger.warn("Unexpected exception from {}", task, e);
        }
    }

    private void drain() {
        long end = ticker.nanoTime() + DRAIN_NANOS;
        boolean closesGoOn = goOnClosing();
        while ((closesGoOn || pendingCalls() > 0 || !inline.isEmpty()) && ticker.nanoTime() - end < 0) {
            inline.begin();
            dequeue(inline.isEmpty() && !closesGoOn ? DRAIN_STEP_MILLIS : 0);
            handlePackets();
            inline.handle();
            closesGoOn = goOnClosing();
        }
    }

    /** Goes on with closes, for which no task of the event loop runs now; returns whether one has more to do at once. */
    private boolean goOnClosing() {
        boolean[] goesOn = {false};
        for (IocpRegistration registration : List.copyOf(registrations)) {
            runSafely(() -> goesOn[0] |= registration.handle().goOnClosing());
        }
        return goesOn[0];
    }

    private int pendingCalls() {
        return registrations.stream().mapToInt(IocpRegistration::pendingCalls).sum();
    }

    /** Sees to it that no thread posts to the port any more: Windows gives the number of a closed handle again. */
    private void awaitWakeup() {
        if (!wakeup.stop()) {
            return;
        }
        long end = ticker.nanoTime() + DRAIN_NANOS;
        while (ticker.nanoTime() - end < 0) {
            dequeue(DRAIN_STEP_MILLIS);
            boolean came = false;
            while (handledPackets < packets) {
                int packet = handledPackets++;
                if (port.key(packet) == Wakeup.KEY) {
                    came = true;
                } else {
                    handlePacket(packet);
                }
            }
            if (came) {
                return;
            }
        }
    }
}
