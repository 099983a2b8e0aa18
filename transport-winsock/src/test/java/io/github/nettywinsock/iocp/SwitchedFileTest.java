package io.github.nettywinsock.iocp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.ws2.Interceptor;
import io.github.nettywinsock.ws2.WsaErrors;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelProgressiveFuture;
import io.netty.channel.ChannelProgressiveFutureListener;
import io.netty.channel.ChannelProgressivePromise;
import io.netty.channel.DefaultFileRegion;
import io.netty.channel.socket.SocketProtocolFamily;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A region is sent to its end by what it was begun with: who sets the option meanwhile sets it for the next one. */
class SwitchedFileTest extends VirtualTimeTest {
    private static final long SEED = 5;

    /** What takes several calls. */
    private static final int LENGTH = 400_000;

    private static final int LONG_MILLIS = 60_000;

    private final byte[] content = new byte[LENGTH];
    private final List<String> made = new ArrayList<>();
    private final ByteBuf received = Unpooled.buffer();
    private IocpSocketChannel channel;
    private Path file;
    private boolean lacksBuffers;

    @BeforeEach
    void connect(@TempDir Path directory) throws IOException {
        start(SEED);
        new Random(SEED).nextBytes(content);
        file = Files.write(directory.resolve("file"), content);
        Interceptor.Sockets ws2 =
                Interceptor.sockets(world.windows.ws2(), world.windows.sockets(), (call, arguments) -> {
                    made.add(call);
                    return lacksBuffers && call.equals("WSASend") ? -WsaErrors.WSAENOBUFS : null;
                });
        IocpServerSocketChannel listener = world.transport.listener(SocketProtocolFamily.INET);
        listener.pipeline().addLast(new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext ctx, Object child) {
                ((Channel) child).pipeline().addLast(new Receiver());
                loop.register((Channel) child);
            }
        });
        loop.register(listener);
        settle(5);
        listener.bind(loopback(0));
        settle(50);
        channel = new IocpSocketChannel(ws2, ws2, SocketProtocolFamily.INET);
        loop.register(channel);
        settle(5);
        channel.connect(listener.localAddress());
        settle(80);
        assertThat(channel.isActive()).isTrue();
    }

    private void transmit(boolean transmits) {
        channel.config().setOption(IocpChannelOption.TRANSMIT_FILE, transmits);
    }

    private DefaultFileRegion region() {
        return new DefaultFileRegion(file.toFile(), 0, LENGTH);
    }

    private int times(String call) {
        return Collections.frequency(made, call);
    }

    private boolean isFileOpen() {
        return times("ReOpenFile") > times("CloseHandle");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whenItIsPartlySent(boolean transmits) {
        transmit(transmits);
        List<Boolean> openAtEnd = new ArrayList<>();
        ChannelProgressivePromise promise = channel.newProgressivePromise();
        promise.addListener(new ChannelProgressiveFutureListener() {
            @Override
            public void operationProgressed(ChannelProgressiveFuture future, long sent, long total) {
                if (sent < LENGTH) {
                    transmit(!transmits);
                }
            }

            @Override
            public void operationComplete(ChannelProgressiveFuture future) {
                openAtEnd.add(isFileOpen());
            }
        });
        channel.writeAndFlush(region(), promise);
        settle(LONG_MILLIS);
        assertThat(promise.isSuccess()).isTrue();
        assertThat(openAtEnd).containsExactly(false);
        assertThat(times(transmits ? "TransmitFile" : "WSASend")).isGreaterThan(1);
        assertThat(made).doesNotContain(transmits ? "WSASend" : "TransmitFile");
        assertThat(received).isEqualTo(Unpooled.wrappedBuffer(content));
        ChannelFuture next = channel.writeAndFlush(region());
        settle(LONG_MILLIS);
        assertThat(next.isSuccess()).isTrue();
        assertThat(made).contains(transmits ? "WSASend" : "TransmitFile");
        assertThat(received).isEqualTo(Unpooled.wrappedBuffer(content, content));
    }

    /** A piece of the file is read then, and not sent. */
    @Test
    void whenItsFirstCallIsPutOff() {
        transmit(false);
        lacksBuffers = true;
        ChannelFuture write = channel.writeAndFlush(region());
        settle(10);
        assertThat(times("WSASend")).isGreaterThan(1);
        transmit(true);
        lacksBuffers = false;
        settle(LONG_MILLIS);
        assertThat(write.isSuccess()).isTrue();
        assertThat(made).doesNotContain("TransmitFile");
        assertThat(received).isEqualTo(Unpooled.wrappedBuffer(content));
        channel.writeAndFlush(region());
        transmit(false);
        channel.writeAndFlush(region());
        settle(LONG_MILLIS);
        assertThat(received).isEqualTo(Unpooled.wrappedBuffer(content, content, content));
    }

    private final class Receiver extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            received.writeBytes((ByteBuf) message);
            ((ByteBuf) message).release();
        }
    }
}
