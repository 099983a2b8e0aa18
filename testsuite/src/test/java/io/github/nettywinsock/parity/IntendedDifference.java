package io.github.nettywinsock.parity;

import io.github.nettywinsock.testsuite.Wine;
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
     * @param steps   the steps up to this one
     * @param onlyNio  the lines that only NIO has
     * @param onlyIocp the lines that only IOCP has
     */
    boolean explain(String steps, List<String> onlyNio, List<String> onlyIocp) {
        return applies()
                && this.steps.matcher(steps).find()
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

        private Row(String what, String nio, String iocp, String why) {
            this.what = what;
            this.nio = nio;
            this.iocp = iocp;
            this.why = why;
        }

        /**
         * Says how it shows.
         *
         * @param steps  a pattern that is found in the steps that were made
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
