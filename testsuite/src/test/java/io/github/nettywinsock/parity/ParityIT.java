package io.github.nettywinsock.parity;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.testsuite.NeedsWindows;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an application sees over IOCP is what it sees over NIO, but for what is intended to differ. */
@NeedsWindows("channels of NIO")
class ParityIT {
    private static ParityRuns runs;

    @BeforeAll
    static void open() {
        runs = new ParityRuns();
    }

    @AfterAll
    static void close() throws InterruptedException {
        runs.close();
    }

    /** And each difference that is intended still shows. */
    @Test
    void fixedProgramsAreSeenAlike() throws Exception {
        List<Comparison> comparisons = runs.compare(FixedPrograms.read());
        assertThat(differences(comparisons)).isEmpty();
        Set<IntendedDifference> shown = new LinkedHashSet<>();
        comparisons.forEach(comparison -> shown.addAll(comparison.shown()));
        assertThat(shown)
                .as("differences that the table has, and that no program shows any more")
                .containsAll(IntendedDifferences.ALL.stream()
                        .filter(IntendedDifference::hasToShow)
                        .collect(Collectors.toList()));
    }

    @ParameterizedTest
    @CsvSource({"CLIENT, 30", "LISTENER, 20", "DATAGRAM, 30"})
    void programsOfSeedsAreSeenAlike(Program.Kind kind, int seeds) throws Exception {
        List<Program> programs = LongStream.range(0, seeds)
                .mapToObj(seed -> ProgramGenerator.generate(kind, seed))
                .collect(Collectors.toCollection(ArrayList::new));
        // A program says all that there is to it: one that fails is added to the fixed ones.
        new Random()
                .longs(Integer.getInteger("parity.fresh", 0))
                .forEach(seed -> programs.add(ProgramGenerator.generate(kind, seed)));
        assertThat(differences(runs.compare(programs))).isEmpty();
    }

    private static List<String> differences(List<Comparison> comparisons) {
        return comparisons.stream()
                .map(Comparison::difference)
                .filter(Objects::nonNull)
                .collect(Collectors.toList());
    }
}
