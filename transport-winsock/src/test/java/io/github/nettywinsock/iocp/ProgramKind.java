package io.github.nettywinsock.iocp;

import java.util.Locale;
import java.util.function.LongFunction;

/** The kinds of programs that seeds make up. */
enum ProgramKind {
    STREAMS(200, StreamProgram::new),
    DATAGRAMS(120, DatagramProgram::new);

    /** How many steps its programs have. */
    final int steps;

    private final LongFunction<Program> programs;

    ProgramKind(int steps, LongFunction<Program> programs) {
        this.steps = steps;
        this.programs = programs;
    }

    /** Makes the program of a seed. */
    Program program(long seed) {
        return programs.apply(seed);
    }

    static ProgramKind of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
