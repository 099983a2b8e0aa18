package io.github.nettywinsock;

import io.github.nettywinsock.engine.ChannelRole;
import io.github.nettywinsock.engine.OptionSettings;
import io.github.nettywinsock.engine.RefusingHandler;
import io.github.nettywinsock.engine.RoleChannels;
import io.github.nettywinsock.engine.WinsockBackend;
import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * Gives the NIO and IOCP channels of an unmodified application options from a file. Netty finds it when the system
 * property {@code io.netty.bootstrap.extensions} is {@code serviceload}; the system property {@value #OPTIONS_FILE}
 * names the file, a {@linkplain java.util.Properties#load(java.io.Reader) properties file} with lines such as
 *
 * <pre>
 * listener.SO_EXCLUSIVEADDRUSE = true
 * child.TCP_KEEPIDLE = 30
 * client.SO_RANDOMIZE_PORT = true
 * datagram.SIO_UDP_CONNRESET = false
 * </pre>
 *
 * <p>{@code listener}, {@code child} and {@code client} are TCP channels that listen, were accepted and connect;
 * {@code datagram} are UDP channels. Channels of other kinds are left alone. The file is in UTF-8, or in UTF-16 with a
 * byte order mark. An option that may be given several values, such as IP_ADD_MEMBERSHIP, may stand in several lines.
 *
 * <p>An option of such a name in brackets, such as {@code listener[8443].SO_RCVBUF}, is for the channels at that port only:
 * that of a listener or datagram channel is the one that it binds to, that of a child the one of its listener, and that of
 * a client the one that it connects to. It replaces the same option for all ports, and one that cannot be on together with
 * it. A client that binds before it connects fails to connect where its port has an option that has to be set before bind.
 * A system property such as {@code io.github.nettywinsock.listener.SO_EXCLUSIVEADDRUSE} is the same as a line, and comes
 * before the file.
 *
 * <p>An option that is not for a socket of that kind is left out, with a warning. When the file cannot be read, or a line of
 * it can never be used, or there is no system property of that name, the reason is logged as an error, and fails each bind,
 * connect and first write of these channels; accepted channels get it by {@code exceptionCaught}, and are closed. With
 * {@value #ON_ERROR}{@code =warn} that, and what Windows refuses, is only logged, and the channels go on without. The first
 * channel of each kind, and of each port with options of its own, logs what it got.
 *
 * <p>On other systems nothing of this fails a channel: a warning says that nothing is set, and what is wrong.
 */
public final class WinsockInitializerExtension extends ChannelInitializerExtension {
    /** The system property that names the file. */
    public static final String OPTIONS_FILE = OptionSettings.FILE;

    /**
     * The system property that says what becomes of a mistake, or of an option that Windows refuses: {@code fail}, which
     * is the default, fails the channels; {@code warn} lets them go on without.
     */
    public static final String ON_ERROR = OptionSettings.ON_ERROR;

    private static final InternalLogger logger = InternalLoggerFactory.getInstance(WinsockInitializerExtension.class);

    private final Map<ChannelRole, RoleChannels> channels = new EnumMap<>(ChannelRole.class);
    private final boolean given;
    private final boolean lenient;
    private final Throwable failure;

    /** Creates the extension from the system properties. */
    public WinsockInitializerExtension() {
        this(System.getProperties(), WinsockBackend.ofSystem());
    }

    WinsockInitializerExtension(Properties properties, WinsockBackend backend) {
        OptionSettings settings = OptionSettings.of(properties);
        given = settings.areGiven();
        lenient = settings.areLenient();
        for (ChannelRole role : ChannelRole.values()) {
            channels.put(role, new RoleChannels(role, settings, backend));
        }
        if (backend.isAbsent()) {
            failure = null;
            warnOfAbsence(settings, backend);
        } else {
            // What a service throws here is lost in frameworks that only see that a bootstrap has failed.
            failure = settings.mistakes().isEmpty() || lenient
                    ? null
                    : new IllegalStateException(String.join("\n", settings.mistakes()));
            settings.misfits().forEach(misfit -> logger.warn("Left out: {}", misfit));
            for (String mistake : settings.mistakes()) {
                logger.error("{}: {}", lenient ? "Left out" : "Every TCP and UDP channel is refused", mistake);
            }
        }
    }

    /** Tells what is wrong where nothing is set: the channels go on without what they would have on Windows. */
    private static void warnOfAbsence(OptionSettings settings, WinsockBackend backend) {
        List<String> wrong = new ArrayList<>(settings.mistakes());
        wrong.addAll(settings.misfits());
        if (!wrong.isEmpty()) {
            logger.warn(
                    "Winsock options are not set ({}); what is wrong with them: {}",
                    backend.unavailabilityCause().getMessage(),
                    String.join("\n", wrong));
        }
    }

    @Override
    public void postInitializeServerListenerChannel(ServerChannel channel) {
        if (channel instanceof ServerSocketChannel) {
            configure(channel, ChannelRole.LISTENER);
        }
    }

    @Override
    public void postInitializeServerChildChannel(Channel channel) {
        if (channel instanceof SocketChannel) {
            configure(channel, ChannelRole.CHILD);
        }
    }

    @Override
    public void postInitializeClientChannel(Channel channel) {
        if (channel instanceof DatagramChannel) {
            configure(channel, ChannelRole.DATAGRAM);
        } else if (channel instanceof SocketChannel) {
            configure(channel, ChannelRole.CLIENT);
        }
    }

    private void configure(Channel channel, ChannelRole role) {
        if (failure != null) {
            RefusingHandler.refuse(channel, failure);
            return;
        }
        if (!given) {
            return;
        }
        try {
            channels.get(role).configure(channel);
        } catch (RuntimeException | LinkageError e) {
            if (lenient) {
                logger.warn("{} goes on without its options: {}", channel, e.getMessage());
            } else {
                // Netty would log it and go on without the options.
                RefusingHandler.refuse(channel, e);
            }
        }
    }
}
