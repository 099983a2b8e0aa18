package io.github.nettywinsock.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.option.OptionRow;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is left of the rules that the calls of the library reach: {@code rules-left.tsv} says of each why. */
class RuleCoverageTest {
    private static final List<String[]> LEFT = OptionRow.read("rules-left.tsv");

    private final RuleIndex index;

    RuleCoverageTest() throws IOException {
        index = RuleIndex.read();
    }

    @Test
    void everyReachedRuleIsSimulatedOrLeftForAReason() {
        assertThat(without(index::kept)).containsExactlyElementsOf(left("simulation"));
    }

    @Test
    void everyReachedRuleHasATestOrIsLeftForAReason() {
        assertThat(without(index::shown)).containsExactlyElementsOf(left("test"));
    }

    @Test
    void everyIdIsOfTheSheet() {
        assertThat(index.named()).allSatisfy(id -> assertThat(Rule.of(id)).isNotNull());
    }

    private static List<String> without(Function<String, Set<String>> places) {
        return Rule.all().stream()
                .filter(Rule::isReached)
                .map(Rule::id)
                .filter(id -> places.apply(id).isEmpty())
                .collect(Collectors.toList());
    }

    private static List<String> left(String what) {
        return LEFT.stream()
                .filter(columns -> columns[1].equals(what))
                .map(columns -> columns[0])
                .collect(Collectors.toList());
    }
}
