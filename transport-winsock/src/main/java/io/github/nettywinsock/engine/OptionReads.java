package io.github.nettywinsock.engine;

import io.github.nettywinsock.option.WinsockOption;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelOption;
import java.io.IOException;
import java.util.IdentityHashMap;
import java.util.Map;

/** Reads the options of a SOCKET, as they are now. */
final class OptionReads {
    private final ChannelSocket socket;
    private final WinsockBackend backend;

    OptionReads(ChannelSocket socket, WinsockBackend backend) {
        this.socket = socket;
        this.backend = backend;
    }

    /** Reads an option. */
    <T> T get(WinsockOption<T> option) {
        try {
            return backend.calls().get(socket, SocketOptions.readable(option));
        } catch (IOException e) {
            throw new ChannelException(e.getMessage(), e);
        }
    }

    /** {@code others} and all options that the provider returns for this SOCKET, without the control codes. */
    Map<ChannelOption<?>, Object> all(Map<ChannelOption<?>, Object> others) {
        Map<ChannelOption<?>, Object> options = new IdentityHashMap<>(others);
        try {
            for (Map.Entry<ChannelOption<?>, WinsockOption<?>> entry :
                    ChannelOptions.all().entrySet()) {
                WinsockOption<?> option = entry.getValue();
                if (isListed(option) && !option.isControlCode()) {
                    Object value = backend.calls().getIfSupported(socket, option);
                    if (value != null) {
                        options.put(entry.getKey(), value);
                    }
                }
            }
        } catch (IOException e) {
            throw new ChannelException(e.getMessage(), e);
        }
        return options;
    }

    /** Whether a list of what a SOCKET has includes an option: it can be read without a change, and no other says the same. */
    static boolean isListed(WinsockOption<?> option) {
        return option.access().isReadable() && !option.isClearedByReading() && option.composition() == null;
    }
}
