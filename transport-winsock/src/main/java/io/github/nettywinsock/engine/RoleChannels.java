package io.github.nettywinsock.engine;

import io.github.nettywinsock.option.WinsockOption;
import io.netty.channel.Channel;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Gives the channels of one role their options, and says once which the first of them got, for each port that has options of
 * its own and for all others.
 */
public final class RoleChannels {
    private static final InternalLogger logger = InternalLoggerFactory.getInstance(RoleChannels.class);

    private final ChannelRole role;
    private final RoleOptions options;
    private final boolean lenient;
    private final WinsockBackend backend;
    private final Map<Integer, PortOptions> ports = new HashMap<>();
    private final PortOptions otherPorts;

    /** The ports of which it was not said yet what the first channel got. */
    private final Set<PortOptions> unreported = ConcurrentHashMap.newKeySet();

    private final Set<WinsockOption<?>> refused = ConcurrentHashMap.newKeySet();

    /** The channels of {@code role}, with their options of {@code settings}. */
    public RoleChannels(ChannelRole role, OptionSettings settings, WinsockBackend backend) {
        this.role = role;
        this.options = settings.of(role);
        this.lenient = settings.areLenient();
        this.backend = backend;
        StringJoiner others = new StringJoiner(", ", " at ports other than ", "").setEmptyValue("");
        for (int port : options.ports()) {
            ports.put(port, new PortOptions(" at port " + port, options.at(port), options.replacedAt(port)));
            others.add(String.valueOf(port));
        }
        otherPorts = new PortOptions(others.toString(), new OptionValues(), List.of());
        unreported.addAll(ports.values());
        unreported.add(otherPorts);
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
            report(otherPorts, options.toString());
            return;
        }
        boolean waitsForPort = !ports.isEmpty() && role != ChannelRole.CHILD;
        PortOptions port = ports.isEmpty() || waitsForPort
                ? otherPorts
                : portOf(channel.parent().localAddress());
        boolean isReported = waitsForPort ? unreported.isEmpty() : !unreported.contains(port);
        OptionsReport report = isReported ? null : new OptionsReport(port, role == ChannelRole.CLIENT, this::report);
        if (report != null) {
            channel.pipeline().addFirst(report);
        }
        SocketOptions socketOptions = WinsockOptionHandler.optionsOf(channel, backend);
        SocketOptions.Refused onRefusal = lenient ? (ch, option, reason) -> refused(report, ch, option, reason) : null;
        if (waitsForPort) {
            channel.pipeline()
                    .addFirst(new PortOptionsHandler(
                            role == ChannelRole.CLIENT,
                            address -> give(channel, portOf(address), socketOptions, report, onRefusal)));
        }
        give(channel, options.ofAll(), socketOptions, report, onRefusal);
        give(channel, port, socketOptions, report, onRefusal);
    }

    private PortOptions portOf(SocketAddress address) {
        return address instanceof InetSocketAddress
                ? ports.getOrDefault(((InetSocketAddress) address).getPort(), otherPorts)
                : otherPorts;
    }

    private void give(
            Channel channel,
            PortOptions port,
            SocketOptions socketOptions,
            OptionsReport report,
            SocketOptions.Refused onRefusal) {
        if (port == otherPorts) {
            return;
        }
        for (WinsockOption<?> replaced : port.replaced) {
            socketOptions.withdraw(replaced);
        }
        if (report != null) {
            report.found(port);
        }
        give(channel, port.values, socketOptions, report, onRefusal);
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

    private void report(PortOptions port, String given) {
        if (unreported.remove(port)) {
            String leftOut = options.leftOut();
            logger.info(
                    "Options of {} channels{}: {}{}",
                    role,
                    port.where,
                    given,
                    leftOut.isEmpty() ? "" : "; left out: " + leftOut);
        }
    }
}
