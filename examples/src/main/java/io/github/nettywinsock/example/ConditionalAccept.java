package io.github.nettywinsock.example;

import io.github.nettywinsock.WinsockChannelOption;
import io.github.nettywinsock.iocp.AcceptCondition.Decision;
import io.github.nettywinsock.iocp.IocpChannelOption;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.util.NetUtil;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows a listener that decides by the address of the client. */
@Command(
        name = "conditional-accept",
        description =
                "Shows a listener that accepts one client and rejects another, which is connected and then reset.")
final class ConditionalAccept implements Callable<Integer> {
    private static final String ACCEPTED = "127.0.0.1";
    private static final String REJECTED = "127.0.0.2";

    @Option(
            names = "--before-handshake",
            description = "Set SO_CONDITIONAL_ACCEPT too: the rejected client is never connected, but Windows does not"
                    + " protect against SYN attacks any more. Wine refuses it.")
    private boolean beforeHandshake;

    @Spec
    private CommandSpec spec;

    private final Map<String, Decision> decisions = new ConcurrentHashMap<>();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Main.requireWinsock();
        PrintWriter out = spec.commandLine().getOut();
        EventLoopGroup group = Transport.IOCP.newGroup(2);
        try {
            InetSocketAddress address = listen(group);
            out.println("A listener on " + NetUtil.toSocketAddressString(address) + " accepts clients from " + ACCEPTED
                    + " and no others:");
            out.println();
            Table table = new Table("client from", "the condition says", "the client gets");
            for (String client : List.of(ACCEPTED, REJECTED)) {
                String outcome = connect(group, client, address);
                table.row(client, decisions.get(client), outcome);
            }
            table.print(out);
            out.println(
                    beforeHandshake
                            ? "With SO_CONDITIONAL_ACCEPT the rejected client was never connected."
                            : "The rejected client was connected first, and then reset.");
            return 0;
        } finally {
            EchoServer.stop(group);
        }
    }

    private InetSocketAddress listen(EventLoopGroup group) throws IOException, InterruptedException {
        ServerBootstrap bootstrap = Transport.IOCP
                .listener(List.of(), List.of(), new EchoHandler())
                .group(group)
                .option(IocpChannelOption.ACCEPT_CONDITION, (remote, local) -> decide(remote));
        if (beforeHandshake) {
            bootstrap.option(WinsockChannelOption.SO_CONDITIONAL_ACCEPT, true);
        }
        InetSocketAddress address = new InetSocketAddress(InetAddress.getByName(ACCEPTED), 0);
        Channel listener = EchoServer.listening(bootstrap.bind(address), address);
        return (InetSocketAddress) listener.localAddress();
    }

    private Decision decide(InetSocketAddress remote) {
        String client = remote.getAddress().getHostAddress();
        Decision decision = client.equals(ACCEPTED) ? Decision.ACCEPT : Decision.REJECT;
        decisions.put(client, decision);
        return decision;
    }

    private static String connect(EventLoopGroup group, String client, InetSocketAddress server)
            throws InterruptedException {
        try {
            return EchoClient.answer(
                    server,
                    "hello, Winsock",
                    handler -> Transport.IOCP
                            .client(List.of(), handler)
                            .group(group)
                            .localAddress(client, 0));
        } catch (IOException e) {
            return "error: " + e.getMessage();
        }
    }
}
