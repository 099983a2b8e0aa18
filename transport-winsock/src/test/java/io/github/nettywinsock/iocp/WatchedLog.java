package io.github.nettywinsock.iocp;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.helpers.MessageFormatter;

/**
 * What the transport and Netty log while a program runs, which is not printed. Some of it is said only when something has
 * gone wrong that nobody else would notice, such as a second end of a call: that is a fault.
 */
final class WatchedLog {
    private static final String[] FAULTS = {
        "A packet came for a call that has completed",
        "A packet could not be handled",
        "calls have not completed",
        "Unexpected exception from",
        "A task raised an exception",
        "Failed to release a message",
        "Failed to mark a promise",
        "LEAK:",
    };

    private static final ThreadLocal<List<String>> LINES = new ThreadLocal<>();

    static {
        install();
    }

    private WatchedLog() {}

    private static void install() {
        // Binds Netty's loggers to Logback first.
        InternalLoggerFactory.getInstance(WatchedLog.class);
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        TurboFilter quiet = new TurboFilter() {
            @Override
            public FilterReply decide(
                    Marker marker, Logger logger, Level level, String format, Object[] arguments, Throwable cause) {
                List<String> lines = LINES.get();
                if (lines == null) {
                    return FilterReply.NEUTRAL;
                }
                if (level.isGreaterOrEqual(Level.WARN)) {
                    if (format == null) {
                        // Whether it would be logged is asked first.
                        return FilterReply.NEUTRAL;
                    }
                    for (String fault : FAULTS) {
                        if (format.contains(fault)
                                && !isOfNetty(cause)
                                && !isOfCancelled(format, arguments)
                                && !isThrownIntoClose(format, cause)) {
                            lines.add("the log has a line: "
                                    + MessageFormatter.arrayFormat(format, arguments)
                                            .getMessage() + (cause == null ? "" : ": " + trace(cause)));
                        }
                    }
                }
                return FilterReply.DENY;
            }
        };
        quiet.start();
        context.addTurboFilter(quiet);
    }

    /** That a channel has become writable is told on the event loop it was registered with last, which may have ended. */
    private static boolean isOfNetty(Throwable cause) {
        return cause instanceof RejectedExecutionException
                && Arrays.stream(cause.getStackTrace())
                        .anyMatch(frame -> frame.getMethodName().equals("fireChannelWritabilityChanged"));
    }

    /** What the program has a call throw has no promise to fail there; whether the SOCKET is closed is checked at the end. */
    private static boolean isThrownIntoClose(String format, Throwable cause) {
        return cause instanceof Thrown && format.startsWith("Unexpected exception from the close of ");
    }

    /** A promise that was cancelled is complete before Netty completes it. */
    private static boolean isOfCancelled(String format, Object[] arguments) {
        return (format + Arrays.toString(arguments)).contains("CancellationException");
    }

    private static String trace(Throwable cause) {
        StackTraceElement[] trace = cause.getStackTrace();
        StringBuilder text = new StringBuilder(cause.toString());
        for (int i = 0; i < Math.min(6, trace.length); i++) {
            text.append(" at ").append(trace[i]);
        }
        return text.toString();
    }

    /** Begins to watch the log of this thread; answers where its faults will be. */
    static List<String> begin() {
        List<String> lines = new ArrayList<>();
        LINES.set(lines);
        return lines;
    }

    static void end() {
        LINES.remove();
    }
}
