package io.github.nettywinsock.iocp;

import static io.github.nettywinsock.iocp.AcceptCondition.Decision.ACCEPT;
import static io.github.nettywinsock.iocp.AcceptCondition.Decision.DEFER;
import static io.github.nettywinsock.iocp.AcceptCondition.Decision.REJECT;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.simulation.Door;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketProtocolFamily;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Conditions that are asked about connections that AcceptEx has accepted, on a Windows in virtual time. */
class AdmissionTest extends VirtualTimeTest {
    private static final long SEED = 7;
    private static final int PENDING_ACCEPTS = 2;
    private static final int ACCEPTED = 0;
    private static final int RESET = 0xC000020D;

    private final List<Client> clients = new ArrayList<>();

    /** Those whom the condition was asked about, and what else the listener does. */
    private final List<Object> events = new ArrayList<>();

    private IocpServerSocketChannel listener;

    @BeforeEach
    void start() {
        start(SEED);
    }

    private void listen(AcceptCondition condition, int backlog) {
        listener = world.transport.listener(SocketProtocolFamily.INET);
        listener.config().setOption(IocpChannelOption.PENDING_ACCEPTS, PENDING_ACCEPTS);
        listener.config().setOption(ChannelOption.SO_BACKLOG, backlog);
        listener.config().setOption(IocpChannelOption.ACCEPT_CONDITION, (remote, local) -> {
            events.add(remote);
            assertThat(local).isEqualTo(listener.localAddress());
            return condition.decide(remote, local);
        });
        listener.pipeline().addLast(new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext ctx, Object message) {
                events.add("read");
                loop.register((Channel) message);
            }

            @Override
            public void channelReadComplete(ChannelHandlerContext ctx) {
                events.add("complete");
            }
        });
        loop.register(listener);
        settle(5);
        listener.bind(loopback(0));
        settle(50);
        assertThat(listener.isActive()).isTrue();
    }

    private Client connect() {
        Client client = new Client();
        clients.add(client);
        settle(80);
        assertThat(client.connectStatus()).isEqualTo(ACCEPTED);
        return client;
    }

    private void connect(int number) {
        for (int i = 0; i < number; i++) {
            connect();
        }
    }

    /** A client that calls Windows itself. */
    private final class Client {
        private final long s = door.boundTcp();
        private final Door.Slot connect = door.slot();
        private final Door.Slot receive = door.slot(16);
        private final InetSocketAddress local = door.local(s);
        private boolean receiving;
        private Integer end;

        Client() {
            door.connect(s, listener.localAddress(), connect);
        }

        int connectStatus() {
            return door.poll(connect, 0).status;
        }

        /** How its connection has ended, or null: 0 when it was closed, or the status of a receive. */
        Integer end() {
            if (!receiving) {
                receiving = true;
                int result = door.receive(s, receive);
                if (result != 0 && result != -997) {
                    assertThat(result).isEqualTo(-10054);
                    end = RESET;
                }
            }
            Door.Packet packet = end == null ? door.poll(receive, 0) : null;
            if (packet != null) {
                end = packet.status;
            }
            return end;
        }
    }

    private int going() {
        clients.forEach(Client::end);
        settle(50);
        return (int) clients.stream().filter(client -> client.end() == null).count();
    }

    private int accepted() {
        return (int) events.stream().filter("read"::equals).count();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aClientThatIsRejectedIsConnectedAndThenReset(boolean fails) {
        listen(
                (remote, local) -> {
                    if (fails) {
                        throw new IllegalStateException("no decision");
                    }
                    return REJECT;
                },
                10);
        connect(3 * PENDING_ACCEPTS);
        assertThat(going()).isZero();
        assertThat(clients).extracting(Client::end).containsOnly(RESET);
        assertThat(events).hasSize(3 * PENDING_ACCEPTS).doesNotContain("read", "complete");
        assertThat(world.windows.history().toString())
                .contains("setsockopt SO_LINGER")
                .doesNotContain("SO_CONDITIONAL_ACCEPT");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aClientThatIsDeferredHoldsUpNobody(boolean acceptedLater) {
        List<InetSocketAddress> late = new ArrayList<>();
        listen((remote, local) -> late.contains(remote) ? DEFER : ACCEPT, 10);
        for (int i = 0; i < 2 * PENDING_ACCEPTS; i++) {
            Client client = new Client();
            late.add(client.local);
            clients.add(client);
        }
        settle(80);
        connect(4 * PENDING_ACCEPTS);
        assertThat(accepted()).isEqualTo(4 * PENDING_ACCEPTS);
        if (acceptedLater) {
            late.clear();
            settle(150);
            assertThat(accepted()).isEqualTo(6 * PENDING_ACCEPTS);
        }
        assertThat(going()).isEqualTo(6 * PENDING_ACCEPTS);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5})
    void theConditionIsAskedAgainAHundredMillisecondsLater(int number) {
        listen((remote, local) -> DEFER, 10);
        connect(number);
        events.clear();
        settle(10_000);
        assertThat(events).hasSize(100 * number);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5})
    void asManyAreDeferredAsTheBacklogAllows(int backlog) {
        List<AcceptCondition.Decision> decision = new ArrayList<>(List.of(DEFER));
        listen((remote, local) -> decision.get(0), backlog);
        connect(backlog + 3);
        assertThat(going()).isEqualTo(backlog);
        decision.set(0, ACCEPT);
        settle(200);
        assertThat(accepted()).isEqualTo(backlog);
        connect();
        assertThat(going()).isEqualTo(backlog + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"close", "closeForcibly", "deregister", "shutdown", "condition", "another thread"})
    void noSocketStaysOpenWhenTheListenerEnds(String how) {
        listen(
                (remote, local) -> {
                    if (how.equals("condition") && clients.size() > 5) {
                        listener.close();
                    }
                    return DEFER;
                },
                10);
        connect(5);
        int open = world.windows.openSockets();
        switch (how) {
            case "close":
                onLoop(listener::close);
                break;
            case "closeForcibly":
                onLoop(listener.unsafe()::closeForcibly);
                break;
            case "deregister":
                onLoop(listener::deregister);
                assertThat(world.windows.openSockets()).isEqualTo(open);
                settle(1000);
                listener.close();
                settle(1);
                break;
            case "shutdown":
                world.shutDown();
                break;
            case "condition":
                clients.add(new Client());
                settle(80);
                break;
            default:
                listener.close();
        }
        settle(100);
        assertThat(listener.isOpen()).isFalse();
        assertThat(going()).isZero();
        assertThat(world.windows.openSockets()).isEqualTo(how.equals("condition") ? 6 : 5);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theConditionIsAskedOnlyForAConnectionThatIsRead(boolean defers) {
        List<AcceptCondition.Decision> decision = new ArrayList<>(List.of(defers ? DEFER : ACCEPT));
        listen((remote, local) -> decision.get(0), 10);
        if (defers) {
            connect(2);
        }
        onLoop(() -> listener.config().setAutoRead(false));
        // The read that is pending is for one connection, or ends with automatic reading.
        settle(300);
        decision.set(0, ACCEPT);
        if (!defers) {
            connect(2);
        }
        events.clear();
        settle(1000);
        assertThat(events).isEmpty();
        for (int i = 0; i < 2; i++) {
            onLoop(listener::read);
            settle(200);
            assertThat(events).hasSize(3).endsWith("read", "complete");
            events.clear();
        }
        onLoop(() -> listener.config().setAutoRead(true));
        connect();
        assertThat(events).hasSize(3).endsWith("read", "complete");
    }

    @Test
    void aListenerThatRejectsAllThatItHasHeldGoesOn() {
        listen((remote, local) -> events.size() <= PENDING_ACCEPTS ? REJECT : ACCEPT, 10);
        onLoop(() -> listener.config().setAutoRead(false));
        connect(PENDING_ACCEPTS);
        assertThat(events).isEmpty();
        onLoop(() -> listener.config().setAutoRead(true));
        connect();
        assertThat(accepted()).isEqualTo(1);
        assertThat(going()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theConditionIsAskedAgainWhenTheListenerIsRegisteredAgain(boolean held) {
        listen((remote, local) -> events.size() < 3 ? DEFER : ACCEPT, 10);
        if (!held) {
            connect(2);
        }
        onLoop(listener::deregister);
        if (held) {
            connect(2);
        }
        int asked = events.size();
        settle(1000);
        assertThat(events).hasSize(asked);
        loop.register(listener);
        settle(400);
        assertThat(accepted()).isEqualTo(2);
        assertThat(going()).isEqualTo(2);
    }
}
