package io.github.nettywinsock.iocp;

import io.github.nettywinsock.ws2.OverlappedSockets;
import io.github.nettywinsock.ws2.WsaErrors;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.DefaultFileRegion;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;

/** {@code TransmitFile} of a part of a {@link DefaultFileRegion}. */
final class TransmitOperation extends OutboundOperation {
    /** Where an OVERLAPPED has the position in the file. */
    private static final int OFFSET = 16;

    private static final long NONE = -1;

    private final IocpSocketChannel channel;
    private DefaultFileRegion region;
    private long file = NONE;
    private int length;

    /** Whether nothing says how much was sent. */
    private boolean assumed;

    TransmitOperation(IocpSocketChannel channel) {
        this.channel = channel;
    }

    @Override
    boolean prepare(ChannelOutboundBuffer in, IocpIoHandler handler, int limit) {
        DefaultFileRegion current = (DefaultFileRegion) in.current();
        length = (int) Math.min(current.count() - current.transferred(), limit);
        if (length <= 0) {
            close();
            in.remove();
            return false;
        }
        assumed = false;
        region = current;
        region.retain();
        return true;
    }

    /** Opens the file of a region that is begun; returns whether it can be transmitted. */
    boolean open(DefaultFileRegion next) throws IOException {
        file = FileHandles.open(next, channel.socket.sockets());
        return file >= 0;
    }

    /** Closes the file of a region that is not sent any further. */
    void close() {
        if (file >= 0) {
            channel.socket.sockets().CloseHandle(file);
        }
        file = NONE;
    }

    @Override
    int start(OverlappedSockets sockets, long s, IocpIoHandler handler) {
        slot().memory.putLong(OFFSET, region.position() + region.transferred());
        int result = sockets.TransmitFile(s, file, length, slot().address);
        // The OVERLAPPED of a call that ends inline need not be up to date. All was sent, if the file has as much.
        slot().memory.putInt(OverlappedSlab.BYTES, length);
        assumed = result == 0 && channel.socket.overlapped().skipPackets();
        return result;
    }

    @Override
    void complete(ChannelOutboundBuffer in) throws IOException {
        boolean all = false;
        try {
            if (assumed || bytes() == 0 && error() != WsaErrors.WSA_OPERATION_ABORTED) {
                channel.validate(region);
            }
            FileHandles.addTransferred(region, bytes());
            all = region.transferred() >= region.count();
        } finally {
            if (all || in == null) {
                close();
            }
            ReferenceCountUtil.safeRelease(region);
            region = null;
        }
        if (in != null && bytes() > 0) {
            in.progress(bytes());
            if (all) {
                in.remove();
            }
        }
    }

    @Override
    String call() {
        return "TransmitFile";
    }
}
