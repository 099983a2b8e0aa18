package io.github.nettywinsock.iocp;

import java.util.List;
import java.util.Locale;
import java.util.function.LongFunction;

/** The kinds of programs that seeds make up. */
enum ProgramKind {
    STREAMS(200, seed -> new StreamProgram(seed, true)),
    DATAGRAMS(120, seed -> new DatagramProgram(seed, 3)),

    /** As they were when seeds failed first, whose steps mean something else by now. */
    STREAMS_1(200, seed -> new StreamProgram(seed, false)),
    DATAGRAMS_1(120, seed -> new DatagramProgram(seed, 1)),
    DATAGRAMS_2(120, seed -> new DatagramProgram(seed, 2));

    /** How many steps its programs have. */
    final int steps;

    private final LongFunction<Program> programs;

    ProgramKind(int steps, LongFunction<Program> programs) {
        this.steps = steps;
        this.programs = programs;
    }

    /** Those that fresh seeds are tried with. */
    static List<ProgramKind> current() {
        return List.of(STREAMS, DATAGRAMS);
    }

    /** Makes the program of a seed. */
    Program program(long seed) {
        return programs.apply(seed);
    }

    static ProgramKind of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
