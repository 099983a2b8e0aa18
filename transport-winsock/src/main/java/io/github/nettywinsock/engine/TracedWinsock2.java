package io.github.nettywinsock.engine;

import io.github.nettywinsock.option.Catalogue;
import io.github.nettywinsock.option.WinsockOption;
import io.github.nettywinsock.ws2.Winsock2;
import io.github.nettywinsock.ws2.WsaErrors;
import io.netty.util.internal.SystemPropertyUtil;
import io.netty.util.internal.logging.InternalLogLevel;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Logs each native call that sets or reads an option. */
final class TracedWinsock2 implements Winsock2 {
    /** The system property that has them logged, and the logger that they are logged by. */
    static final String TRACE = "io.github.nettywinsock.trace";

    private static final int SHOWN_BYTES = 16;

    private final Map<Long, WinsockOption<?>> options = new HashMap<>();
    private final Winsock2 ws2;
    private final InternalLogger logger;
    private final InternalLogLevel level;

    TracedWinsock2(Winsock2 ws2, InternalLogger logger, InternalLogLevel level) {
        this.ws2 = ws2;
        this.logger = logger;
        this.level = level;
        for (WinsockOption<?> option : Catalogue.options()) {
            if (option.composition() == null) {
                options.putIfAbsent(key(option.isControlCode(), option.level(), option.optname()), option);
            }
        }
    }

    /** The same calls, logged where the property or the level of the logger asks for it. */
    static Winsock2 ifWanted(Winsock2 ws2) {
        InternalLogger logger = InternalLoggerFactory.getInstance(TRACE);
        if (SystemPropertyUtil.getBoolean(TRACE, false)) {
            return new TracedWinsock2(ws2, logger, InternalLogLevel.INFO);
        }
        // Decided once, so that there is a single implementation to call where nothing is logged.
        return logger.isDebugEnabled() ? new TracedWinsock2(ws2, logger, InternalLogLevel.DEBUG) : ws2;
    }

    @Override
    public int setsockopt(long s, int level, int optname, ByteBuffer optval, int optlen) {
        String value = optval == null ? "no value" : value(option(false, level, optname), optval, optlen);
        long start = System.nanoTime();
        int result = ws2.setsockopt(s, level, optname, optval, optlen);
        log(System.nanoTime() - start, "setsockopt", s, name(level, optname) + ", " + value, result, "0");
        return result;
    }

    @Override
    public int getsockopt(long s, int level, int optname, ByteBuffer optval, int optlen) {
        long start = System.nanoTime();
        int result = ws2.getsockopt(s, level, optname, optval, optlen);
        long nanos = System.nanoTime() - start;
        String value = result < 0 ? "" : value(option(false, level, optname), optval, result);
        log(nanos, "getsockopt", s, name(level, optname), result, value);
        return result;
    }

    @Override
    public int WSAIoctl(
            long s,
            int dwIoControlCode,
            ByteBuffer lpvInBuffer,
            int cbInBuffer,
            ByteBuffer lpvOutBuffer,
            int cbOutBuffer) {
        WinsockOption<?> option = option(true, 0, dwIoControlCode);
        String in = lpvInBuffer == null ? "" : ", " + value(cbOutBuffer == 0 ? option : null, lpvInBuffer, cbInBuffer);
        long start = System.nanoTime();
        int result = ws2.WSAIoctl(s, dwIoControlCode, lpvInBuffer, cbInBuffer, lpvOutBuffer, cbOutBuffer);
        long nanos = System.nanoTime() - start;
        String out = result <= 0 || lpvOutBuffer == null ? "0" : value(option, lpvOutBuffer, result);
        String code = option == null ? String.format("0x%X", dwIoControlCode) : option.name();
        log(nanos, "WSAIoctl", s, code + in, result, out);
        return result;
    }

    @Override
    public long socket(int af, int type, int protocol) {
        return ws2.socket(af, type, protocol);
    }

    @Override
    public int closesocket(long s) {
        return ws2.closesocket(s);
    }

    @Override
    public long address(ByteBuffer buffer) {
        return ws2.address(buffer);
    }

    private void log(long nanos, String call, long s, String arguments, int result, String success) {
        logger.log(
                level,
                "{}(0x{}, {}) = {}, {} us",
                call,
                Long.toHexString(s),
                arguments,
                result < 0 ? WsaErrors.symbol(-result) + " (" + -result + ")" : success,
                TimeUnit.NANOSECONDS.toMicros(nanos));
    }

    private String name(int level, int optname) {
        WinsockOption<?> option = option(false, level, optname);
        return option == null ? String.format("0x%X, 0x%X", level, optname) : option.levelName() + ", " + option.name();
    }

    private WinsockOption<?> option(boolean isControlCode, int level, int optname) {
        return options.get(key(isControlCode, level, optname));
    }

    private static long key(boolean isControlCode, int level, int optname) {
        return (isControlCode ? -1L : level) << Integer.SIZE | optname & 0xFFFFFFFFL;
    }

    private String value(WinsockOption<?> option, ByteBuffer bytes, int length) {
        if (option != null) {
            try {
                return text(option, bytes, length);
            } catch (IllegalArgumentException | UnsupportedOperationException ignored) {
                // It is shown as bytes.
            }
        }
        return hexadecimal(bytes, length);
    }

    private <T> String text(WinsockOption<T> option, ByteBuffer bytes, int length) {
        T value = option.codec().decode(bytes, length, ws2.address(bytes));
        return value == null ? "none" : option.codec().text(value);
    }

    private static String hexadecimal(ByteBuffer bytes, int length) {
        StringBuilder text = new StringBuilder("0x");
        for (int i = 0; i < Math.min(length, SHOWN_BYTES); i++) {
            text.append(Character.forDigit(bytes.get(i) >> 4 & 0xF, 16))
                    .append(Character.forDigit(bytes.get(i) & 0xF, 16));
        }
        return length > SHOWN_BYTES ? text + "... (" + length + " bytes)" : text.toString();
    }
}
