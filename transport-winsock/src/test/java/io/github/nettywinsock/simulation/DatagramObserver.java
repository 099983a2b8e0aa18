package io.github.nettywinsock.simulation;

import java.net.InetSocketAddress;

/** Is told what Windows does with datagrams, with the monitor of the machine held. */
public interface DatagramObserver {
    /** A call to send one has been accepted. */
    void sent(long handle, byte[] data, InetSocketAddress to);

    /** A receive was given one, whole; of several that are joined, each. */
    void received(long handle, byte[] data, InetSocketAddress from);
}
