package io.github.nettywinsock;

import io.github.nettywinsock.ChannelSocket.State;
import io.github.nettywinsock.option.Phase;
import io.github.nettywinsock.option.WinsockOption;
import io.github.nettywinsock.ws2.Winsock2;
import io.github.nettywinsock.ws2.WsaErrors;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelOption;
import java.io.IOException;
import java.net.BindException;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The options of one channel: records those whose phase has not come, and applies them when it does. Every way to set
 * an option ends here. It is for the configurations of transports; applications set options on their channels.
 */
public final class SocketOptions {
    private static final Set<Phase> BY_BIND = EnumSet.of(Phase.BEFORE_BIND, Phase.BEFORE_LISTEN, Phase.ANY);
    private static final Set<Phase> BY_CONNECT =
            EnumSet.of(Phase.BEFORE_BIND, Phase.BEFORE_LISTEN, Phase.BEFORE_CONNECT, Phase.ANY);
    private static final Set<Phase> BY_LISTEN = EnumSet.of(Phase.BEFORE_LISTEN);
    private static final Set<Phase> SINCE_BIND = EnumSet.of(Phase.AFTER_BIND);
    private static final Set<Phase> SINCE_CONNECT = EnumSet.of(Phase.AFTER_BIND, Phase.AFTER_CONNECT);
    private static final Set<Phase> SINCE_ACCEPT = EnumSet.allOf(Phase.class);

    private final Channel channel;
    private final ChannelSocket socket;
    private final WinsockProvider provider;

    /** Values, and in the place of a refused value the exception. Guarded by this. */
    private final OptionValues pending = new OptionValues();

    /** What was set before bind or connect. Only used by these, on the event loop. */
    private final OptionValues early = new OptionValues();

    /** What the JDK overwrites at connect. Guarded by this. */
    private final OptionValues again = new OptionValues();

    /** The state that a bind or connect under way leads to. Guarded by this. */
    private State underWay = State.UNBOUND;

    /** Whether a handler of the channel calls the phases, which is needed only when an option waits for one. */
    private boolean hasHandler;

    SocketOptions(Channel channel, ChannelSocket socket, WinsockProvider provider) {
        this.channel = channel;
        this.socket = socket;
        this.provider = provider;
    }

    /** The options of {@code channel}, whose SOCKET is {@code socket}, by the calls of {@code ws2}. */
    @SuppressWarnings("exports")
    public static SocketOptions of(Channel channel, ChannelSocket socket, Winsock2 ws2) {
        return new SocketOptions(channel, socket, WinsockProvider.of(ws2));
    }

    /** Whether options are unknown here, as those of a transport that is not there. */
    public boolean areAbsent() {
        return provider.isAbsent();
    }

    /** Whether options can be set and read at all. */
    public boolean isAvailable() {
        return provider.isAvailable();
    }

    /**
     * Sets an option, now or when its phase comes.
     *
     * <p>Bootstraps set options before they register the channel, and some only log what this throws. So an option
     * refused at that time also fails the bind or connect. On an accepted child nothing is thrown at that time: its
     * pipeline gets the reason, before it is closed.
     */
    public void setOption(WinsockOption<?> option, Object value) {
        boolean configuring = !channel.isRegistered();
        try {
            setOrRecord(option, value, configuring);
        } catch (RuntimeException e) {
            if (configuring) {
                refuse(option, e);
            }
            if (!configuring || !isAccepted()) {
                throw e;
            }
        }
    }

    /** Sets an option, now or when its phase comes; refused, it fails the bind, the connect or the accepted child. */
    void configure(WinsockOption<?> option, Object value) {
        try {
            setOrRecord(option, value, true);
        } catch (RuntimeException e) {
            refuse(option, e);
        }
    }

    /**
     * The value to set.
     *
     * @throws IllegalArgumentException      when {@code value} is of another type or out of range
     * @throws UnsupportedOperationException when the option cannot be set
     */
    static <T> T checked(WinsockOption<T> option, Object value) {
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
    static <T> WinsockOption<T> readable(WinsockOption<T> option) {
        if (!option.access().isReadable()) {
            throw new UnsupportedOperationException(option + " cannot be read: it is " + option.access());
        }
        return option;
    }

    /** Reads an option from the SOCKET, as it is now. */
    public <T> T getOption(WinsockOption<T> option) {
        try {
            return provider.calls().get(socket, readable(option));
        } catch (IOException e) {
            throw new ChannelException(e.getMessage(), e);
        }
    }

    /** {@code others} and all options that the provider answers for this SOCKET. */
    public Map<ChannelOption<?>, Object> getOptions(Map<ChannelOption<?>, Object> others) {
        Map<ChannelOption<?>, Object> options = new IdentityHashMap<>(others);
        try {
            for (Map.Entry<ChannelOption<?>, WinsockOption<?>> entry :
                    WinsockChannelOption.all().entrySet()) {
                WinsockOption<?> option = entry.getValue();
                if (option.access().isReadable()
                        && !option.isClearedByReading()
                        && !option.isControlCode()
                        && option.composition() == null) {
                    Object value = provider.calls().getIfSupported(socket, option);
                    if (value != null) {
                        options.put(entry.getKey(), value);
                    }
                }
            }
        } catch (IOException e) {
            throw new ChannelException(e.getMessage(), e);
        }
        return options;
    }

    /** Whether a listener accepted the socket. */
    public boolean isAccepted() {
        return socket.listener() != null;
    }

    /** Applies what has to be set before bind, and before listen where bind includes it. */
    public void beforeBind() throws IOException {
        State next = socket.isListener() && !socket.callsPhases() ? State.LISTENING : State.BOUND;
        Set<Phase> phases = EnumSet.copyOf(socket.isListener() ? BY_CONNECT : BY_BIND);
        if (socket.callsPhases()) {
            phases.removeAll(BY_LISTEN);
        }
        applyEarly(drain(next, phases));
    }

    /** Whether an option was set before bind, so that a transport leaves out a default of its own. */
    public boolean isSetBeforeBind(WinsockOption<?> option) {
        return early.contains(option);
    }

    /** Applies what has to be set before listen, where that is a call of its own. */
    public void beforeListen() throws IOException {
        applyEarly(drain(State.LISTENING, BY_LISTEN));
    }

    /** The failure of bind, with the options that may be the reason: Windows checks some of them only there. */
    public Exception bindFailed(Throwable cause) {
        return failed(cause, SocketException.class);
    }

    /** Applies what has to be set after bind. */
    public void afterBind() throws IOException {
        apply(drain(State.UNBOUND, SINCE_BIND));
        verifyEarly();
    }

    /** Applies what has to be set before connect. */
    public void beforeConnect() throws IOException {
        applyEarly(drain(State.CONNECTING, BY_CONNECT));
    }

    /** The failure of connect, with the options that may be the reason when it is the implicit bind that failed. */
    public Exception connectFailed(Throwable cause) {
        return failed(cause, BindException.class);
    }

    /** Applies what has to be set after connect. */
    public void afterConnect() throws IOException {
        apply(drain(State.UNBOUND, SINCE_CONNECT));
        apply(forConnect());
        verifyEarly();
    }

    /** Applies what was recorded for an accepted socket. */
    public void afterAccept() throws IOException {
        apply(drain(State.UNBOUND, SINCE_ACCEPT));
    }

    private <T> void setOrRecord(WinsockOption<T> option, Object value, boolean configuring) {
        T checked = checked(option, value);
        provider.ensureAvailability();
        try {
            if (!record(option, checked, configuring)) {
                apply(option, checked);
            }
        } catch (IOException e) {
            throw new ChannelException(e.getMessage(), e);
        }
    }

    /** Records an option unless it has to be set now. */
    private synchronized boolean record(WinsockOption<?> option, Object value, boolean configuring)
            throws ClosedChannelException {
        State state = state();
        switch (Timing.of(option.phase(), state, socket.isListener(), isAccepted())) {
            case NOW:
                // An accepted child gets all its options together, on its own event loop.
                if (!isAccepted() || !configuring) {
                    pending.remove(option);
                    return false;
                }
                break;
            case LATER:
                break;
            case TOO_LATE:
                throw new IllegalStateException("too late for " + option + ", which has to be set " + option.phase()
                        + ": " + channel + " is " + state);
            default:
                throw new IllegalStateException(
                        option + " has to be set " + option.phase() + ", which never comes for " + channel);
        }
        putPending(option, value);
        return true;
    }

    private State state() throws ClosedChannelException {
        State state = socket.state();
        if (state == State.CLOSED) {
            throw new ClosedChannelException();
        }
        return underWay.compareTo(state) > 0 ? underWay : state;
    }

    /** What to throw for a setting that was refused, which fails the bind, the connect or the accepted child too. */
    RuntimeException refused(RuntimeException reason) {
        if (!channel.isRegistered()) {
            RefusingHandler.refuse(channel, reason);
        }
        return reason;
    }

    private synchronized void refuse(WinsockOption<?> option, RuntimeException reason) {
        putPending(option, reason);
    }

    private void putPending(WinsockOption<?> option, Object value) {
        pending.put(option, value);
        addHandler();
    }

    private void addHandler() {
        if (!hasHandler && (isAccepted() || !socket.callsPhases())) {
            hasHandler = true;
            channel.pipeline().addFirst(new WinsockOptionHandler(this));
        }
    }

    private Exception failed(Throwable cause, Class<? extends SocketException> suspect) {
        synchronized (this) {
            underWay = State.UNBOUND;
        }
        // Netty annotates what a connect throws: the exception of the JDK is then the cause of another.
        if (early.isEmpty() || !suspect.isInstance(cause) && !suspect.isInstance(cause.getCause())) {
            return cause instanceof Exception ? (Exception) cause : new ChannelException(cause);
        }
        BindException failure = new BindException(
                cause.getMessage() + "; set before bind, which may have failed because of it: " + early);
        failure.initCause(cause);
        return failure;
    }

    private synchronized OptionValues drain(State next, Set<Phase> phases) {
        underWay = next;
        return pending.take(
                entry -> phases.contains(entry.getKey().phase()) || entry.getValue() instanceof RuntimeException);
    }

    private synchronized OptionValues forConnect() {
        return again.take(entry -> true);
    }

    private void applyEarly(OptionValues due) throws IOException {
        for (Map.Entry<WinsockOption<?>, Object> entry : due) {
            WinsockOption<?> option = entry.getKey();
            try {
                apply(option, entry.getValue());
            } catch (WinsockException e) {
                throw e.errorCode() == WsaErrors.WSAEINVAL ? advised(e, option) : e;
            }
            early.put(option, entry.getValue());
        }
    }

    private WinsockException advised(WinsockException failure, WinsockOption<?> refused) {
        for (Map.Entry<WinsockOption<?>, Object> entry : early) {
            WinsockOption<?> option = entry.getKey();
            if (option.excluded().equals(refused.name()) || refused.excluded().equals(option.name())) {
                return failure.advising(option + "=" + OptionValues.text(option, entry.getValue())
                        + ", set before it, and " + refused + " exclude each other: set only one of the two");
            }
        }
        return failure;
    }

    private void apply(OptionValues due) throws IOException {
        for (Map.Entry<WinsockOption<?>, Object> entry : due) {
            apply(entry.getKey(), entry.getValue());
        }
    }

    private <T> void apply(WinsockOption<T> option, Object value) throws IOException {
        if (value instanceof RuntimeException) {
            throw (RuntimeException) value;
        }
        provider.calls().set(socket, option, option.codec().type().cast(value));
        if (option.isSetAgainAfterConnect()) {
            rememberForConnect(option, value);
        }
    }

    private synchronized void rememberForConnect(WinsockOption<?> option, Object value) {
        again.put(option, value);
        addHandler();
    }

    /** The JDK sets an option of its own at bind: what it has overwritten has failed. */
    private void verifyEarly() throws IOException {
        for (Map.Entry<WinsockOption<?>, Object> entry : early) {
            if (!entry.getKey().whenOverwritten().isEmpty()) {
                verify(entry.getKey(), entry.getValue());
            }
        }
        early.clear();
    }

    private <T> void verify(WinsockOption<T> option, Object value) throws IOException {
        T actual = provider.calls().get(socket, option);
        if (!value.equals(actual)) {
            throw WinsockException.overwritten(
                    option, OptionValues.text(option, value), option.codec().text(actual));
        }
    }
}
