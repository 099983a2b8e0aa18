package io.github.nettywinsock.iocp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Programs that seeds make up run on the transport as they should. {@code -Dsimulation.seed=N} runs one of them and shows all that Windows did when it fails,
 * {@code -Dsimulation.seeds=N} the first N.
 */
class SimulatedProgramTest {
    private static final int SEEDS = Integer.getInteger("simulation.seeds", 120);
    private static final int STEPS = 100;

    static LongStream seeds() {
        Long seed = Long.getLong("simulation.seed");
        return seed != null ? LongStream.of(seed) : LongStream.range(0, SEEDS);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    @Timeout(60)
    void connectionsDoWhatTheyShould(long seed) {
        StreamProgram program = new StreamProgram(seed);
        List<String> faults = program.run(STEPS);
        if (!faults.isEmpty()) {
            throw new AssertionError("-Dsimulation.seed=" + seed + "\n" + String.join("\n", faults) + "\n\n"
                    + program.description(Long.getLong("simulation.seed") == null ? 60 : Integer.MAX_VALUE));
        }
    }

    @Test
    void theSameSeedGivesTheSameHistory() {
        for (long seed = 0; seed < 5; seed++) {
            StreamProgram first = new StreamProgram(seed);
            first.run(STEPS);
            StreamProgram second = new StreamProgram(seed);
            second.run(STEPS);
            assertThat(second.hash()).as("seed %d", seed).isEqualTo(first.hash());
        }
    }
}
