package io.github.nettywinsock.iocp;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.FileRegion;
import io.netty.util.concurrent.Future;
import java.util.SplittableRandom;

/** A region of a file to write, which is released when its write is complete. */
final class RegionDraft extends Draft {
    private final StreamWorld world;
    private final Regions.Kind regionKind;
    private final SplittableRandom random;
    private FileRegion region;

    RegionDraft(StreamWorld world, Regions.Kind kind, int length, SplittableRandom random, Runnable then) {
        super(0, length, then);
        this.world = world;
        regionKind = kind;
        this.random = random;
    }

    @Override
    Object message(ByteBufAllocator alloc, Outgoing outgoing, Outgoing.Piece piece) {
        region = world.regions.region(regionKind, random, outgoing, piece);
        return region;
    }

    @Override
    void completed(Future<?> future) {
        if (future.isSuccess() && region.refCnt() > 0) {
            world.fault(regionKind, "a region is not released when its write has succeeded");
        }
        if (future.isSuccess() && world.regions.isTransmitted(region, world.world.windows)) {
            world.fault(regionKind, "a file is still open when its write has succeeded");
        }
        super.completed(future);
    }
}
