package io.github.nettywinsock.parity;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.testsuite.NeedsWindows;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

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

    private static List<String> differences(List<Comparison> comparisons) {
        return comparisons.stream()
                .map(Comparison::difference)
                .filter(Objects::nonNull)
                .collect(Collectors.toList());
    }
}
