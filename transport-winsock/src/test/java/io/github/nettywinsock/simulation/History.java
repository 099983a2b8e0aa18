package io.github.nettywinsock.simulation;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What has happened in a simulated Windows: the newest events, and a hash of all. */
public final class History {
    private static final int KEPT = 50_000;

    private final ArrayDeque<Event> events = new ArrayDeque<>();
    private long hash;
    private long count;

    synchronized void add(long nanoTime, String subject, String format, Object... arguments) {
        if (events.size() == KEPT) {
            events.poll();
        }
        Event event = new Event(nanoTime, subject, format, arguments);
        events.add(event);
        hash = hash * 31 + event.hash();
        count++;
    }

    /** A number that two histories share only if they are the same; of use in virtual time. */
    public synchronized long hash() {
        return hash;
    }

    /** How many events there were. */
    public synchronized long count() {
        return count;
    }

    /** The events, one a line. */
    @Override
    public synchronized String toString() {
        return lines(List.copyOf(events));
    }

    /** The newest events. */
    public synchronized String last(int number) {
        return lines(events.stream().skip(Math.max(0, events.size() - number)).collect(Collectors.toList()));
    }

    /** The events of one subject, such as a socket. */
    synchronized String of(String subject) {
        return lines(
                events.stream().filter(event -> event.subject.equals(subject)).collect(Collectors.toList()));
    }

    private static String lines(List<Event> events) {
        return events.stream().map(Event::toString).collect(Collectors.joining("\n"));
    }

    private static final class Event {
        private final long nanoTime;
        private final String subject;
        private final String format;
        private final Object[] arguments;

        Event(long nanoTime, String subject, String format, Object... arguments) {
            this.nanoTime = nanoTime;
            this.subject = subject;
            this.format = format;
            this.arguments = arguments;
        }

        /** A hash that does not depend on where objects are. */
        int hash() {
            return ((Long.hashCode(nanoTime) * 31 + subject.hashCode()) * 31 + format.hashCode()) * 31
                    + Arrays.hashCode(arguments);
        }

        @Override
        public String toString() {
            return String.format("%d.%06d %s ", nanoTime / 1_000_000, nanoTime % 1_000_000, subject)
                    + String.format(format, arguments);
        }
    }
}
