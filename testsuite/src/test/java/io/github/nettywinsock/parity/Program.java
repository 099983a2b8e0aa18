package io.github.nettywinsock.parity;

import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Steps that are made on a channel of one kind, one after the other. */
final class Program {
    /** The kinds of channels. */
    enum Kind {
        CLIENT {
            @Override
            Subject subject(Transport transport, EventLoop loop) throws Exception {
                return new ClientSubject(transport, loop);
            }
        },
        LISTENER {
            @Override
            Subject subject(Transport transport, EventLoop loop) {
                return new ListenerSubject(transport, loop);
            }
        },
        DATAGRAM {
            @Override
            Subject subject(Transport transport, EventLoop loop) throws Exception {
                return new DatagramSubject(transport, loop);
            }
        };

        abstract Subject subject(Transport transport, EventLoop loop) throws Exception;
    }

    /** A step, and what was seen when it was made. */
    static final class Step {
        final String step;
        final List<String> seen;

        Step(String step, List<String> seen) {
            this.step = step;
            this.seen = seen;
        }
    }

    final Kind kind;
    final List<String> steps;

    Program(Kind kind, List<String> steps) {
        this.kind = kind;
        this.steps = steps;
    }

    /** Reads a program as {@link #toString} writes it. */
    static Program parse(String line) {
        int colon = line.indexOf(':');
        return new Program(
                Kind.valueOf(line.substring(0, colon).trim().toUpperCase()),
                Arrays.asList(line.substring(colon + 1).trim().split(" *; *")));
    }

    List<Step> run(Transport transport, EventLoop loop, long quietMillis) throws Exception {
        List<Step> made = new ArrayList<>();
        try (Subject subject = kind.subject(transport, loop)) {
            for (String step : steps) {
                made.add(new Step(step, run(subject, step, quietMillis)));
            }
            // What comes of a close is compared, whatever state the channel is in.
            made.add(new Step("close at last", run(subject, "close", quietMillis)));
        }
        return made;
    }

    private static List<String> run(Subject subject, String step, long quietMillis) throws Exception {
        try {
            subject.run(step.split(" "));
        } catch (Exception e) {
            subject.log.add("threw " + Failures.name(e));
        }
        subject.settle(quietMillis);
        List<String> seen = subject.seen();
        seen.addAll(subject.state());
        return seen;
    }

    @Override
    public String toString() {
        return kind.name().toLowerCase() + ": " + String.join("; ", steps);
    }
}
