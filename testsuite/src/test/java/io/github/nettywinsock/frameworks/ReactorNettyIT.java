package io.github.nettywinsock.frameworks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nettywinsock.Winsock;
import io.github.nettywinsock.WinsockChannelOption;
import io.github.nettywinsock.iocp.Iocp;
import io.github.nettywinsock.iocp.IocpServerSocketChannel;
import io.github.nettywinsock.iocp.IocpSocketChannel;
import io.github.nettywinsock.reactor.WinsockLoopResources;
import io.github.nettywinsock.testsuite.NeedsWindows;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.unix.ServerDomainSocketChannel;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.netty.resolver.DefaultAddressResolverGroup;
import io.netty.resolver.dns.DnsAddressResolverGroup;
import io.netty.resolver.dns.SingletonDnsServerAddressStreamProvider;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.DisposableServer;
import reactor.netty.http.Http2SslContextSpec;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.tcp.SslProvider.GenericSslContextSpec;
import reactor.netty.udp.UdpClient;
import reactor.netty.udp.UdpServer;

/** Reactor Netty as it is, on the channels of this library. */
@NeedsWindows("Reactor Netty opens its channels itself")
class ReactorNettyIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int RCVBUF = 33_000;
    private static final int SNDBUF = 34_000;

    enum Loops {
        NIO(WinsockLoopResources::nio),
        IOCP(WinsockLoopResources::iocp);

        private final BiFunction<String, Integer, WinsockLoopResources> create;

        Loops(BiFunction<String, Integer, WinsockLoopResources> create) {
            this.create = create;
        }

        WinsockLoopResources open() {
            return create.apply(name(), 2);
        }
    }

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(Loops.class)
    void httpWithOptionsOnListenerChildAndClient(Loops kind) {
        run(kind, loops -> {
            CompletableFuture<Integer> ofChild = new CompletableFuture<>();
            DisposableServer server = server(loops)
                    .childOption(WinsockChannelOption.SO_SNDBUF, SNDBUF)
                    .doOnConnection(child ->
                            ofChild.complete(Winsock.getOption(tcp(child.channel()), WinsockChannelOption.SO_SNDBUF)))
                    .route(routes -> routes.post(
                            "/echo",
                            (request, response) ->
                                    response.send(request.receive().retain())))
                    .bindNow(LIMIT);
            assertThat(Winsock.getOption(server.channel(), WinsockChannelOption.SO_RCVBUF))
                    .isEqualTo(RCVBUF);
            CompletableFuture<Boolean> ofClient = new CompletableFuture<>();
            String answer = client(loops, server)
                    .option(WinsockChannelOption.SO_KEEPALIVE, true)
                    .doOnConnected(client -> ofClient.complete(
                            Winsock.getOption(tcp(client.channel()), WinsockChannelOption.SO_KEEPALIVE)))
                    .post()
                    .uri("/echo")
                    .send(Mono.fromCallable(
                            () -> ByteBufAllocator.DEFAULT.buffer().writeBytes("hello".getBytes())))
                    .responseContent()
                    .aggregate()
                    .asString()
                    .block(LIMIT);
            assertThat(answer).isEqualTo("hello");
            assertThat(ofChild.get(30, TimeUnit.SECONDS)).isEqualTo(SNDBUF);
            assertThat(ofClient.get(30, TimeUnit.SECONDS)).isTrue();
            if (kind == Loops.IOCP) {
                assertThat(server.channel()).isInstanceOf(IocpServerSocketChannel.class);
            }
            server.disposeNow(LIMIT);
        });
    }

    @Test
    void theExampleOfTheDocumentsServes() {
        // snippet: reactor-netty
        WinsockLoopResources loops =
                Iocp.isAvailable() ? WinsockLoopResources.iocp("http", 0) : WinsockLoopResources.nio("http", 0);
        DisposableServer server = HttpServer.create()
                .runOn(loops)
                .option(WinsockChannelOption.SO_EXCLUSIVEADDRUSE, true)
                .childOption(WinsockChannelOption.SO_KEEPALIVE, true)
                .host("127.0.0.1")
                .port(0)
                .handle((request, response) -> response.sendString(Mono.just("hello")))
                .bindNow();
        // end
        try {
            assertThat(server.channel()).isInstanceOf(IocpServerSocketChannel.class);
            assertThat(client(loops, server)
                            .get()
                            .uri("/")
                            .responseContent()
                            .aggregate()
                            .asString()
                            .block(LIMIT))
                    .isEqualTo("hello");
        } finally {
            server.disposeNow(LIMIT);
            loops.disposeLater(Duration.ZERO, Duration.ofSeconds(5)).block(LIMIT);
        }
    }

    @ParameterizedTest
    @EnumSource(Loops.class)
    void http2AndFilesAndWebSockets(Loops kind) throws Exception {
        byte[] content = new byte[300_000];
        new Random(42).nextBytes(content);
        Path file = Files.write(directory.resolve("file.bin"), content);
        run(kind, loops -> {
            DisposableServer server = server(loops)
                    .protocol(HttpProtocol.HTTP11, HttpProtocol.H2C)
                    .route(routes -> routes.get("/file", (request, response) -> response.sendFile(file))
                            .ws("/ws", (in, out) -> out.send(in.receive().retain())))
                    .bindNow(LIMIT);
            for (HttpProtocol protocol : Arrays.asList(HttpProtocol.HTTP11, HttpProtocol.H2C)) {
                assertThat(client(loops, server)
                                .protocol(protocol)
                                .get()
                                .uri("/file")
                                .responseContent()
                                .aggregate()
                                .asByteArray()
                                .block(LIMIT))
                        .as("%s", protocol)
                        .isEqualTo(content);
            }
            assertThat(client(loops, server)
                            .websocket()
                            .uri("/ws")
                            .handle((in, out) -> out.sendString(Mono.just("over a web socket"))
                                    .then()
                                    .thenMany(in.receive().asString().take(1)))
                            .blockLast(LIMIT))
                    .isEqualTo("over a web socket");
            server.disposeNow(LIMIT);
        });
    }

    @ParameterizedTest
    @EnumSource(Loops.class)
    void http2OverTls(Loops kind) throws Exception {
        X509Bundle certificate = new CertificateBuilder()
                .subject("CN=localhost")
                .addSanDnsName("localhost")
                .setIsCertificateAuthority(true)
                .buildSelfSigned();
        GenericSslContextSpec<?> ofServer =
                Http2SslContextSpec.forServer(certificate.getKeyPair().getPrivate(), certificate.getCertificatePath());
        GenericSslContextSpec<?> ofClient = Http2SslContextSpec.forClient()
                .configure(context -> context.trustManager(certificate.getRootCertificate()));
        run(kind, loops -> {
            CompletableFuture<Integer> ofChild = new CompletableFuture<>();
            DisposableServer server = server(loops)
                    .protocol(HttpProtocol.H2)
                    .secure(ssl -> ssl.sslContext(ofServer))
                    .childOption(WinsockChannelOption.SO_SNDBUF, SNDBUF)
                    .doOnConnection(child ->
                            ofChild.complete(Winsock.getOption(tcp(child.channel()), WinsockChannelOption.SO_SNDBUF)))
                    .handle((request, response) ->
                            response.send(request.receive().retain()))
                    .bindNow(LIMIT);
            String answer = HttpClient.create(ConnectionProvider.newConnection())
                    .runOn(loops)
                    .resolver(DefaultAddressResolverGroup.INSTANCE)
                    .responseTimeout(LIMIT)
                    .protocol(HttpProtocol.H2)
                    .secure(ssl -> ssl.sslContext(ofClient))
                    .post()
                    .uri("https://localhost:" + server.port() + "/echo")
                    .send(Mono.fromCallable(
                            () -> ByteBufAllocator.DEFAULT.buffer().writeBytes("hello".getBytes())))
                    .responseSingle((response, body) -> body.asString().map(text -> response.version() + " " + text))
                    .block(LIMIT);
            assertThat(answer).isEqualTo("HTTP/2.0 hello");
            assertThat(ofChild.get(30, TimeUnit.SECONDS)).isEqualTo(SNDBUF);
            server.disposeNow(LIMIT);
        });
    }

    @ParameterizedTest
    @EnumSource(Loops.class)
    void namesAreAskedForOverDatagramChannels(Loops kind) {
        run(kind, loops -> {
            try (LoopbackDns dns = new LoopbackDns()) {
                DisposableServer server = server(loops)
                        .handle((request, response) -> response.sendString(Mono.just("found")))
                        .bindNow(LIMIT);
                String answer = HttpClient.create(ConnectionProvider.newConnection())
                        .runOn(loops)
                        .resolver(spec -> spec.dnsAddressResolverGroupProvider(
                                builder -> new DnsAddressResolverGroup(builder.nameServerProvider(
                                        new SingletonDnsServerAddressStreamProvider(dns.address())))))
                        .responseTimeout(LIMIT)
                        .get()
                        .uri("http://" + LoopbackDns.HOST + ':' + server.port() + '/')
                        .responseContent()
                        .aggregate()
                        .asString()
                        .block(LIMIT);
                assertThat(answer).isEqualTo("found");
                assertThat(dns.queries()).isPositive();
                server.disposeNow(LIMIT);
            }
        });
    }

    @ParameterizedTest
    @EnumSource(Loops.class)
    void datagrams(Loops kind) {
        run(kind, loops -> {
            Connection server = UdpServer.create()
                    .runOn(loops)
                    .bindAddress(() -> new InetSocketAddress("127.0.0.1", 0))
                    .handle((in, out) -> out.sendObject(in.receiveObject()
                            .cast(DatagramPacket.class)
                            .map(packet -> new DatagramPacket(packet.content().retain(), packet.sender()))))
                    .bindNow(LIMIT);
            Connection client = UdpClient.create()
                    .runOn(loops)
                    .remoteAddress(() -> server.channel().localAddress())
                    .connectNow(LIMIT);
            client.outbound().sendString(Mono.just("datagram")).then().block(LIMIT);
            assertThat(client.inbound().receive().asString().blockFirst(LIMIT)).isEqualTo("datagram");
            client.disposeNow(LIMIT);
            server.disposeNow(LIMIT);
        });
    }

    @ParameterizedTest
    @EnumSource(Loops.class)
    void whatThereIsNoSocketForIsRefused(Loops kind) {
        run(kind, loops -> {
            assertThatThrownBy(() -> loops.onChannel(ServerDomainSocketChannel.class, loops.onServer(true)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("there is no ServerDomainSocketChannel on these event loops");
            assertThat(loops.onChannelClass(ServerSocketChannel.class, loops.onServer(true)))
                    .isSameAs(loops.onChannel(ServerSocketChannel.class, loops.onServer(true))
                            .getClass());
        });
    }

    private static HttpServer server(WinsockLoopResources loops) {
        return HttpServer.create()
                .runOn(loops)
                .host("127.0.0.1")
                .port(0)
                .option(WinsockChannelOption.SO_RCVBUF, RCVBUF);
    }

    private static HttpClient client(WinsockLoopResources loops, DisposableServer server) {
        return HttpClient.create(ConnectionProvider.newConnection())
                .runOn(loops)
                .resolver(DefaultAddressResolverGroup.INSTANCE)
                .responseTimeout(LIMIT)
                .remoteAddress(() -> server.address());
    }

    /** The channel of the connection: that of a stream of HTTP/2 is a child of it. */
    private static Channel tcp(Channel channel) {
        return channel instanceof io.netty.channel.socket.SocketChannel || channel instanceof IocpSocketChannel
                ? channel
                : tcp(channel.parent());
    }

    private interface Program {
        void run(WinsockLoopResources loops) throws Exception;
    }

    private static void run(Loops kind, Program program) {
        WinsockLoopResources loops = kind.open();
        try {
            program.run(loops);
        } catch (Exception e) {
            throw new AssertionError(e);
        } finally {
            loops.disposeLater(Duration.ZERO, Duration.ofSeconds(5)).block(LIMIT);
        }
        assertThat(loops.isDisposed()).isTrue();
    }
}
