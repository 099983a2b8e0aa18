package io.github.nettywinsock.iocp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.ws2.WsaErrors;
import io.netty.buffer.AbstractByteBufAllocator;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.ChannelFuture;
import io.netty.channel.DefaultFileRegion;
import io.netty.channel.FileRegion;
import io.netty.util.internal.PlatformDependent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What copied files hold: peers that read a little and then nothing keep it for as long as they like. */
@Timeout(60)
class CopyBudgetTest {
    private static final int LENGTH = 4 << 20;
    private static final int LARGE = 512 * 1024;
    private static final int PEERS = 64;

    /** After so many calls the pieces are as large as they get. */
    private static final int GROWN = 8;

    @RegisterExtension
    final FakeChannels channels = new FakeChannels();

    @TempDir
    Path directory;

    private final UnpooledByteBufAllocator memory = new UnpooledByteBufAllocator(true);
    private final Allocator allocator = new Allocator();
    private final Map<Object, Integer> calls = new ConcurrentHashMap<>();
    private final List<Integer> sent = new CopyOnWriteArrayList<>();

    /** How many calls of a connection complete inline before one pends. */
    private volatile int inline;

    private volatile boolean lacksBuffers;

    @BeforeEach
    void completeInline() {
        channels.fake.before((call, arguments) -> {
            if (!call.equals("WSASend")) {
                return null;
            }
            if (lacksBuffers) {
                return -WsaErrors.WSAENOBUFS;
            }
            int length = PlatformDependent.getInt((Long) arguments[1]);
            sent.add(length);
            if (calls.merge(arguments[0], 1, Integer::sum) > inline) {
                return null;
            }
            PlatformDependent.putInt((Long) arguments[3], length);
            return 0;
        });
    }

    private FileRegion file() throws Exception {
        Path file = Files.write(directory.resolve("file"), new byte[LENGTH]);
        return new DefaultFileRegion(file.toFile(), 0, LENGTH);
    }

    private ChannelFuture write(FileRegion region) throws Exception {
        IocpSocketChannel channel = channels.connected();
        // What it receives into is of another allocator.
        channels.settle();
        channel.config().setOption(IocpChannelOption.TRANSMIT_FILE, false);
        channel.config().setAllocator(allocator);
        // Without one, a close would go on sending first.
        channel.config().setSendBufferSize(LARGE);
        ChannelFuture write = channel.writeAndFlush(region);
        channels.settle();
        return write;
    }

    /** Has the pending send complete, and whatever follows from that happen. */
    private void sendAll() throws Exception {
        channels.fake.end("WSASend", FakeIocp.SUCCESS, sent.get(sent.size() - 1));
        channels.settle();
    }

    private long heldMemory() {
        return memory.metric().usedDirectMemory();
    }

    /** Whether anything is taken from the budget. */
    private boolean isBudgetTaken(IocpIoHandler handler) throws Exception {
        return channels.onLoop(() -> {
            int allButOne = (int) MemoryBudget.BYTES - 1;
            handler.copyBudget().take(allButOne);
            boolean taken = handler.copyBudget().isSpent();
            handler.copyBudget().giveBack(allButOne);
            return taken;
        });
    }

    @Test
    void peersThatDoNotReadLeaveMemoryToOthers() throws Exception {
        inline = GROWN;
        List<ChannelFuture> stalled = new ArrayList<>();
        for (int i = 0; i < PEERS; i++) {
            stalled.add(write(i % 2 == 0 ? file() : new BytesRegion(new byte[LENGTH])));
        }
        assertThat(channels.fake.pending("WSASend")).isEqualTo(PEERS);
        assertThat(heldMemory())
                .isGreaterThan(MemoryBudget.BYTES)
                .isLessThanOrEqualTo(MemoryBudget.BYTES + LARGE + PEERS * CopyOperation.SMALL);
        inline = Integer.MAX_VALUE;
        sent.clear();
        write(file()).sync();
        assertThat(sent)
                .hasSize(LENGTH / CopyOperation.SMALL)
                .allSatisfy(length -> assertThat(length).isEqualTo(CopyOperation.SMALL));
        for (ChannelFuture write : stalled) {
            assertThat(write.isDone()).isFalse();
            write.channel().close().sync();
        }
        assertThat(heldMemory()).isZero();
        sent.clear();
        write(file()).sync();
        assertThat(sent).contains(LARGE);
    }

    /** A region that was begun when nothing was left. */
    @Test
    void aRegionCopiesMoreWhenOthersHaveEnded() throws Exception {
        ChannelFuture write = write(new BytesRegion(new byte[1]));
        IocpIoHandler handler = ((IocpSocketChannel) write.channel()).handler();
        channels.onLoop(() -> {
            handler.copyBudget().take((int) MemoryBudget.BYTES);
            return null;
        });
        write = write(file());
        assertThat(sent).endsWith(CopyOperation.SMALL);
        channels.onLoop(() -> {
            handler.copyBudget().giveBack((int) MemoryBudget.BYTES);
            return null;
        });
        channels.fake.endLast("WSASend", FakeIocp.SUCCESS, CopyOperation.SMALL);
        channels.settle();
        assertThat(sent).endsWith(CallSize.START);
    }

    private enum End {
        SENT,
        RESET,
        CLOSED,
        OUTPUT_SHUT_DOWN,
        OUTPUT_SHUT_DOWN_WHILE_PUT_OFF,
        PUT_OFF,
        NO_MEMORY
    }

    @ParameterizedTest
    @EnumSource
    void isGivenBackWhen(End end) throws Exception {
        boolean isFile = end != End.OUTPUT_SHUT_DOWN_WHILE_PUT_OFF;
        ChannelFuture write = write(isFile ? file() : new BytesRegion(new byte[LENGTH]));
        IocpSocketChannel channel = (IocpSocketChannel) write.channel();
        IocpIoHandler handler = channel.handler();
        assertThat(isBudgetTaken(handler)).isTrue();
        switch (end) {
            case SENT:
                while (!write.isDone()) {
                    sendAll();
                }
                assertThat(write.isSuccess()).isTrue();
                break;
            case RESET:
                channels.fake.end("WSASend", FakeIocp.CONNECTION_RESET, 0);
                break;
            case CLOSED:
                channel.close().sync();
                break;
            case OUTPUT_SHUT_DOWN:
                channel.shutdownOutput().sync();
                sendAll();
                break;
            case OUTPUT_SHUT_DOWN_WHILE_PUT_OFF:
                lacksBuffers = true;
                sendAll();
                channel.shutdownOutput().sync();
                break;
            case PUT_OFF:
                lacksBuffers = true;
                sendAll();
                break;
            default:
                allocator.failures.set(1);
                sendAll();
                assertThat(write.cause()).hasRootCauseInstanceOf(OutOfMemoryError.class);
                write(new BytesRegion(new byte[1]));
                sendAll();
        }
        assertThat(end == End.PUT_OFF || write.await(FakeIocp.TIMEOUT_MILLIS)).isTrue();
        assertThat(isBudgetTaken(handler)).isFalse();
        assertThat(heldMemory()).isZero();
    }

    /** The file is read again where it was not sent. */
    @Test
    void aRegionThatWasPutOffGoesOn() throws Exception {
        lacksBuffers = true;
        ChannelFuture write = write(file());
        lacksBuffers = false;
        int length = 0;
        while (!write.isDone()) {
            channels.fake.await("WSASend");
            length += sent.get(sent.size() - 1);
            sendAll();
        }
        assertThat(write.isSuccess()).isTrue();
        assertThat(length).isEqualTo(LENGTH);
    }

    /** Counts its memory, and can have none. */
    private final class Allocator extends AbstractByteBufAllocator {
        final AtomicInteger failures = new AtomicInteger();

        Allocator() {
            super(true);
        }

        @Override
        protected ByteBuf newHeapBuffer(int initialCapacity, int maxCapacity) {
            return memory.heapBuffer(initialCapacity, maxCapacity);
        }

        @Override
        protected ByteBuf newDirectBuffer(int initialCapacity, int maxCapacity) {
            if (failures.getAndUpdate(left -> Math.max(left - 1, 0)) > 0) {
                throw new OutOfMemoryError("no direct memory, as the test wants it");
            }
            return memory.directBuffer(initialCapacity, maxCapacity);
        }

        @Override
        public boolean isDirectBufferPooled() {
            return false;
        }
    }
}
