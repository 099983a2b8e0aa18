package io.github.nettywinsock.iocp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.simulation.SimulatedWindows;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The allocator of the programs sees every buffer, whatever way Netty makes it. */
class WatchedAllocatorTest {
    private final WatchedAllocator allocator = new WatchedAllocator(SimulatedWindows.inVirtualTime(1));

    @AfterEach
    void free() {
        allocator.free();
    }

    @Test
    void itCountsEachBuffer() {
        ByteBuf direct = allocator.directBuffer(100);
        ByteBuf heap = allocator.heapBuffer(100);
        CompositeByteBuf composite = allocator.compositeDirectBuffer();
        assertThat(allocator.live()).isEqualTo(3);
        direct.release();
        heap.release();
        composite.release();
        assertThat(allocator.live()).isZero();
    }

    @Test
    void whatIsReleasedIsDestroyed() {
        ByteBuf direct = allocator.directBuffer(8).writeLong(0);
        ByteBuf same = direct.duplicate();
        var memory = same.nioBuffer(0, 8);
        direct.release();
        assertThat(memory.getLong(0)).isEqualTo(0xDBDBDBDBDBDBDBDBL);
    }
}
