package io.github.nettywinsock.engine;

import io.github.nettywinsock.engine.ChannelSocket.State;
import io.github.nettywinsock.option.Phase;
import io.github.nettywinsock.option.WinsockException;
import io.github.nettywinsock.option.WinsockOption;
import io.github.nettywinsock.ws2.WsaErrors;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelOption;
import io.netty.util.internal.PlatformDependent;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.Collections;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The options of one channel: records those whose phase has not come, and applies them when it does. Every way to have a
 * channel set an option ends here.
 */
public final class SocketOptions {
    private static final InternalLogger logger = InternalLoggerFactory.getInstance(SocketOptions.class);

    private static final Set<Phase> BY_BIND = EnumSet.of(Phase.BEFORE_BIND, Phase.BEFORE_LISTEN, Phase.ANY);
    private static final Set<Phase> BY_CONNECT =
            EnumSet.of(Phase.BEFORE_BIND, Phase.BEFORE_LISTEN, Phase.BEFORE_CONNECT, Phase.ANY);
    private static final Set<Phase> BY_LISTEN = EnumSet.of(Phase.BEFORE_LISTEN);
    private static final Set<Phase> SINCE_BIND = EnumSet.of(Phase.AFTER_BIND);
    private static final Set<Phase> SINCE_CONNECT = EnumSet.of(Phase.AFTER_BIND, Phase.AFTER_CONNECT, Phase.ANY);

    private final Channel channel;
    private final ChannelSocket socket;
    private final WinsockBackend backend;
    private final Consumer<SocketOptions> caller;
    private final OptionReads reads;

    // Guarded by this are all that follow, and every phase: what another thread sets comes before a phase, and is
    // recorded for it, or after it.

    /** Values, and in the place of a refused value the reason. */
    private final OptionValues pending = new OptionValues();

    /** What was set before bind or connect. */
    private final EarlyOptions early = new EarlyOptions();

    /** Netty's own options, set while a connect was pending. */
    private final OptionValues hints = new OptionValues();

    /** What the JDK overwrites at connect. */
    private final OptionValues again = new OptionValues();

    /** Options without which the channel goes on, and who is told of it. */
    private Map<WinsockOption<?>, Refused> optional = Collections.emptyMap();

    private final Progress progress;

    /** Whether somebody has seen to it that the phases are called. */
    private boolean called;

    /** Whether the channel has ever been registered: until then a bootstrap prepares it. */
    private boolean registered;

    /**
     * The options of a channel.
     *
     * @param caller has the phases of these options called from now on, if the channel itself does not
     */
    SocketOptions(Channel channel, ChannelSocket socket, WinsockBackend backend, Consumer<SocketOptions> caller) {
        this.channel = channel;
        this.socket = socket;
        this.backend = backend;
        this.caller = caller;
        reads = new OptionReads(socket, backend);
        progress = new Progress(channel, socket);
    }

    /** Whether options are unknown here, as those of a transport that is not there. */
    public boolean areAbsent() {
        return backend.isAbsent();
    }

    /** Whether options can be set and read at all. */
    public boolean isAvailable() {
        return backend.isAvailable();
    }

    /** Has the phases called, unless that is so already. An accepted channel has one of its own, when it becomes active. */
    public synchronized void needCalls() {
        if (!called && !areAbsent() && (isAccepted() || !socket.callsPhases())) {
            called = true;
            caller.accept(this);
        }
    }

    /** Notes that nobody calls the phases any more; returns whether options wait for one. */
    synchronized boolean isLeftWaiting() {
        called = false;
        return !pending.isEmpty();
    }

    /** Handles that the channel is being registered. */
    public synchronized void registered() {
        registered = true;
    }

    /**
     * Sets an option, now or when its phase comes.
     *
     * <p>Bootstraps set options before they register the channel, and some only log what this throws. So an option
     * refused at that time also fails the bind or connect. On an accepted child nothing is thrown at that time: its
     * pipeline gets the reason, before it is closed.
     */
    public void setOption(WinsockOption<?> option, Object value) {
        try {
            if (!socket.isOpen()) {
                // Without the lock: Netty removes the handlers of a closed channel with its pipeline locked, and
                // they may call this.
                checked(option, value);
                throw new ClosedChannelException();
            }
            setOrRefuse(option, value);
        } catch (IOException e) {
            throw new ChannelException(e.getMessage(), e);
        }
    }

    private synchronized void setOrRefuse(WinsockOption<?> option, Object value) throws IOException {
        goOnWithout(option, null);
        try {
            setOrRecord(option, value, !registered);
        } catch (Throwable e) {
            boolean preparing = !registered && socket.isOpen();
            if (preparing) {
                putPending(option, e);
            }
            if (!preparing || !isAccepted()) {
                throw e;
            }
        }
    }

    /** Sets options, now or when their phases come; refused, they fail the bind, the connect or the channel itself. */
    void configure(OptionValues values) {
        configure(values, null);
    }

    /** The same, but that {@code refused}, unless it is null, gets what Windows refuses of these, and the channel goes on. */
    synchronized void configure(OptionValues values, Refused refused) {
        for (Map.Entry<WinsockOption<?>, Object> entry : values) {
            WinsockOption<?> option = entry.getKey();
            goOnWithout(option, refused);
            try {
                setOrRecord(option, entry.getValue(), true);
            } catch (Throwable e) {
                putPending(option, e);
            }
        }
    }

    /** Takes back what waits for its phase of an option. */
    synchronized void withdraw(WinsockOption<?> option) {
        pending.remove(option);
    }

    private void goOnWithout(WinsockOption<?> option, Refused refused) {
        if (refused != null) {
            if (optional.isEmpty()) {
                optional = new IdentityHashMap<>();
            }
            optional.put(option, refused);
        } else if (!optional.isEmpty()) {
            optional.remove(option);
        }
    }

    /** What is told of an option that could not be set. */
    public interface Refused {
        void refused(Channel channel, WinsockOption<?> option, Throwable reason);
    }

    /**
     * Sets what an option of Netty's own means, now or when a pending connect has completed. Refused then, it is only
     * logged, as a bootstrap does.
     */
    public <T> void setHint(WinsockOption<T> option, T value) throws IOException {
        T checked = checked(option, value);
        if (!socket.isOpen()) {
            // Without the lock, for handlers as above.
            throw new ClosedChannelException();
        }
        setOrRecordHint(option, checked);
    }

    private synchronized <T> void setOrRecordHint(WinsockOption<T> option, T value) throws IOException {
        if (progress.takesOptions(socket.state())) {
            backend.calls().set(socket, option, value);
            hints.remove(option);
        } else {
            // What was set before by the name of Windows, which comes after the hints.
            pending.take(entry -> entry.getKey() == option && !(entry.getValue() instanceof Throwable));
            hints.put(option, value);
        }
    }

    /**
     * Handles that an option was set which nobody knows.
     *
     * @throws UnsupportedOperationException when it must not be left out; that also fails the bind, the connect or the
     *     accepted child
     */
    public synchronized void unknown(ChannelOption<?> option) {
        String why = ChannelOptions.reasonToRefuse(option);
        if (why == null) {
            return;
        }
        RuntimeException reason = new UnsupportedOperationException(why);
        if (!registered) {
            RefusingHandler.refuse(channel, reason);
        }
        throw reason;
    }

    /**
     * The value to set.
     *
     * @throws IllegalArgumentException      when {@code value} is of another type or out of range
     * @throws UnsupportedOperationException when the option cannot be set
     */
    public static <T> T checked(WinsockOption<T> option, Object value) {
        if (!option.access().isWritable()) {
            throw new UnsupportedOperationException(option + " cannot be set: it is " + option.access());
        }
        return option.codec().checked(option.name(), value);
    }

    /**
     * The option.
     *
     * @throws UnsupportedOperationException when it cannot be read
     */
    public static <T> WinsockOption<T> readable(WinsockOption<T> option) {
        if (!option.access().isReadable()) {
            throw new UnsupportedOperationException(option + " cannot be read: it is " + option.access());
        }
        return option;
    }

    /** Reads an option from the SOCKET, as it is now. */
    public <T> T getOption(WinsockOption<T> option) {
        return reads.get(option);
    }

    /** {@code others} and all options that the provider returns for this SOCKET. */
    public Map<ChannelOption<?>, Object> getOptions(Map<ChannelOption<?>, Object> others) {
        return reads.all(others);
    }

    /** Whether a listener accepted the socket. */
    public boolean isAccepted() {
        return socket.listener() != null;
    }

    /** Applies what has to be set before bind, and before listen where bind includes it. */
    public synchronized void beforeBind() throws IOException {
        if (socket.state() != State.UNBOUND) {
            // The bind fails, and leaves the channel as it is.
            return;
        }
        progress.enter(socket.isListener() && !socket.callsPhases() ? State.LISTENING : State.BOUND);
        Set<Phase> phases = EnumSet.copyOf(socket.isListener() ? BY_CONNECT : BY_BIND);
        if (socket.callsPhases()) {
            phases.removeAll(BY_LISTEN);
        }
        applyEarly(take(phases));
    }

    /** Whether an option was set before bind, so that a transport leaves out a default of its own. */
    public synchronized boolean isSetBeforeBind(WinsockOption<?> option) {
        return early.contains(option);
    }

    /** Applies what has to be set before listen, where that is a call of its own. */
    public synchronized void beforeListen() throws IOException {
        progress.enter(State.LISTENING);
        applyEarly(take(BY_LISTEN));
    }

    /** Applies what has to be set after bind. */
    public synchronized void afterBind() throws IOException {
        progress.leave();
        apply(take(SINCE_BIND));
        early.verify(backend.calls(), socket, this::goesOnWithout);
    }

    /** Applies what has to be set before connect. */
    public synchronized void beforeConnect() throws IOException {
        if (socket.state().compareTo(State.CONNECTING) >= 0) {
            return;
        }
        progress.enter(State.CONNECTING);
        applyEarly(take(BY_CONNECT));
    }

    /** Applies what has to be set after connect. */
    public synchronized void afterConnect() throws IOException {
        progress.leave();
        applyHints();
        apply(take(SINCE_CONNECT));
        apply(again.take(entry -> true));
        early.verify(backend.calls(), socket, this::goesOnWithout);
    }

    /** The failure of bind or connect, with the options that may be the reason when it is bind that failed. */
    public synchronized Exception failed(Throwable cause) {
        progress.leave();
        return socket.state() == State.UNBOUND ? early.blamed(cause) : EarlyOptions.asException(cause);
    }

    /** Binds a datagram socket as its first send does, with what has to be set around that. */
    synchronized void beforeSend() throws Exception {
        if (pending.isEmpty()) {
            return;
        }
        if (socket.state() != State.UNBOUND) {
            applyDue();
            return;
        }
        beforeBind();
        try {
            socket.bindForSend();
        } catch (IOException e) {
            throw failed(e);
        }
        afterBind();
    }

    /**
     * Applies what no bind or connect will: all that was recorded for an accepted socket, and what was set while the
     * handler that calls the phases was not there.
     */
    synchronized void applyDue() throws IOException {
        State state = socket.state();
        if (!pending.isEmpty() && state != State.CLOSED) {
            for (Map.Entry<WinsockOption<?>, Object> entry :
                    pending.take(entry -> progress.timing(entry, state) != Timing.LATER)) {
                if (!(entry.getValue() instanceof Throwable)) {
                    progress.requireInTime(entry.getKey(), progress.timing(entry, state), state);
                }
                apply(entry.getKey(), entry.getValue());
            }
        }
    }

    private <T> void setOrRecord(WinsockOption<T> option, Object value, boolean preparing) throws IOException {
        T checked = checked(option, value);
        backend.ensureAvailability();
        State state = socket.state();
        if (state == State.CLOSED) {
            throw new ClosedChannelException();
        }
        Timing timing = progress.timing(option.phase(), state);
        progress.requireInTime(option, timing, state);
        pending.removeRefusals(option);
        // An accepted child gets all its options together, on its own event loop.
        if (timing == Timing.LATER || isAccepted() && preparing) {
            putPending(option, checked);
        } else {
            apply(option, checked);
            if (!option.isCumulative()) {
                pending.remove(option);
            }
        }
    }

    private void putPending(WinsockOption<?> option, Object value) {
        pending.put(option, value);
        needCalls();
    }

    private OptionValues take(Set<Phase> phases) {
        return pending.take(entry -> phases.contains(entry.getKey().phase()) || entry.getValue() instanceof Throwable);
    }

    private void applyEarly(OptionValues due) throws IOException {
        for (Map.Entry<WinsockOption<?>, Object> entry : due) {
            WinsockOption<?> option = entry.getKey();
            try {
                if (apply(option, entry.getValue())) {
                    early.add(option, entry.getValue());
                }
            } catch (WinsockException e) {
                throw e.errorCode() == WsaErrors.WSAEINVAL ? early.advised(e, option, backend.calls(), socket) : e;
            }
        }
    }

    private void apply(OptionValues due) throws IOException {
        for (Map.Entry<WinsockOption<?>, Object> entry : due) {
            apply(entry.getKey(), entry.getValue());
        }
    }

    private void applyHints() throws IOException {
        for (Map.Entry<WinsockOption<?>, Object> entry : hints.take(entry -> true)) {
            try {
                apply(entry.getKey(), entry.getValue());
            } catch (WinsockException e) {
                logger.warn("{} of {} is not set", entry.getKey(), channel, e);
            }
        }
    }

    /** Returns whether it was set: false where the channel goes on without. */
    private <T> boolean apply(WinsockOption<T> option, Object value) throws IOException {
        try {
            if (value instanceof Throwable) {
                PlatformDependent.throwException((Throwable) value);
            }
            backend.calls().set(socket, option, option.codec().type().cast(value));
        } catch (Throwable e) {
            if (goesOnWithout(option, e)) {
                return false;
            }
            throw e;
        }
        if (option.isSetAgainAfterConnect()) {
            again.put(option, value);
            needCalls();
        }
        return true;
    }

    private boolean goesOnWithout(WinsockOption<?> option, Throwable reason) {
        Refused refused = optional.get(option);
        if (refused == null || !socket.isOpen()) {
            return false;
        }
        refused.refused(channel, option, reason);
        return true;
    }
}
