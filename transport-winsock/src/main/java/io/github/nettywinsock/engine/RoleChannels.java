package io.github.nettywinsock.engine;

import io.github.nettywinsock.option.WinsockOption;
import io.netty.channel.Channel;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** Gives the channels of one role their options, and says once which the first of them got. */
public final class RoleChannels {
    private static final InternalLogger logger = InternalLoggerFactory.getInstance(RoleChannels.class);

    private final ChannelRole role;
    private final RoleOptions options;
    private final boolean lenient;
    private final WinsockBackend backend;
    private final AtomicBoolean reported = new AtomicBoolean();
    private final Set<WinsockOption<?>> refused = ConcurrentHashMap.newKeySet();

    /** The channels of {@code role}, with their options of {@code settings}. */
    public RoleChannels(ChannelRole role, OptionSettings settings, WinsockBackend backend) {
        this.role = role;
        this.options = settings.of(role);
        this.lenient = settings.areLenient();
        this.backend = backend;
    }

    /** Gives a channel that is not registered yet its options. */
    public void configure(Channel channel) {
        if (backend.isAbsent()) {
            if (!options.areEmpty()) {
                backend.warnOfAbsence(channel, options);
            }
            return;
        }
        if (options.areEmpty()) {
            report(options.toString());
            return;
        }
        OptionsReport report = reported.get() ? null : new OptionsReport(this::report);
        if (report != null) {
            channel.pipeline().addFirst(report);
        }
        SocketOptions socketOptions = WinsockOptionHandler.optionsOf(channel, backend);
        SocketOptions.Refused onRefusal = lenient ? (ch, option, reason) -> refused(report, ch, option, reason) : null;
        if (options.hasPorts() && role != ChannelRole.CHILD) {
            channel.pipeline()
                    .addFirst(new PortOptionsHandler(
                            role == ChannelRole.CLIENT,
                            port -> give(channel, options.at(port), socketOptions, report, onRefusal)));
        }
        give(channel, options.ofAll(), socketOptions, report, onRefusal);
        if (role == ChannelRole.CHILD && options.hasPorts()) {
            SocketAddress listener = channel.parent().localAddress();
            if (listener instanceof InetSocketAddress) {
                OptionValues ofPort = options.at(((InetSocketAddress) listener).getPort());
                give(channel, ofPort, socketOptions, report, onRefusal);
            }
        }
    }

    private static void give(
            Channel channel,
            OptionValues values,
            SocketOptions socketOptions,
            OptionsReport report,
            SocketOptions.Refused onRefusal) {
        if (!values.isEmpty()) {
            if (report != null) {
                report.given(values);
            }
            WinsockOptionHandler.configure(channel, values, socketOptions, onRefusal);
        }
    }

    private void refused(OptionsReport report, Channel channel, WinsockOption<?> option, Throwable reason) {
        if (report != null) {
            report.refused(option);
        }
        if (refused.add(option)) {
            logger.warn(
                    "{} of {} channels is not set, of {} and maybe others: {}", option, role, channel, text(reason));
        } else {
            logger.debug("{} of {} is not set: {}", option, channel, text(reason));
        }
    }

    private static String text(Throwable reason) {
        return reason.getMessage() == null ? reason.toString() : reason.getMessage();
    }

    private void report(String given) {
        if (!reported.getAndSet(true)) {
            String leftOut = options.leftOut();
            logger.info("Options of {} channels: {}{}", role, given, leftOut.isEmpty() ? "" : "; left out: " + leftOut);
        }
    }
}
