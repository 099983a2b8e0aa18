package io.github.nettywinsock.engine;

import io.github.nettywinsock.option.WinsockException;
import io.github.nettywinsock.option.WinsockOption;
import io.netty.channel.ChannelException;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.util.Map;
import java.util.function.BiPredicate;

/** What was set before bind: Windows checks some of it only there, and the JDK overwrites some of it there. */
public final class EarlyOptions {
    private final OptionValues values = new OptionValues();

    void add(WinsockOption<?> option, Object value) {
        values.put(option, value);
    }

    boolean contains(WinsockOption<?> option) {
        return values.contains(option);
    }

    /** The failure of setting {@code refused}, with the option set before that excludes it. */
    WinsockException advised(
            WinsockException failure, WinsockOption<?> refused, OptionCalls calls, ChannelSocket socket)
            throws IOException {
        for (Map.Entry<WinsockOption<?>, Object> entry : values) {
            WinsockOption<?> option = entry.getKey();
            if (option.excludes(refused)) {
                return OptionFailure.advising(
                        failure,
                        refused,
                        option + "=" + OptionValues.text(option, entry.getValue()) + ", set before it, and " + refused
                                + " exclude each other: set only one of the two");
            }
        }
        if (refused.excluded() != null && Boolean.TRUE.equals(calls.getIfSupported(socket, refused.excluded()))) {
            return OptionFailure.advising(
                    failure,
                    refused,
                    refused.excluded()
                            + " is on, as Netty's own option of that name may set it, and " + refused
                            + " exclude each other: set only one of the two");
        }
        return failure;
    }

    /** The failure of a bind, or of a connect that did not come further, with the options that may be the reason. */
    Exception blamed(Throwable cause) {
        if (values.isEmpty() || !isOfBind(cause)) {
            return asException(cause);
        }
        BindException failure = new BindException(
                cause.getMessage() + "; set before bind, which may have failed because of it: " + values);
        failure.initCause(cause);
        return failure;
    }

    static Exception asException(Throwable cause) {
        return cause instanceof Exception ? (Exception) cause : new ChannelException(cause);
    }

    private static boolean isOfBind(Throwable cause) {
        // A refused option names itself.
        return cause instanceof SocketException
                && !(cause instanceof WinsockException)
                && !(cause instanceof ConnectException)
                && !(cause instanceof NoRouteToHostException);
    }

    /** Fails when the JDK has set another value at bind, unless the channel goes on without the option. */
    void verify(OptionCalls calls, ChannelSocket socket, BiPredicate<WinsockOption<?>, Throwable> goesOnWithout)
            throws IOException {
        for (Map.Entry<WinsockOption<?>, Object> entry : values) {
            WinsockOption<?> option = entry.getKey();
            if (!option.whenOverwritten().isEmpty()) {
                try {
                    verify(calls, socket, option, entry.getValue());
                } catch (WinsockException e) {
                    if (!goesOnWithout.test(option, e)) {
                        throw e;
                    }
                }
            }
        }
        values.clear();
    }

    private static <T> void verify(OptionCalls calls, ChannelSocket socket, WinsockOption<T> option, Object value)
            throws IOException {
        T actual = calls.get(socket, option);
        if (!value.equals(actual)) {
            throw OptionFailure.overwritten(
                    option, OptionValues.text(option, value), option.codec().text(actual));
        }
    }
}
