package io.github.nettywinsock.example.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MetricsHandlerTest {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final HttpClient client = HttpClient.newHttpClient();
    private InetSocketAddress address;

    @AfterEach
    void stop() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private void serve(String unavailability) {
        Channel listener = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .childHandler(ConnectionMetrics.page(new MetricsHandler(registry, unavailability)))
                .bind(InetAddress.getLoopbackAddress(), 0)
                .syncUninterruptibly()
                .channel();
        address = (InetSocketAddress) listener.localAddress();
    }

    private HttpResponse<String> ask(String method, String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + address.getPort() + path);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(Duration.ofSeconds(30))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static String type(HttpResponse<String> response) {
        return response.headers().firstValue("content-type").orElse("");
    }

    @Test
    void thePageIsComplete() throws Exception {
        serve(null);
        HttpResponse<String> response = ask("GET", "/?opened=again");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(type(response)).isEqualTo("text/html; charset=utf-8");
        assertThat(response.body())
                .startsWith("<!DOCTYPE html>")
                .endsWith("</html>\n")
                .contains("µs");
        assertThat(response.body().replace("http://www.w3.org/2000/svg", ""))
                .doesNotContain("//www", "http:", "https:");
        assertThat(Pattern.compile("(?:src|href|url)\\s*[=(]\\s*[\"']?+(?!data:)")
                        .matcher(response.body())
                        .find())
                .as("something is loaded from elsewhere")
                .isFalse();
    }

    @Test
    void valuesAreNumbersByName() throws Exception {
        Gauge.builder("b.number", () -> 0.00025).register(registry);
        Gauge.builder("a.unknown", () -> Double.NaN).register(registry);
        serve(null);
        HttpResponse<String> response = ask("GET", "/values");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(type(response)).isEqualTo("application/json");
        assertThat(response.headers().firstValue("cache-control")).contains("no-store");
        assertThat(response.body())
                .isEqualTo("{\"unavailability\": null, \"meters\": {\"a.unknown\": null, \"b.number\": 2.5E-4}}\n");
    }

    @Test
    void valuesSayWhyThereAreNoMore() throws Exception {
        serve("\"no\"\\\n");
        assertThat(ask("GET", "/values").body())
                .isEqualTo("{\"unavailability\": \"\\\"no\\\"\\\\\\u000a\", \"meters\": {}}\n");
    }

    @Test
    void prometheusReadsItsTextFormat() throws Exception {
        Gauge.builder("winsock.tcp.connections", () -> 3)
                .baseUnit("connections")
                .description("Open connections")
                .register(registry);
        serve(null);
        HttpResponse<String> response = ask("GET", "/metrics");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(type(response)).isEqualTo("text/plain; version=0.0.4; charset=utf-8");
        assertThat(response.body().lines())
                .containsExactly(
                        "# HELP winsock_tcp_connections Open connections",
                        "# TYPE winsock_tcp_connections gauge",
                        "winsock_tcp_connections 3.0");
    }

    @Test
    void headHasTheHeadersAlone() throws Exception {
        serve(null);
        HttpResponse<String> response = ask("HEAD", "/values");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValueAsLong("content-length"))
                .hasValue(ask("GET", "/values").body().length());
        assertThat(response.body()).isEmpty();
    }

    @Test
    void anotherPathIsNotFound() throws Exception {
        serve(null);
        HttpResponse<String> response = ask("GET", "/value");
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).contains("/values");
    }

    @Test
    void anotherMethodIsRefused() throws Exception {
        serve(null);
        HttpResponse<String> response = ask("DELETE", "/values");
        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("allow")).contains("GET, HEAD");
    }

    @Test
    void whatIsNoHttpIsRefused() throws Exception {
        serve(null);
        try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write("hello\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            InputStream answer = socket.getInputStream();
            assertThat(new String(answer.readNBytes(12), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 400");
        }
    }
}
