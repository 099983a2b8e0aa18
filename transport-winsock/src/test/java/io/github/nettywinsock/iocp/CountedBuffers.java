package io.github.nettywinsock.iocp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import java.util.concurrent.atomic.AtomicInteger;

/** Gives out receive buffers of ten bytes, and counts them. */
final class CountedBuffers extends FixedRecvByteBufAllocator {
    final AtomicInteger count = new AtomicInteger();

    CountedBuffers() {
        super(10);
    }

    @Override
    @SuppressWarnings("deprecation")
    public Handle newHandle() {
        return new RecvByteBufAllocator.DelegatingHandle(super.newHandle()) {
            @Override
            public ByteBuf allocate(ByteBufAllocator alloc) {
                count.incrementAndGet();
                return super.allocate(alloc);
            }
        };
    }
}
