package io.github.nettywinsock.bench;

import io.github.nettywinsock.simulation.Door;
import io.github.nettywinsock.simulation.SimulatedWindows;
import io.github.nettywinsock.ws2.WsaErrors;
import java.net.InetSocketAddress;

/** A client that asks for a file with each byte that it sends, and for the next one when it has all of it. */
public final class Downloads implements Clients {
    public static final int FILE_LENGTH = 1 << 20;

    private static final int PACKETS = 16;
    private static final int BUFFER_LENGTH = 64 * 1024;

    private final Door door;
    private final Door.Slot receive;
    private final Door.Slot request;
    private final long s;
    private int left;
    private long files;
    private long limit;

    /** Connects to a server that listens at an address. */
    public Downloads(SimulatedWindows windows, InetSocketAddress server) {
        door = new Door(windows.ws2(), windows.sockets(), windows.newPort(PACKETS));
        receive = door.slot(BUFFER_LENGTH);
        request = door.slot(1);
        s = door.boundTcp();
        Peers.check(door.skipPackets(s));
        Door.Slot connect = door.slot();
        door.connect(s, server, connect);
        door.await(connect);
        Peers.check(door.updateConnectContext(s));
        receive();
    }

    /** Receives until nothing more is there. */
    private void receive() {
        while (door.receive(s, receive) != -WsaErrors.WSA_IO_PENDING) {
            received(receive.bytes());
        }
    }

    private void received(int bytes) {
        left -= bytes;
        if (bytes == 0 || left < 0) {
            throw new IllegalStateException(bytes + " bytes came, of a file that has " + left + " less");
        }
        if (left == 0) {
            files++;
            ask();
        }
    }

    private void ask() {
        if (files < limit) {
            left = FILE_LENGTH;
            Peers.check(door.send(s, request));
        }
    }

    @Override
    public void goOn(long messages) {
        limit = files + messages;
        ask();
    }

    @Override
    public void act() {
        while (door.port.GetQueuedCompletionStatusEx(0) > 0) {
            received(door.port.bytes(0));
            receive();
        }
    }

    @Override
    public long echoes() {
        return files;
    }

    @Override
    public boolean rest() {
        return files >= limit;
    }

    @Override
    public void close() {
        door.close(s);
    }
}
