package io.github.nettywinsock.iocp;

import static io.github.nettywinsock.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.testsuite.NeedsWindows;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelProgressiveFuture;
import io.netty.channel.ChannelProgressiveFutureListener;
import io.netty.channel.ChannelProgressivePromise;
import io.netty.channel.DefaultFileRegion;
import io.netty.channel.EventLoop;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That a slow peer reads shows in time, so that nobody takes the connection for idle. */
@NeedsWindows("sockets of the JDK")
class IocpWriteProgressIT {
    private static final int LENGTH = 8 << 20;
    private static final int BUFFERS = 64 * 1024;
    private static final int READ = 128 * 1024;
    private static final int READS = 15;
    private static final int PAUSE_MILLIS = 200;

    @RegisterExtension
    final IocpChannels channels = new IocpChannels(1);

    @TempDir
    private Path folder;

    private final List<Long> progress = new CopyOnWriteArrayList<>();
    private final Socket peer = new Socket();
    private Channel child;

    @BeforeEach
    void connect() throws Exception {
        Channel listener = channels.server(IocpChannels.Events::new)
                .childOption(ChannelOption.SO_SNDBUF, BUFFERS)
                .bind(IocpChannels.loopback())
                .sync()
                .channel();
        peer.setReceiveBufferSize(BUFFERS);
        peer.setSoTimeout(IocpChannels.TIMEOUT_MILLIS);
        peer.connect(listener.localAddress());
        child = channels.nextAccepted();
    }

    @AfterEach
    void close() throws IOException {
        peer.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"buffer", "transmitted file", "file", "region"})
    void whatASlowPeerReadsShows(String kind) throws Exception {
        ChannelProgressivePromise promise = child.newProgressivePromise();
        promise.addListener(onProgress(() -> {}));
        child.writeAndFlush(message(kind), promise);
        awaitQuiet();
        int before = progress.size();
        for (int i = 0; i < READS; i++) {
            assertThat(peer.getInputStream().readNBytes(READ)).hasSize(READ);
            Thread.sleep(PAUSE_MILLIS);
        }
        // with one call of 1 MiB after the other it would be two at most
        eventually(() -> assertThat(progress).hasSizeGreaterThanOrEqualTo(before + READS / 3));
        assertThat(peer.getInputStream().readNBytes(LENGTH - READS * READ)).hasSize(LENGTH - READS * READ);
        promise.sync();
        assertThat(progress).isSorted().endsWith((long) LENGTH);
    }

    /** Without automatic reading, the close waits for no receive and so takes place inside of the listener. */
    @ParameterizedTest
    @ValueSource(strings = {"buffer", "transmitted file", "file", "region"})
    void aListenerMayClose(String kind) throws Exception {
        child.config().setAutoRead(false);
        Object message = message(kind);
        ChannelProgressivePromise promise = child.newProgressivePromise();
        promise.addListener(onProgress(() -> child.close()));
        child.writeAndFlush(message, promise);
        assertThat(peer.getInputStream().readAllBytes().length).isPositive();
        child.closeFuture().sync();
        promise.await();
        eventually(() -> assertThat(ReferenceCountUtil.refCnt(message)).isZero());
    }

    @ParameterizedTest
    @ValueSource(strings = {"buffer", "transmitted file", "file", "region"})
    void aListenerMayDeregister(String kind) throws Exception {
        EventLoop loop = child.eventLoop();
        ChannelProgressivePromise promise = child.newProgressivePromise();
        promise.addListener(onProgress(() -> {
            if (child.isRegistered() && progress.size() % 5 == 0) {
                child.deregister().addListener(gone -> loop.register(child));
            }
            child.flush();
        }));
        child.writeAndFlush(message(kind), promise);
        assertThat(peer.getInputStream().readNBytes(LENGTH)).hasSize(LENGTH);
        promise.sync();
        assertThat(progress).isSorted().endsWith((long) LENGTH);
        child.close().sync();
        assertThat(peer.getInputStream().read()).isEqualTo(-1);
    }

    private Object message(String kind) throws IOException {
        switch (kind) {
            case "buffer":
                return Unpooled.directBuffer(LENGTH).writeZero(LENGTH);
            case "transmitted file":
                child.config().setOption(IocpChannelOption.TRANSMIT_FILE, true);
                return file();
            case "file":
                return file();
            default:
                return new BytesRegion(new byte[LENGTH]);
        }
    }

    private DefaultFileRegion file() throws IOException {
        Path file = Files.write(folder.resolve("file"), new byte[LENGTH]);
        return new DefaultFileRegion(file.toFile(), 0, LENGTH);
    }

    private ChannelProgressiveFutureListener onProgress(Runnable task) {
        return new ChannelProgressiveFutureListener() {
            @Override
            public void operationProgressed(ChannelProgressiveFuture future, long sent, long total) {
                progress.add(sent);
                task.run();
            }

            @Override
            public void operationComplete(ChannelProgressiveFuture future) {}
        };
    }

    /** Waits until what IdleStateHandler looks at has not changed for a while: the peer's turn has come. */
    private void awaitQuiet() throws Exception {
        List<Long> last = List.of();
        for (List<Long> now = output(); !now.equals(last); now = output()) {
            last = now;
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    private List<Long> output() throws Exception {
        return child.eventLoop()
                .submit(() -> {
                    ChannelOutboundBuffer buffer = child.unsafe().outboundBuffer();
                    return List.of(buffer.totalPendingWriteBytes(), buffer.currentProgress());
                })
                .get();
    }
}
