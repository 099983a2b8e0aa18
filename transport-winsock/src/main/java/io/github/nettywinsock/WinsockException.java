package io.github.nettywinsock;

import io.github.nettywinsock.option.WinsockOption;
import io.github.nettywinsock.ws2.WsaErrors;
import java.net.SocketException;

/** A Winsock call that failed: which call, for which option and value, why, and what to do. */
public final class WinsockException extends SocketException {
    private static final long serialVersionUID = 1L;

    private final String call;
    private final String level;
    private final String option;
    private final String value;
    private final int errorCode;

    private WinsockException(String message, String call, String level, String option, String value, int errorCode) {
        super(message);
        this.call = call;
        this.level = level;
        this.option = option;
        this.value = value;
        this.errorCode = errorCode;
    }

    /** {@code value} is in words, or empty when the option was read. */
    static WinsockException failed(String call, WinsockOption<?> option, String value, int errorCode) {
        String message = call(call, option, value) + ": " + WsaErrors.symbol(errorCode) + " (" + errorCode + "), "
                + WsaErrors.meaning(errorCode) + "; " + option
                + " is for " + option.sockets() + " sockets, " + option.phase()
                + (option.since().isEmpty()
                        ? ""
                        : (option.since().endsWith("only") ? ", on " : ", since ") + option.since());
        return new WinsockException(message, call, option.levelName(), option.name(), value, errorCode);
    }

    /** The call succeeded, but what it returned is no value of the option. */
    static WinsockException unreadable(String call, WinsockOption<?> option, IllegalArgumentException reason) {
        String message = call(call, option, "") + ": the provider returned no value of " + option + ": "
                + reason.getMessage() + "; read " + option + " with WinsockChannelOption."
                + (option.isControlCode() ? "rawIoctl" : "raw") + " to see its bytes";
        WinsockException unreadable = new WinsockException(message, call, option.levelName(), option.name(), "", 0);
        unreadable.initCause(reason);
        return unreadable;
    }

    /** An option that stands for others failed because of one of them. */
    static WinsockException composed(WinsockOption<?> option, String value, WinsockException part) {
        String message =
                option + (value.isEmpty() ? " cannot be read: " : "=" + value + " cannot be set: ") + part.getMessage();
        WinsockException composed =
                new WinsockException(message, part.call, option.levelName(), option.name(), value, part.errorCode);
        composed.initCause(part);
        return composed;
    }

    private static String call(String call, WinsockOption<?> option, String value) {
        String level = option.levelName().isEmpty() ? "" : option.levelName() + ", ";
        return call + '(' + level + option + (value.isEmpty() ? "" : ", " + value) + ')';
    }

    static WinsockException overwritten(WinsockOption<?> option, String value, String actual) {
        String message = "bind overwrote " + option + '=' + value + " with " + actual + ": " + option.whenOverwritten();
        return new WinsockException(message, "bind", option.levelName(), option.name(), value, 0);
    }

    /** The same failure, with advice. */
    WinsockException advising(String advice) {
        WinsockException advising =
                new WinsockException(getMessage() + "; " + advice, call, level, option, value, errorCode);
        advising.setStackTrace(getStackTrace());
        return advising;
    }

    /** The function that failed, such as {@code setsockopt}. */
    public String call() {
        return call;
    }

    /** The level of the option, such as {@code SOL_SOCKET}; empty for a control code. */
    public String level() {
        return level;
    }

    /** The name of the option. */
    public String option() {
        return option;
    }

    /** The value that was to be set in words, or empty when the option was read. */
    public String value() {
        return value;
    }

    /** The error code, such as 10042, or 0 when every call succeeded but the value did not last or is none. */
    public int errorCode() {
        return errorCode;
    }

    /** The name of the error code in the Windows headers, such as {@code WSAENOPROTOOPT}, or empty for 0. */
    public String symbol() {
        return errorCode == 0 ? "" : WsaErrors.symbol(errorCode);
    }

    /** What the error code means, or empty for 0. */
    public String meaning() {
        return errorCode == 0 ? "" : WsaErrors.meaning(errorCode);
    }
}
