package io.github.nettywinsock.iocp;

import io.github.nettywinsock.simulation.Door;
import io.github.nettywinsock.simulation.SimulatedWindows;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** A peer that calls Windows itself, and does what no channel would. None of its calls is made to fail. */
final class RawPeer implements StreamEnd {
    private static final int BUFFER = 1024;
    private static final int SD_SEND = 1;

    private enum State {
        CONNECTING,
        CONNECTED,
        CLOSED
    }

    final int id;
    private final StreamWorld world;
    private final SimulatedWindows windows;
    private final Door door;
    private final Outgoing outgoing;
    private final Incoming incoming = new Incoming();
    private final Door.Slot connect;
    private final Door.Slot receive;
    private State state = State.CONNECTING;
    private long s;
    private long connection = -1;
    private boolean receiving;
    private boolean seenEnd;
    private boolean reset;
    private boolean disturbed;

    /** Begins to connect. */
    RawPeer(StreamWorld world, Door door, InetSocketAddress remote) {
        this.world = world;
        this.door = door;
        windows = world.world.windows;
        id = world.nextId();
        outgoing = new Outgoing(id);
        connect = door.slot();
        receive = door.slot(BUFFER);
        undisturbed(() -> {
            InetAddress host = remote.getAddress();
            s = door.open(host.getAddress().length == 4 ? Door.AF_INET : Door.AF_INET6, Door.SOCK_STREAM);
            int bound = door.bind(s, host, 0);
            if (bound < 0) {
                // All ports are in use.
                door.close(s);
                state = State.CLOSED;
            } else {
                door.connect(s, remote, connect);
            }
        });
    }

    @Override
    public long connection() {
        return connection;
    }

    @Override
    public Outgoing outgoing() {
        return outgoing;
    }

    @Override
    public Incoming incoming() {
        return incoming;
    }

    boolean isConnected() {
        return state == State.CONNECTED;
    }

    boolean isOpen() {
        return state != State.CLOSED;
    }

    /** Whether it is connected and has done nothing to end that. */
    boolean isWorking() {
        return state == State.CONNECTED && !disturbed && !seenEnd && !reset;
    }

    /** Whether the peer has told it that nothing more comes, and nothing else has ended it. */
    boolean hasSeenEnd() {
        return seenEnd && !reset;
    }

    /** Sees how far it has come. */
    void poll() {
        undisturbed(() -> {
            if (state == State.CONNECTING) {
                Door.Packet packet = door.poll(connect, 0);
                if (packet != null) {
                    connected(packet.status);
                }
            }
            if (receiving) {
                Door.Packet packet = door.poll(receive, 0);
                if (packet != null) {
                    received(packet);
                }
            }
        });
    }

    private void connected(int status) {
        if (status != 0) {
            closeNow();
            return;
        }
        state = State.CONNECTED;
        connection = windows.connection(s);
        door.updateConnectContext(s);
    }

    /** Receives as much as there is, one receive at a time. */
    void receive() {
        undisturbed(() -> {
            for (int i = 0; i < 100 && state == State.CONNECTED && !seenEnd && !reset; i++) {
                if (!receiving) {
                    int result = door.receive(s, receive);
                    reset |= result != 0 && result != -997;
                    receiving = result == 0 || result == -997;
                }
                Door.Packet packet = receiving ? door.poll(receive, 0) : null;
                if (packet == null) {
                    return;
                }
                received(packet);
            }
        });
    }

    private void received(Door.Packet packet) {
        receiving = false;
        if (packet.status != 0) {
            reset = true;
        } else if (packet.bytes == 0) {
            seenEnd = true;
        } else {
            ByteBuf bytes = Unpooled.wrappedBuffer(receive.text(packet.bytes).getBytes(StandardCharsets.ISO_8859_1));
            StreamEnd peer = world.peerOf(this);
            String wrong = peer == null ? null : incoming.take(bytes, peer.outgoing());
            if (wrong != null) {
                world.fault(this, wrong);
            }
        }
    }

    void send(int length) {
        if (state == State.CONNECTED && !disturbed && !reset) {
            undisturbed(() -> {
                byte[] bytes = outgoing.bytes(outgoing.add(length, null));
                int result = door.send(s, door.slot(new String(bytes, StandardCharsets.ISO_8859_1)));
                reset |= result != 0 && result != -997;
            });
        }
    }

    void halfClose() {
        if (state == State.CONNECTED) {
            disturbed = true;
            undisturbed(() -> door.sockets.shutdown(s, SD_SEND));
        }
    }

    void reset() {
        if (state == State.CONNECTED) {
            undisturbed(() -> door.set(s, "SO_LINGER", 1));
        }
        close();
    }

    void close() {
        if (state != State.CLOSED) {
            undisturbed(this::closeNow);
        }
    }

    private void closeNow() {
        disturbed = true;
        state = State.CLOSED;
        door.close(s);
    }

    private void undisturbed(Runnable calls) {
        windows.faults().suspend(true);
        try {
            calls.run();
        } finally {
            windows.faults().suspend(false);
        }
    }

    @Override
    public String toString() {
        return "raw peer " + id + " (" + state + ")";
    }
}
