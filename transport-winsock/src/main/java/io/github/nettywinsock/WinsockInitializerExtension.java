package io.github.nettywinsock;

import io.github.nettywinsock.engine.ChannelRole;
import io.github.nettywinsock.engine.OptionsFile;
import io.github.nettywinsock.engine.RefusingHandler;
import io.github.nettywinsock.engine.WinsockBackend;
import io.github.nettywinsock.engine.WinsockOptionHandler;
import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;

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
 * <p>Without that property it does nothing. When the file cannot be read, or a line of it can never be used, the reason
 * is logged as an error, and fails each bind, connect and first write of these channels; accepted channels get it by
 * {@code exceptionCaught}, and are closed.
 */
public final class WinsockInitializerExtension extends ChannelInitializerExtension {
    /** The system property that names the file. */
    public static final String OPTIONS_FILE = "io.github.nettywinsock.options";

    private static final InternalLogger logger = InternalLoggerFactory.getInstance(WinsockInitializerExtension.class);

    private final WinsockBackend backend;
    private final OptionsFile options;
    private final Throwable failure;

    /** Creates the extension from the file that {@value #OPTIONS_FILE} names. */
    public WinsockInitializerExtension() {
        this(System.getProperty(OPTIONS_FILE), WinsockBackend.ofSystem());
    }

    WinsockInitializerExtension(String file, WinsockBackend backend) {
        this.backend = backend;
        OptionsFile read = new OptionsFile();
        Throwable unusable = null;
        if (file != null) {
            try {
                read = OptionsFile.read(file);
            } catch (RuntimeException | LinkageError e) {
                // What a service throws here is lost in frameworks that only see that a bootstrap has failed.
                unusable = new IllegalStateException("-D" + OPTIONS_FILE + ": " + e.getMessage(), e);
                logger.error("Every TCP and UDP channel is refused: {}", unusable.getMessage());
            }
        }
        options = read;
        failure = unusable;
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
        try {
            WinsockOptionHandler.configure(channel, options.of(role), backend);
        } catch (RuntimeException | LinkageError e) {
            // Netty would log it and go on without the options.
            RefusingHandler.refuse(channel, e);
        }
    }
}
