package io.github.nettywinsock.engine;

import io.github.nettywinsock.option.Catalogue;
import io.github.nettywinsock.option.WinsockOption;
import io.netty.channel.Channel;
import io.netty.channel.socket.DatagramChannel;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;

/** The options of a SOCKET in words. */
public final class SocketDescription {
    private SocketDescription() {}

    /**
     * A line for each option that the provider has for this SOCKET.
     *
     * @throws ClosedChannelException when the channel is closed
     */
    public static String of(Channel channel, WinsockBackend backend) throws IOException {
        ChannelSocket socket = backend.socketOf(channel);
        StringBuilder text = new StringBuilder();
        synchronized (socket.lock()) {
            text.append(channel).append(", SOCKET 0x").append(Long.toHexString(OptionCalls.openHandle(socket)));
        }
        text.append(", ").append(socket.state()).append(":\n");
        for (WinsockOption<?> option : Catalogue.options()) {
            if (isDescribed(option, channel instanceof DatagramChannel)) {
                append(text, option, backend.calls(), socket);
            }
        }
        return text.toString();
    }

    private static boolean isDescribed(WinsockOption<?> option, boolean isDatagram) {
        return OptionReads.isListed(option) && option.sockets().include(isDatagram);
    }

    private static <T> void append(StringBuilder text, WinsockOption<T> option, OptionCalls calls, ChannelSocket socket)
            throws IOException {
        T value = calls.getIfSupported(socket, option);
        if (value != null) {
            text.append(String.format(
                    "  %-12s  %-30s  %s\n",
                    option.isControlCode() ? "WSAIoctl" : option.levelName(),
                    option.name(),
                    option.codec().text(value)));
        }
    }
}
