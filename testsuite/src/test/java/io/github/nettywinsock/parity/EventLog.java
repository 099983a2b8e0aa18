package io.github.nettywinsock.parity;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultChannelPromise;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * What an application sees of a channel. In which pieces bytes come is up to Windows: what follows one another is one
 * line, however often a read completed meanwhile.
 */
final class EventLog {
    private final String name;
    private final List<String> lines = new ArrayList<>();
    private final CRC32 crc = new CRC32();
    private long length;
    private boolean completed;

    /** Whether messages were read since anything else was told: in how many reads they come is up to Windows. */
    private boolean messages;

    private long changes;

    EventLog(String name) {
        this.name = name;
    }

    /** Logs what becomes of a future. */
    void future(String call, Future<?> future) {
        future.addListener(done -> add(call + ": " + (done.isCancelled() ? "cancelled" : Failures.name(done.cause()))));
    }

    /** A promise that is logged before who asked for it can add a listener. */
    ChannelPromise promise(String call, Channel channel, EventLoop loop) {
        ChannelPromise promise = new DefaultChannelPromise(channel, loop);
        future(call, promise);
        return promise;
    }

    synchronized void add(String line) {
        endRead();
        messages = false;
        if (!(line.endsWith("writable") && lastIs(name + line))) {
            lines.add(name + line);
        }
        changes++;
    }

    private boolean lastIs(String line) {
        return !lines.isEmpty() && lines.get(lines.size() - 1).equals(line);
    }

    synchronized void read(byte[] bytes) {
        crc.update(bytes);
        length += bytes.length;
        changes++;
    }

    /** Logs a message that is read as a whole. */
    synchronized void message(String line) {
        add(line);
        messages = true;
    }

    synchronized void readComplete() {
        completed = !messages;
        changes++;
    }

    private void endRead() {
        if (length > 0) {
            lines.add(name + "read " + length + " bytes #" + Long.toHexString(crc.getValue()));
        }
        if (completed) {
            lines.add(name + (length > 0 ? "readComplete" : "readComplete of nothing"));
        }
        crc.reset();
        length = 0;
        completed = false;
    }

    /** How often something was logged. */
    synchronized long changes() {
        return changes;
    }

    /** Takes what was logged since. */
    synchronized List<String> take() {
        endRead();
        List<String> taken = new ArrayList<>(lines);
        lines.clear();
        return taken;
    }
}
