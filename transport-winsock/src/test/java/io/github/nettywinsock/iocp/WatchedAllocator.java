package io.github.nettywinsock.iocp;

import io.github.nettywinsock.simulation.SimulatedWindows;
import io.github.nettywinsock.ws2.NativeMemory;
import io.netty.buffer.AbstractByteBufAllocator;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.UnpooledHeapByteBuf;
import io.netty.buffer.UnpooledUnsafeDirectByteBuf;
import io.netty.util.internal.CleanableDirectBuffer;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * Counts its buffers, has Windows look for pending calls when one is released, whose bytes it destroys, and can be out of
 * memory. It keeps all memory until the end, so that a late use of a buffer is seen and damages nothing. Only for one thread.
 */
final class WatchedAllocator extends AbstractByteBufAllocator {
    private static final int MIN_SHIFT = 8;
    private static final int CHUNK = 1 << 20;
    private static final int KEPT = 16;
    private static final byte POISON = (byte) 0xDB;
    private static final byte[] POISONED = new byte[4096];

    static {
        Arrays.fill(POISONED, POISON);
    }

    private final SimulatedWindows windows;
    private final List<NativeMemory> chunks = new ArrayList<>();
    private final List<ArrayDeque<ByteBuffer>> unused = new ArrayList<>();
    private ByteBuffer rest = ByteBuffer.allocate(0);
    private int live;
    private int failures;
    private Supplier<? extends Error> failure;

    WatchedAllocator(SimulatedWindows windows) {
        super(true);
        this.windows = windows;
        for (int i = 0; i < 32; i++) {
            unused.add(new ArrayDeque<>());
        }
    }

    /** The number of buffers that were not released. */
    int live() {
        return live;
    }

    /** Has the next direct buffers not be there. */
    void fail(int times) {
        fail(times, () -> new OutOfMemoryError("no direct memory, as the program wants it"));
    }

    /** Has the next direct buffers not be there, and an error be thrown instead. */
    void fail(int times, Supplier<? extends Error> error) {
        failures = times;
        failure = error;
    }

    /** Makes what the program itself needs, for which there is always memory. */
    <T> T withoutFailures(Supplier<T> task) {
        int kept = failures;
        failures = 0;
        try {
            return task.get();
        } finally {
            failures = kept;
        }
    }

    /** Gives all memory back. */
    void free() {
        chunks.forEach(NativeMemory::free);
        chunks.clear();
        unused.clear();
    }

    @Override
    protected ByteBuf newHeapBuffer(int initialCapacity, int maxCapacity) {
        live++;
        return new UnpooledHeapByteBuf(this, initialCapacity, maxCapacity) {
            @Override
            protected void deallocate() {
                live--;
                super.deallocate();
            }
        };
    }

    @Override
    protected ByteBuf newDirectBuffer(int initialCapacity, int maxCapacity) {
        if (failures > 0) {
            failures--;
            throw failure.get();
        }
        // Its constructor takes memory that nobody else can give it.
        return new UnpooledUnsafeDirectByteBuf(this, 0, maxCapacity) {
            @Override
            protected CleanableDirectBuffer allocateDirectBuffer(int capacity) {
                return new Watched(capacity);
            }
        }.capacity(initialCapacity);
    }

    /** Counted itself, because an empty one has no components. */
    @Override
    public CompositeByteBuf compositeDirectBuffer(int maxNumComponents) {
        live++;
        return new CompositeByteBuf(this, true, maxNumComponents) {
            @Override
            protected void deallocate() {
                live--;
                super.deallocate();
            }
        };
    }

    @Override
    public boolean isDirectBufferPooled() {
        return false;
    }

    private ByteBuffer take(int shift) {
        int size = 1 << shift;
        ArrayDeque<ByteBuffer> known = unused.get(shift);
        if (known.size() > KEPT) {
            return known.poll();
        }
        if (size > CHUNK / 4) {
            return chunk(size);
        }
        if (rest.remaining() < size) {
            rest = chunk(CHUNK);
        }
        rest.limit(rest.position() + size);
        ByteBuffer taken = rest.slice();
        rest.position(rest.limit()).limit(rest.capacity());
        return taken;
    }

    private ByteBuffer chunk(int size) {
        NativeMemory chunk = NativeMemory.allocate(size);
        chunks.add(chunk);
        return chunk.buffer().duplicate();
    }

    private final class Watched implements CleanableDirectBuffer {
        private final int shift;
        private final ByteBuffer memory;
        private final ByteBuffer buffer;

        Watched(int capacity) {
            shift = Math.max(MIN_SHIFT, 32 - Integer.numberOfLeadingZeros(Math.max(1, capacity) - 1));
            memory = take(shift);
            buffer = memory.duplicate().limit(capacity).slice();
            live++;
        }

        @Override
        public ByteBuffer buffer() {
            return buffer;
        }

        @Override
        public void clean() {
            live--;
            windows.freed(windows.ws2().address(memory), memory.capacity());
            ByteBuffer poisoned = memory.duplicate();
            poisoned.clear();
            while (poisoned.hasRemaining()) {
                poisoned.put(POISONED, 0, Math.min(POISONED.length, poisoned.remaining()));
            }
            unused.get(shift).add(memory);
        }
    }
}
