package io.github.nettywinsock.frameworks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nettywinsock.iocp.IocpSocketChannel;
import io.github.nettywinsock.testsuite.NeedsWindows;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.datagram.DatagramSocket;
import io.vertx.core.dns.AddressResolverOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.SocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Vert.x as it is, with nothing but the library on its class path and a native transport preferred. */
@NeedsWindows("Vert.x opens its channels itself")
class VertxIT {
    private final Vertx vertx = nativeVertx();

    /** Vert.x closes those that nobody refers to. */
    private final NetClient net = vertx.createNetClient();

    private final HttpClient http = vertx.createHttpClient();
    private final WebSocketClient webSockets = vertx.createWebSocketClient();
    private final List<Object> servers = new ArrayList<>();

    @TempDir
    Path directory;

    @AfterEach
    void close() throws Exception {
        await(vertx.close());
    }

    @Test
    void itUsesTheTransportWhereANativeOneIsPreferred() throws Exception {
        assertThat(vertx.isNativeTransportEnabled()).isTrue();
        NetServer server = kept(vertx.createNetServer()
                .connectHandler(socket -> socket.handler(socket::write))
                .listen(0, "127.0.0.1"));
        NetSocket client = await(net.connect(server.actualPort(), "127.0.0.1"));
        assertThat(((NetSocketInternal) client).channelHandlerContext().channel())
                .isInstanceOf(IocpSocketChannel.class);
        CompletableFuture<String> echoed = new CompletableFuture<>();
        client.handler(data -> echoed.complete(data.toString()));
        await(client.write("hello"));
        assertThat(echoed.get(30, TimeUnit.SECONDS)).isEqualTo("hello");
    }

    @Test
    void itUsesNioOtherwise() throws Exception {
        Vertx other = Vertx.vertx();
        try {
            assertThat(other.isNativeTransportEnabled()).isFalse();
        } finally {
            await(other.close());
        }
    }

    @Test
    void httpAndFiles() throws Exception {
        byte[] content = new byte[300_000];
        new Random(42).nextBytes(content);
        Path file = Files.write(directory.resolve("file.bin"), content);
        HttpServer server = kept(vertx.createHttpServer()
                .requestHandler(request -> request.response().sendFile(file.toString()))
                .listen(0, "127.0.0.1"));
        HttpClientRequest request = await(http.request(HttpMethod.GET, server.actualPort(), "127.0.0.1", "/"));
        HttpClientResponse response = await(request.send());
        assertThat(await(response.body()).getBytes()).isEqualTo(content);
    }

    @Test
    void webSockets() throws Exception {
        HttpServer server = kept(vertx.createHttpServer()
                .webSocketHandler(socket -> socket.textMessageHandler(socket::writeTextMessage))
                .listen(0, "127.0.0.1"));
        WebSocket socket = await(webSockets.connect(server.actualPort(), "127.0.0.1", "/"));
        CompletableFuture<String> echoed = new CompletableFuture<>();
        socket.textMessageHandler(echoed::complete);
        await(socket.writeTextMessage("hello"));
        assertThat(echoed.get(30, TimeUnit.SECONDS)).isEqualTo("hello");
    }

    @Test
    void http2OverTls() throws Exception {
        X509Bundle certificate = new CertificateBuilder()
                .subject("CN=localhost")
                .addSanDnsName("localhost")
                .setIsCertificateAuthority(true)
                .buildSelfSigned();
        HttpServer server = kept(vertx.createHttpServer(new HttpServerOptions()
                        .setSsl(true)
                        .setUseAlpn(true)
                        .setKeyCertOptions(new PemKeyCertOptions()
                                .setKeyValue(Buffer.buffer(certificate.getPrivateKeyPEM()))
                                .setCertValue(Buffer.buffer(certificate.getCertificatePathPEM()))))
                .requestHandler(request -> request.response().end("over " + request.version()))
                .listen(0, "127.0.0.1"));
        HttpClient client = vertx.createHttpClient(new HttpClientOptions()
                .setSsl(true)
                .setUseAlpn(true)
                .setProtocolVersion(HttpVersion.HTTP_2)
                .setTrustOptions(
                        new PemTrustOptions().addCertValue(Buffer.buffer(certificate.getRootCertificatePEM()))));
        HttpClientRequest request = await(client.request(HttpMethod.GET, server.actualPort(), "localhost", "/"));
        assertThat(await(await(request.send()).body())).hasToString("over HTTP_2");
        await(client.close());
    }

    @Test
    void namesAreAskedForOverItsDatagramChannels() throws Exception {
        try (LoopbackDns dns = new LoopbackDns()) {
            Vertx resolving = Vertx.vertx(new VertxOptions()
                    .setPreferNativeTransport(true)
                    .setAddressResolverOptions(new AddressResolverOptions()
                            .addServer("127.0.0.1:" + dns.address().getPort())));
            try {
                NetServer server = kept(vertx.createNetServer()
                        .connectHandler(socket -> socket.handler(socket::write))
                        .listen(0, "127.0.0.1"));
                NetClient client = resolving.createNetClient();
                NetSocket socket = await(client.connect(server.actualPort(), LoopbackDns.HOST));
                CompletableFuture<String> received = new CompletableFuture<>();
                socket.handler(data -> received.complete(data.toString()));
                await(socket.write("found"));
                assertThat(received.get(30, TimeUnit.SECONDS)).isEqualTo("found");
                assertThat(dns.queries()).isPositive();
                await(client.close());
            } finally {
                await(resolving.close());
            }
        }
    }

    @Test
    void datagrams() throws Exception {
        DatagramSocket server = kept(vertx.createDatagramSocket().listen(0, "127.0.0.1"));
        CompletableFuture<Buffer> received = new CompletableFuture<>();
        server.handler(packet -> received.complete(packet.data()));
        await(vertx.createDatagramSocket()
                .send("datagram", server.localAddress().port(), "127.0.0.1"));
        assertThat(received.get(30, TimeUnit.SECONDS)).hasToString("datagram");
    }

    @Test
    void domainSocketsAreRefused() {
        assertThatThrownBy(() -> await(vertx.createNetServer()
                        .connectHandler(socket -> {})
                        .listen(SocketAddress.domainSocketAddress(
                                directory.resolve("socket").toString()))))
                .hasMessageContaining("the IOCP transport has sockets for TCP and UDP alone");
    }

    private static Vertx nativeVertx() {
        // snippet: vertx
        Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
        // end
        return vertx;
    }

    private <T> T kept(Future<T> future) throws Exception {
        T server = await(future);
        servers.add(server);
        return server;
    }

    private static <T> T await(Future<T> future) throws Exception {
        CompletableFuture<T> result = new CompletableFuture<>();
        future.onComplete((AsyncResult<T> done) -> {
            if (done.succeeded()) {
                result.complete(done.result());
            } else {
                result.completeExceptionally(done.cause());
            }
        });
        return result.get(30, TimeUnit.SECONDS);
    }
}
