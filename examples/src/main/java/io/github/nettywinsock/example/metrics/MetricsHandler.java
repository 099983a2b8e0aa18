package io.github.nettywinsock.example.metrics;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Answers with the page at /, its values at /values, and the text format of Prometheus at /metrics. */
@Sharable
final class MetricsHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final String PLAIN_TEXT = "text/plain; charset=utf-8";

    private final PrometheusMeterRegistry registry;
    private final String unavailability;
    private final String page = page();

    MetricsHandler(PrometheusMeterRegistry registry, String unavailability) {
        this.registry = registry;
        this.unavailability = unavailability;
    }

    private static String page() {
        try (InputStream page = MetricsHandler.class.getResourceAsStream("metrics.html")) {
            return new String(page.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
        ctx.writeAndFlush(answer(request));
    }

    private FullHttpResponse answer(FullHttpRequest request) {
        if (request.decoderResult().isFailure()) {
            return response(HttpResponseStatus.BAD_REQUEST, PLAIN_TEXT, "this is no HTTP request\n");
        }
        if (!request.method().equals(HttpMethod.GET) && !request.method().equals(HttpMethod.HEAD)) {
            FullHttpResponse refusal =
                    response(HttpResponseStatus.METHOD_NOT_ALLOWED, PLAIN_TEXT, "there is only GET and HEAD\n");
            refusal.headers().set(HttpHeaderNames.ALLOW, "GET, HEAD");
            return refusal;
        }
        switch (new QueryStringDecoder(request.uri()).path()) {
            case "/":
                return response(HttpResponseStatus.OK, "text/html; charset=utf-8", page);
            case "/values":
                return response(HttpResponseStatus.OK, "application/json", MetersJson.of(registry, unavailability));
            case "/metrics":
                return response(HttpResponseStatus.OK, "text/plain; version=0.0.4; charset=utf-8", registry.scrape());
            default:
                return response(HttpResponseStatus.NOT_FOUND, PLAIN_TEXT, "there is only /, /values and /metrics\n");
        }
    }

    private static FullHttpResponse response(HttpResponseStatus status, String type, String text) {
        ByteBuf content = Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
        FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, content);
        response.headers().set(HttpHeaderNames.CONTENT_TYPE, type).set(HttpHeaderNames.CACHE_CONTROL, "no-store");
        HttpUtil.setContentLength(response, content.readableBytes());
        return response;
    }

    /** A client that went away is no news. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }
}
