package io.github.nettywinsock.iocp;

import io.netty.channel.FileRegion;
import io.netty.util.AbstractReferenceCounted;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/** A region that is no file. */
class BytesRegion extends AbstractReferenceCounted implements FileRegion {
    private final byte[] bytes;
    private long transferred;

    BytesRegion(byte[] bytes) {
        this.bytes = bytes;
    }

    @Override
    public long position() {
        return 0;
    }

    @Override
    @Deprecated
    public long transfered() {
        return transferred;
    }

    @Override
    public long transferred() {
        return transferred;
    }

    @Override
    public long count() {
        return bytes.length;
    }

    @Override
    public long transferTo(WritableByteChannel target, long position) throws IOException {
        return transferTo(target, (int) position, bytes.length - (int) position);
    }

    /** Gives as many bytes as the channel takes of {@code length}. */
    final int transferTo(WritableByteChannel target, int position, int length) throws IOException {
        int written = target.write(ByteBuffer.wrap(bytes, position, length));
        transferred += written;
        return written;
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

    @Override
    public FileRegion touch() {
        return this;
    }

    @Override
    public FileRegion touch(Object hint) {
        return this;
    }

    @Override
    protected void deallocate() {}
}
