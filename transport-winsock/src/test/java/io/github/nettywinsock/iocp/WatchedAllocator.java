package io.github.nettywinsock.iocp;

import io.github.nettywinsock.simulation.SimulatedWindows;
import io.netty.buffer.AbstractByteBufAllocator;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledHeapByteBuf;
import io.netty.buffer.UnpooledUnsafeDirectByteBuf;
import io.netty.util.internal.CleanableDirectBuffer;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts its buffers, has Windows look for calls under way when it frees one, and can be out of memory. Only for one event
 * loop that runs at a time.
 */
final class WatchedAllocator extends AbstractByteBufAllocator {
    private final SimulatedWindows windows;
    private final AtomicInteger live = new AtomicInteger();
    private int failures;

    WatchedAllocator(SimulatedWindows windows) {
        super(true);
        this.windows = windows;
    }

    /** The number of buffers that were not released. */
    int live() {
        return live.get();
    }

    /** Has the next direct buffers not be there. */
    void fail(int times) {
        failures = times;
    }

    @Override
    protected ByteBuf newHeapBuffer(int initialCapacity, int maxCapacity) {
        live.incrementAndGet();
        return new UnpooledHeapByteBuf(this, initialCapacity, maxCapacity) {
            @Override
            protected void deallocate() {
                live.decrementAndGet();
                super.deallocate();
            }
        };
    }

    @Override
    protected ByteBuf newDirectBuffer(int initialCapacity, int maxCapacity) {
        if (failures > 0) {
            failures--;
            throw new OutOfMemoryError("no direct memory, as the program wants it");
        }
        return new UnpooledUnsafeDirectByteBuf(this, initialCapacity, maxCapacity) {
            @Override
            protected CleanableDirectBuffer allocateDirectBuffer(int capacity) {
                return new Watched(super.allocateDirectBuffer(capacity));
            }
        };
    }

    @Override
    public boolean isDirectBufferPooled() {
        return false;
    }

    private final class Watched implements CleanableDirectBuffer {
        private final CleanableDirectBuffer memory;

        Watched(CleanableDirectBuffer memory) {
            this.memory = memory;
            live.incrementAndGet();
        }

        @Override
        public ByteBuffer buffer() {
            return memory.buffer();
        }

        @Override
        public void clean() {
            live.decrementAndGet();
            windows.freed(windows.ws2().address(buffer()), buffer().capacity());
            memory.clean();
        }
    }
}
