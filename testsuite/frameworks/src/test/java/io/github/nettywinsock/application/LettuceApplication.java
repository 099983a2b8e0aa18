package io.github.nettywinsock.application;

import io.github.nettywinsock.iocp.IocpDatagramChannel;
import io.github.nettywinsock.iocp.IocpIoHandler;
import io.github.nettywinsock.iocp.IocpSocketChannel;
import io.lettuce.core.ConnectionBuilder;
import io.lettuce.core.ConnectionEvents;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.resolver.dns.DnsAddressResolverGroup;
import io.netty.resolver.dns.DnsServerAddressStreamProvider;
import io.netty.resolver.dns.SingletonDnsServerAddressStreamProvider;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * Lettuce on its own channels, then on those of the IOCP transport, and as much of Redis as it asks for. The second one looks
 * up a host, at a name server on this machine.
 */
public final class LettuceApplication {
    private LettuceApplication() {}

    /** {@code HOST PORT}: what the name server knows, and where it is. */
    public static void main(String[] args) throws IOException {
        Witness.listen();
        ServerSocket redis = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        for (int i = 0; i < 2; i++) {
            Thread server = new Thread(() -> serve(redis), "redis");
            server.setDaemon(true);
            server.start();
        }
        DnsServerAddressStreamProvider nameServers = new SingletonDnsServerAddressStreamProvider(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[1])));
        for (RedisClient client : List.of(
                RedisClient.create("redis://127.0.0.1:" + redis.getLocalPort()),
                new IocpRedisClient(
                        RedisURI.create("redis://" + args[0] + ':' + redis.getLocalPort()),
                        new MultiThreadIoEventLoopGroup(1, IocpIoHandler.newFactory()),
                        nameServers))) {
            System.out.println(client.connect().sync().get("greeting"));
            Witness.tell();
        }
        Witness.end();
    }

    private static void serve(ServerSocket redis) {
        try (Socket client = redis.accept();
                OutputStream out = client.getOutputStream()) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
            for (String count = in.readLine(); count != null; count = in.readLine()) {
                String command = "";
                for (int i = Integer.parseInt(count.substring(1)); i > 0; i--) {
                    in.readLine();
                    String word = in.readLine();
                    command = command.isEmpty() ? word : command;
                }
                out.write(answer(command).getBytes(StandardCharsets.US_ASCII));
                out.flush();
            }
        } catch (IOException e) {
            System.out.println("redis: " + e);
        }
    }

    private static String answer(String command) {
        switch (command) {
            case "GET":
                return "$5\r\nhello\r\n";
            case "PING":
                return "+PONG\r\n";
            default:
                // as old servers do: it goes on with the older protocol
                return "-ERR unknown command\r\n";
        }
    }

    // snippet: lettuce
    static final class IocpRedisClient extends RedisClient {
        private final EventLoopGroup group;
        private final DnsAddressResolverGroup names;

        IocpRedisClient(RedisURI uri, EventLoopGroup group, DnsServerAddressStreamProvider nameServers) {
            super(null, uri);
            this.group = group;
            names = new DnsAddressResolverGroup(IocpDatagramChannel.class, nameServers);
        }

        @Override
        @SuppressWarnings("unchecked")
        protected void connectionBuilder(
                Mono<SocketAddress> address, ConnectionBuilder connection, ConnectionEvents events, RedisURI uri) {
            super.connectionBuilder(address, connection, events, uri);
            Bootstrap nio = connection.bootstrap();
            Bootstrap iocp = new Bootstrap()
                    .group(group)
                    .channel(IocpSocketChannel.class)
                    .resolver(names);
            nio.config().options().forEach((option, value) -> {
                if (!(option instanceof NioChannelOption)) {
                    iocp.option((ChannelOption<Object>) option, value);
                }
            });
            connection.bootstrap(iocp);
        }
    }
    // end
}
