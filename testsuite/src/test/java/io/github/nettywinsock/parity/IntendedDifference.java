package io.github.nettywinsock.parity;

import io.github.nettywinsock.testsuite.Wine;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/** What an application sees over IOCP otherwise than over NIO, and why; how it shows when programs are compared. */
final class IntendedDifference {
    /** Where it shows. */
    enum Where {
        /** Everywhere: a program shows it. */
        ALWAYS,
        /** Under Wine, not on Windows. */
        ON_WINE,
        /** Where time, a version or a system has it so. */
        SOMETIMES
    }

    final String what;
    final String nio;
    final String iocp;
    final String why;
    final Where where;
    private final Pattern steps;
    private final Pattern ofNio;
    private final Pattern ofIocp;
    private final Pattern after;
    private final boolean isEnd;

    private IntendedDifference(Row row, Where where, String steps, String ofNio, String ofIocp, boolean isEnd) {
        what = row.what;
        nio = row.nio;
        iocp = row.iocp;
        why = row.why;
        this.where = where;
        this.steps = Pattern.compile(steps, Pattern.DOTALL);
        this.ofNio = Pattern.compile(ofNio);
        this.ofIocp = Pattern.compile(ofIocp);
        after = Pattern.compile(row.after);
        this.isEnd = isEnd;
    }

    /** A row of the table. */
    static Row row(String what, String nio, String iocp, String why) {
        return new Row(what, nio, iocp, why);
    }

    /** Whether it can show on this system. */
    boolean applies() {
        return where != Where.ON_WINE || Wine.major().isPresent();
    }

    /** Whether one of the fixed programs has to show it on this system. */
    boolean hasToShow() {
        return where != Where.SOMETIMES && applies();
    }

    /** Whether what follows is not compared. */
    boolean isEnd() {
        return isEnd;
    }

    /**
     * Takes off the lines that it explains; answers whether there were some.
     *
     * @param steps    the kind of the channel, and the steps up to this one
     * @param seen     the lines that were seen up to this step
     * @param onlyNio  the lines that only NIO has
     * @param onlyIocp the lines that only IOCP has
     */
    boolean explain(String steps, Collection<String> seen, List<String> onlyNio, List<String> onlyIocp) {
        return applies()
                && this.steps.matcher(steps).find()
                && (after.pattern().isEmpty()
                        || seen.stream().anyMatch(line -> after.matcher(line).matches()))
                && onlyNio.removeIf(line -> ofNio.matcher(line).matches())
                        | onlyIocp.removeIf(line -> ofIocp.matcher(line).matches());
    }

    @Override
    public String toString() {
        return what;
    }

    /** What the README says of it. */
    static final class Row {
        private final String what;
        private final String nio;
        private final String iocp;
        private final String why;
        private String after = "";

        private Row(String what, String nio, String iocp, String why) {
            this.what = what;
            this.nio = nio;
            this.iocp = iocp;
            this.why = why;
        }

        /** Has it show only after a line that this pattern matches was seen, over either transport. */
        Row after(String line) {
            after = line;
            return this;
        }

        /**
         * Says how it shows.
         *
         * @param steps  a pattern that is found in the kind of the channel and the steps that were made
         * @param ofNio  a pattern of the lines that only NIO has
         * @param ofIocp a pattern of the lines that only IOCP has
         */
        IntendedDifference shows(Where where, String steps, String ofNio, String ofIocp) {
            return new IntendedDifference(this, where, steps, ofNio, ofIocp, false);
        }

        /** The same, and nothing that follows is compared: one channel is closed and the other is not, for instance. */
        IntendedDifference ends(Where where, String steps, String ofNio, String ofIocp) {
            return new IntendedDifference(this, where, steps, ofNio, ofIocp, true);
        }
    }
}
