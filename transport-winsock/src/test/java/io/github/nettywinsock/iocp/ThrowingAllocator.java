package io.github.nettywinsock.iocp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelConfig;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.util.UncheckedBooleanSupplier;
import java.util.SplittableRandom;

/** Sizes buffers as another does, and throws now and then, whatever it is asked. */
final class ThrowingAllocator implements RecvByteBufAllocator {
    private static final int SELDOM = 100;

    private final RecvByteBufAllocator allocator;
    private final SplittableRandom random;

    ThrowingAllocator(RecvByteBufAllocator allocator, SplittableRandom random) {
        this.allocator = allocator;
        this.random = random;
    }

    @SuppressWarnings("deprecation")
    @Override
    public Handle newHandle() {
        return new ThrowingHandle((ExtendedHandle) allocator.newHandle(), random);
    }

    private static final class ThrowingHandle extends RecvByteBufAllocator.DelegatingHandle
            implements RecvByteBufAllocator.ExtendedHandle {
        private final RecvByteBufAllocator.ExtendedHandle handle;
        private final SplittableRandom random;

        ThrowingHandle(RecvByteBufAllocator.ExtendedHandle handle, SplittableRandom random) {
            super(handle);
            this.handle = handle;
            this.random = random;
        }

        private void toss() {
            if (random.nextInt(SELDOM) == 0) {
                Thrown.toss("of a RecvByteBufAllocator", random);
            }
        }

        @Override
        public ByteBuf allocate(ByteBufAllocator alloc) {
            toss();
            return super.allocate(alloc);
        }

        @Override
        public void reset(ChannelConfig config) {
            toss();
            super.reset(config);
        }

        @Override
        public void incMessagesRead(int number) {
            toss();
            super.incMessagesRead(number);
        }

        @Override
        public void lastBytesRead(int bytes) {
            toss();
            super.lastBytesRead(bytes);
        }

        @Override
        public void attemptedBytesRead(int bytes) {
            toss();
            super.attemptedBytesRead(bytes);
        }

        @Override
        public boolean continueReading() {
            toss();
            return super.continueReading();
        }

        @Override
        public boolean continueReading(UncheckedBooleanSupplier maybeMoreData) {
            toss();
            return handle.continueReading(maybeMoreData);
        }

        @Override
        public void readComplete() {
            toss();
            super.readComplete();
        }
    }
}
