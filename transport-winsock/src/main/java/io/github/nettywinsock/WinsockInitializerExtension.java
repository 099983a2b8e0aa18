package io.github.nettywinsock;

import io.github.nettywinsock.option.Catalogue;
import io.github.nettywinsock.option.WinsockOption;
import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;
import io.netty.channel.ServerChannel;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;

/**
 * Gives the NIO channels of an unmodified application options from a file. Netty finds it when the system property
 * {@code io.netty.bootstrap.extensions} is {@code serviceload}; the system property {@value #OPTIONS_FILE} names the
 * file, a properties file with lines such as
 *
 * <pre>
 * listener.SO_EXCLUSIVEADDRUSE = true
 * child.TCP_KEEPIDLE = 30
 * client.SO_RANDOMIZE_PORT = true
 * </pre>
 *
 * <p>Without that property it does nothing. A file that cannot be read, a name that is not in the catalogue and a value
 * out of range fail every bootstrap.
 */
public final class WinsockInitializerExtension extends ChannelInitializerExtension {
    /** The system property that names the file. */
    public static final String OPTIONS_FILE = "io.github.nettywinsock.options";

    private final WinsockProvider provider;
    private final OptionValues listener;
    private final OptionValues child;
    private final OptionValues client;

    /**
     * Creates the extension from the file that {@value #OPTIONS_FILE} names.
     *
     * @throws UncheckedIOException when the file cannot be read
     * @throws IllegalArgumentException when a line of it cannot be used
     */
    public WinsockInitializerExtension() {
        this(read(System.getProperty(OPTIONS_FILE)), WinsockProvider.ofSystem());
    }

    WinsockInitializerExtension(Properties properties, WinsockProvider provider) {
        this.provider = provider;
        Map<String, OptionValues> roles =
                Map.of("listener", new OptionValues(), "child", new OptionValues(), "client", new OptionValues());
        for (String key : new TreeSet<>(properties.stringPropertyNames())) {
            int dot = key.indexOf('.');
            OptionValues role = roles.get(dot < 0 ? "" : key.substring(0, dot));
            if (role == null) {
                throw new IllegalArgumentException(OPTIONS_FILE + ": " + key
                        + " is not understood; write listener.NAME, child.NAME or client.NAME");
            }
            WinsockOption<?> option = Catalogue.byName(key.substring(dot + 1));
            role.put(
                    option,
                    SocketOptions.checked(
                            option, option.parse(properties.getProperty(key).trim())));
        }
        listener = roles.get("listener");
        child = roles.get("child");
        client = roles.get("client");
    }

    @Override
    public void postInitializeServerListenerChannel(ServerChannel channel) {
        provider.configure(channel, listener);
    }

    @Override
    public void postInitializeServerChildChannel(Channel channel) {
        provider.configure(channel, child);
    }

    @Override
    public void postInitializeClientChannel(Channel channel) {
        provider.configure(channel, client);
    }

    private static Properties read(String file) {
        Properties properties = new Properties();
        if (file != null) {
            try (Reader reader = Files.newBufferedReader(Paths.get(file), StandardCharsets.UTF_8)) {
                properties.load(reader);
            } catch (IOException e) {
                throw new UncheckedIOException(OPTIONS_FILE + ": cannot read " + file, e);
            }
        }
        return properties;
    }
}
