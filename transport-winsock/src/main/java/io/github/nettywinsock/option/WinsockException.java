package io.github.nettywinsock.option;

import java.net.SocketException;

/** A Winsock call that failed: which call, for which option and value, why, and what to do. */
public final class WinsockException extends SocketException {
    private static final long serialVersionUID = 1L;

    private final String call;
    private final String level;
    private final String option;
    private final String value;
    private final int errorCode;
    private final String symbol;
    private final String meaning;

    /**
     * Creates an exception.
     *
     * @param value     in words, or empty when the option was read
     * @param errorCode the error code, or 0 when no call has failed
     * @param symbol    the name of the error code, or empty for 0
     * @param meaning   what the error code means, or empty for 0
     */
    public WinsockException(
            String message,
            String call,
            WinsockOption<?> option,
            String value,
            int errorCode,
            String symbol,
            String meaning) {
        super(message);
        this.call = call;
        this.level = option.levelName();
        this.option = option.name();
        this.value = value;
        this.errorCode = errorCode;
        this.symbol = symbol;
        this.meaning = meaning;
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
        return symbol;
    }

    /** What the error code means, or empty for 0. */
    public String meaning() {
        return meaning;
    }
}
