package io.github.nettywinsock.iocp;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.AbstractByteBufAllocator;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.ChannelFuture;
import io.netty.channel.DefaultFileRegion;
import io.netty.channel.FileRegion;
import io.netty.util.internal.PlatformDependent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is copied of a region goes through one buffer: an allocator keeps none of this length where memory is short, and to make
 * one after another costs more than the copy.
 */
@Timeout(30)
class CopiedFileTest {
    private static final int LENGTH = 4 << 20;
    private static final int SLOW_MILLIS = 400;

    @RegisterExtension
    final FakeChannels channels = new FakeChannels();

    @TempDir
    Path directory;

    private final List<ByteBuf> copies = new CopyOnWriteArrayList<>();
    private volatile int sent;

    @BeforeEach
    void noteSends() {
        channels.fake.before((call, arguments) -> {
            if (call.equals("WSASend")) {
                sent = PlatformDependent.getInt((Long) arguments[1]);
            }
            return null;
        });
    }

    @Test
    void ofAFileGrowsWithTheCalls() throws Exception {
        ChannelFuture write = write(file());
        while (!write.isDone()) {
            sendAll();
        }
        write.sync();
        assertThat(copies)
                .extracting(ByteBuf::capacity)
                .containsExactly(128 * 1024, 192 * 1024, 256 * 1024, 320 * 1024, 384 * 1024, 448 * 1024, 512 * 1024);
        assertThat(copies).allSatisfy(copy -> assertThat(copy.refCnt()).isZero());
    }

    @Test
    void shrinksForASlowPeer() throws Exception {
        ChannelFuture write = write(file());
        channels.fake.await("WSASend");
        Thread.sleep(SLOW_MILLIS);
        sendAll();
        channels.fake.await("WSASend");
        assertThat(copies).extracting(ByteBuf::capacity).containsExactly(128 * 1024, 64 * 1024);
        write.channel().close().sync();
        assertThat(copies).allSatisfy(copy -> assertThat(copy.refCnt()).isZero());
    }

    /** As over NIO: who resumes after a failure goes by it. */
    @Test
    void theRegionCountsWhatIsSent() throws Exception {
        FileRegion region = file();
        ChannelFuture write = write(region);
        channels.fake.await("WSASend");
        assertThat(region.transferred()).isZero();
        sendAll();
        channels.fake.await("WSASend");
        assertThat(region.transferred()).isEqualTo(128 * 1024);
        write.channel().close().sync();
        assertThat(region.transferred()).isEqualTo(128 * 1024);
    }

    @Test
    void ofWhatIsNoFile() throws Exception {
        ChannelFuture write = write(new BytesRegion(new byte[LENGTH]));
        while (!write.isDone()) {
            sendAll();
        }
        write.sync();
        assertThat(copies)
                .singleElement()
                .satisfies(copy -> assertThat(copy.refCnt()).isZero());
    }

    private FileRegion file() throws Exception {
        Path file = Files.write(directory.resolve("file"), new byte[LENGTH]);
        return new DefaultFileRegion(file.toFile(), 0, LENGTH);
    }

    private ChannelFuture write(FileRegion region) throws Exception {
        IocpSocketChannel channel = channels.connected();
        channel.config().setOption(IocpChannelOption.TRANSMIT_FILE, false);
        channel.config().setAllocator(new AbstractByteBufAllocator(true) {
            @Override
            protected ByteBuf newHeapBuffer(int initialCapacity, int maxCapacity) {
                return UnpooledByteBufAllocator.DEFAULT.heapBuffer(initialCapacity, maxCapacity);
            }

            @Override
            protected ByteBuf newDirectBuffer(int initialCapacity, int maxCapacity) {
                ByteBuf buffer = UnpooledByteBufAllocator.DEFAULT.directBuffer(initialCapacity, maxCapacity);
                copies.add(buffer);
                return buffer;
            }

            @Override
            public boolean isDirectBufferPooled() {
                return false;
            }
        });
        return channel.writeAndFlush(region);
    }

    /** Has the pending send complete, and whatever follows from that happen. */
    private void sendAll() throws Exception {
        channels.fake.end("WSASend", FakeIocp.SUCCESS, sent);
        channels.settle();
    }
}
