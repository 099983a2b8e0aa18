package io.github.nettywinsock.iocp;

import io.netty.channel.FileRegion;
import io.netty.util.AbstractReferenceCounted;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.SplittableRandom;

/** A region of no file: it gives its bytes in parts, sometimes none at all, and may fail before it has given all. */
final class OtherRegion extends AbstractReferenceCounted implements FileRegion {
    private static final int MOST = 20_000;

    private final byte[] bytes;
    private final SplittableRandom random;
    private final boolean fails;
    private final boolean throwsErrors;
    private long transferred;

    OtherRegion(byte[] bytes, SplittableRandom random, boolean throwsErrors) {
        this.bytes = bytes;
        this.random = random;
        this.throwsErrors = throwsErrors;
        fails = random.nextInt(8) == 0;
    }

    @Override
    public long position() {
        return 0;
    }

    @Deprecated
    @Override
    public long transfered() {
        return transferred;
    }

    @Override
    public long transferred() {
        toss();
        return transferred;
    }

    /** Does not throw: Netty asks outside of what it guards. */
    @Override
    public long count() {
        return bytes.length;
    }

    private void toss() {
        if (throwsErrors && random.nextInt(100) == 0) {
            Thrown.toss("of a region", random);
        }
    }

    @Override
    public long transferTo(WritableByteChannel target, long position) throws IOException {
        toss();
        if (fails && random.nextInt(4) == 0) {
            throw new IOException("of a region");
        }
        int length = Math.min(bytes.length - (int) position, random.nextInt(8) == 0 ? 0 : 1 + random.nextInt(MOST));
        int written = target.write(ByteBuffer.wrap(bytes, (int) position, length));
        transferred = position + written;
        return written;
    }

    @Override
    protected void deallocate() {}

    @Override
    public FileRegion touch(Object hint) {
        return this;
    }

    @Override
    public FileRegion touch() {
        return this;
    }

    @Override
    public FileRegion retain() {
        super.retain();
        return this;
    }

    @Override
    public FileRegion retain(int increment) {
        super.retain(increment);
        return this;
    }
}
