package io.github.nettywinsock.bench;

import io.github.nettywinsock.simulation.Door;
import io.github.nettywinsock.simulation.SimulatedWindows;
import java.net.InetSocketAddress;

/** One client after another, each for one message: it connects, sends, and closes when it has the message back. */
public final class Visitors implements Clients {
    private final InetSocketAddress server;
    private final Door door;
    private final Door.Slot connect;
    private final Door.Slot receive;
    private final Door.Slot send;
    private long s = -1;
    private boolean connecting;
    private long echoes;
    private long limit;

    /** Makes clients of a server that listens at an address. */
    public Visitors(SimulatedWindows windows, InetSocketAddress server) {
        this.server = server;
        door = new Door(windows.ws2(), windows.sockets(), windows.newPort(1));
        connect = door.slot();
        receive = door.slot(Peers.MESSAGE_LENGTH);
        send = door.slot(Peers.MESSAGE_LENGTH);
    }

    @Override
    public void goOn(long messages) {
        limit = echoes + messages;
        visit();
    }

    private void visit() {
        s = door.boundTcp();
        Peers.check(door.skipPackets(s));
        connecting = true;
        if (door.connect(s, server, connect) == 0) {
            connected();
        }
    }

    @Override
    public void act() {
        while (door.next(0) != 0) {
            if (connecting) {
                connected();
            } else {
                echoes++;
                Peers.check(door.close(s));
                s = -1;
                if (echoes < limit) {
                    visit();
                }
            }
        }
    }

    private void connected() {
        connecting = false;
        Peers.check(door.updateConnectContext(s));
        door.receive(s, receive);
        Peers.check(door.send(s, send));
    }

    @Override
    public long echoes() {
        return echoes;
    }

    @Override
    public boolean rest() {
        return s == -1;
    }

    @Override
    public void close() {
        if (s != -1) {
            door.close(s);
        }
    }
}
