package io.github.nettywinsock.iocp;

import io.github.nettywinsock.simulation.SimulatedWindows;
import io.netty.channel.DefaultFileRegion;
import io.netty.channel.FileRegion;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** The regions of files that a program writes, whose bytes are those of its connections. */
final class Regions {
    /** How long a region can be. */
    static final int LONGEST = 3 << 20;

    private static final int SHORT = 32 << 10;

    private static final Path SMALL_FILE = pattern(SHORT);
    private static final Path LARGE_FILE = pattern(LONGEST);

    /** What is special about a region. */
    enum Kind {
        OPENED_BEFORE,
        OPENED_BY_NAME,
        OF_ANOTHER_CLASS,
        SHORTER_THAN_IT_SAYS,
        CLOSED_BEFORE_IT_IS_SENT,
        NOT_THERE
    }

    private final boolean throwsErrors;
    private final List<FileRegion> all = new ArrayList<>();
    private final List<FileChannel> files = new ArrayList<>();
    private final Map<FileRegion, FileChannel> opened = new IdentityHashMap<>();

    /** @param throwsErrors whether some throw what nobody expects */
    Regions(boolean throwsErrors) {
        this.throwsErrors = throwsErrors;
    }

    /** A file in which each place has a piece of what any connection writes. */
    private static Path pattern(int longest) {
        try {
            Path file = Files.createTempFile("regions", null);
            file.toFile().deleteOnExit();
            return Files.write(file, Outgoing.pattern(Outgoing.CYCLE + longest));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes the region that is a piece of what is sent. */
    FileRegion region(Kind kind, SplittableRandom random, Outgoing outgoing, Outgoing.Piece piece) {
        try {
            FileRegion region = newRegion(kind, random, outgoing, piece);
            all.add(region);
            return region;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private FileRegion newRegion(Kind kind, SplittableRandom random, Outgoing outgoing, Outgoing.Piece piece)
            throws IOException {
        int from = outgoing.start(piece, 0);
        Path file = piece.length > SHORT ? LARGE_FILE : SMALL_FILE;
        switch (kind) {
            case OPENED_BY_NAME:
                return new DefaultFileRegion(file.toFile(), from, piece.length);
            case OF_ANOTHER_CLASS:
                return new OtherRegion(outgoing.bytes(piece), random.split(), throwsErrors);
            case SHORTER_THAN_IT_SAYS:
                return shortRegion(random, outgoing.bytes(piece));
            case CLOSED_BEFORE_IT_IS_SENT:
                FileChannel closed = FileChannel.open(file, StandardOpenOption.READ);
                closed.close();
                return new DefaultFileRegion(closed, from, piece.length);
            case NOT_THERE:
                return new DefaultFileRegion(new File(file + ".not"), from, piece.length);
            default:
                FileChannel open = FileChannel.open(file, StandardOpenOption.READ);
                files.add(open);
                FileRegion region = new DefaultFileRegion(open, from, piece.length);
                opened.put(region, open);
                return region;
        }
    }

    private FileRegion shortRegion(SplittableRandom random, byte[] bytes) throws IOException {
        Path file = Files.createTempFile("region", null);
        FileChannel open = FileChannel.open(
                file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        files.add(open);
        int from = random.nextInt(100);
        ByteBuffer some = ByteBuffer.wrap(bytes, 0, random.nextInt(bytes.length + 1));
        open.write(ByteBuffer.allocate(from), 0);
        open.write(some, from);
        return new DefaultFileRegion(open, from, bytes.length);
    }

    /** Whether Windows has the file of a region open for the transport, as far as that is known. */
    boolean isTransmitted(FileRegion region, SimulatedWindows windows) {
        return opened.containsKey(region) && windows.isOpenAgain(opened.get(region));
    }

    /** Closes a file that may be being sent, as whoever has opened it may. */
    void closeOne(SplittableRandom random) {
        files.removeIf(file -> !file.isOpen());
        if (!files.isEmpty()) {
            close(files.remove(random.nextInt(files.size())));
        }
    }

    private static void close(FileChannel file) {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Answers how many regions were not released, or have their file open; closes those. */
    int left() {
        int left = 0;
        for (FileRegion region : all) {
            boolean open = region instanceof DefaultFileRegion && ((DefaultFileRegion) region).isOpen();
            if (region.refCnt() > 0 || open) {
                left++;
            }
        }
        files.forEach(Regions::close);
        return left;
    }
}
