package io.github.nettywinsock.engine;

import io.github.nettywinsock.option.WinsockException;
import io.github.nettywinsock.option.WinsockOption;
import io.github.nettywinsock.ws2.WsaErrors;

/** What is thrown for an option that Windows refused, or did not keep. */
final class OptionFailure {
    private OptionFailure() {}

    /** A call that failed; {@code value} is in words, or empty when the option was read. */
    static WinsockException of(String call, WinsockOption<?> option, String value, int errorCode) {
        String message = call(call, option, value) + ": " + WsaErrors.symbol(errorCode) + " (" + errorCode + "), "
                + WsaErrors.meaning(errorCode) + "; " + option
                + " is for " + option.sockets() + " sockets, " + option.phase()
                + (option.since().isEmpty()
                        ? ""
                        : (option.since().endsWith("only") ? ", on " : ", since ") + option.since());
        return of(message, call, option, value, errorCode);
    }

    /** A call that succeeded, but what it returned is no value of the option. */
    static WinsockException unreadable(String call, WinsockOption<?> option, IllegalArgumentException reason) {
        String message = call(call, option, "") + ": the provider returned no value of " + option + ": "
                + reason.getMessage() + "; read " + option + " with WinsockChannelOption."
                + (option.isControlCode() ? "rawIoctl" : "raw") + " to see its bytes";
        WinsockException unreadable = of(message, call, option, "", 0);
        unreadable.initCause(reason);
        return unreadable;
    }

    /** An option that stands for others, one of which failed. */
    static WinsockException composed(WinsockOption<?> option, String value, WinsockException part) {
        String message =
                option + (value.isEmpty() ? " cannot be read: " : "=" + value + " cannot be set: ") + part.getMessage();
        WinsockException composed = of(message, part.call(), option, value, part.errorCode());
        composed.initCause(part);
        return composed;
    }

    /** A value that bind overwrote. */
    static WinsockException overwritten(WinsockOption<?> option, String value, String actual) {
        String message = "bind overwrote " + option + '=' + value + " with " + actual + ": " + option.whenOverwritten();
        return of(message, "bind", option, value, 0);
    }

    /** The failure of an option with advice. */
    static WinsockException advising(WinsockException failure, WinsockOption<?> option, String advice) {
        WinsockException advising =
                of(failure.getMessage() + "; " + advice, failure.call(), option, failure.value(), failure.errorCode());
        advising.setStackTrace(failure.getStackTrace());
        return advising;
    }

    private static String call(String call, WinsockOption<?> option, String value) {
        String level = option.levelName().isEmpty() ? "" : option.levelName() + ", ";
        return call + '(' + level + option + (value.isEmpty() ? "" : ", " + value) + ')';
    }

    private static WinsockException of(
            String message, String call, WinsockOption<?> option, String value, int errorCode) {
        return new WinsockException(
                message,
                call,
                option,
                value,
                errorCode,
                errorCode == 0 ? "" : WsaErrors.symbol(errorCode),
                errorCode == 0 ? "" : WsaErrors.meaning(errorCode));
    }
}
