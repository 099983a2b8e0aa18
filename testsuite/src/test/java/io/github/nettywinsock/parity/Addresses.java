package io.github.nettywinsock.parity;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.HashMap;
import java.util.Map;

/** Names the ports of a program, which differ from run to run. */
final class Addresses {
    private final Map<Integer, String> ports = new HashMap<>();
    private int others;

    synchronized void port(int port, String name) {
        ports.put(port, name);
    }

    synchronized String name(SocketAddress address) {
        if (!(address instanceof InetSocketAddress)) {
            return String.valueOf(address);
        }
        InetSocketAddress inet = (InetSocketAddress) address;
        String host =
                inet.isUnresolved() ? inet.getHostString() : inet.getAddress().getHostAddress();
        String port = inet.getPort() == 0 ? "0" : ports.computeIfAbsent(inet.getPort(), number -> "port" + ++others);
        return host + ':' + port;
    }
}
