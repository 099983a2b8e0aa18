package io.github.nettywinsock.iocp;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.util.SplittableRandom;

/** A region of no file: it gives its bytes in parts, sometimes none at all, and may fail before it has given all. */
final class OtherRegion extends BytesRegion {
    private static final int MOST = 20_000;

    private final SplittableRandom random;
    private final boolean fails;
    private final boolean throwsErrors;

    OtherRegion(byte[] bytes, SplittableRandom random, boolean throwsErrors) {
        super(bytes);
        this.random = random;
        this.throwsErrors = throwsErrors;
        fails = random.nextInt(8) == 0;
    }

    /** Unlike {@link #count}, which Netty asks outside of what it guards, it may throw. */
    @Override
    public long transferred() {
        toss();
        return super.transferred();
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
        int left = (int) (count() - position);
        int length = Math.min(left, random.nextInt(8) == 0 ? 0 : 1 + random.nextInt(MOST));
        return transferTo(target, (int) position, length);
    }
}
