package io.github.nettywinsock.documents;

import io.github.nettywinsock.simulation.Rule;
import io.github.nettywinsock.simulation.RuleDifferences;
import io.github.nettywinsock.simulation.RuleIndex;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** {@code RULES.md}: the rules of Windows, what keeps and what shows each, and where each Wine differs. */
final class RulesDocument {
    private static final String HEAD = String.join(
            "\n",
            "# Rules of Windows",
            "",
            "What Microsoft documents, or others have observed, of sockets and completion ports. The Windows in memory of",
            "the tests keeps them, and `*RulesTest` holds that one, Wine and Windows to them, one test a rule.",
            "",
            "| column | what it says |",
            "|---|---|",
            "| known from | D documented by Microsoft, O observed and by whom, K general knowledge, X disputed: only Windows"
                    + " can tell, and its answers go to `target/windows-answers.tsv` |",
            "| simulated | the Windows in memory keeps it |",
            "| tests | how many show it |",
            "| Wine 8, Wine 10 | the tests of it that this Wine fails, of its `evidence/rules-wine-*.tsv`, or *keeps it*;"
                    + " nothing where only the Windows in memory can be asked |",
            "",
            "Rules in bold are those that the calls of the library reach; why some are not simulated or tested is in",
            "`rules-left.tsv`.",
            "",
            "This page is generated. `mvn verify` fails when it is stale, and `mvn -Pgenerate process-test-classes`",
            "writes it.",
            "`run.sh --jre 17,21 -- -Dregenerate=true -Dit.test='*RulesTest'` asks Wine 8 and 10 anew.",
            "",
            "");

    private final RuleIndex index = RuleIndex.read();
    private final Map<Integer, Map<String, Set<String>>> differences = new LinkedHashMap<>();

    private final List<WindowsRun> windows;

    RulesDocument() throws IOException {
        this(WindowsRun.recorded());
    }

    RulesDocument(List<WindowsRun> windows) throws IOException {
        this.windows = windows;
        for (int wine : RuleDifferences.WINES) {
            Map<String, Set<String>> ofWine = new TreeMap<>();
            for (RuleDifferences.Difference difference :
                    RuleDifferences.ofWine(wine).all()) {
                for (String id : difference.rules) {
                    ofWine.computeIfAbsent(id, key -> new TreeSet<>())
                            .add(difference.method().replaceAll("^\\w+\\.", ""));
                }
            }
            differences.put(wine, ofWine);
        }
    }

    String text() {
        MarkdownTable counts =
                new MarkdownTable("", "rules", "simulated", "tested", "Wine 8 differs", "Wine 10 differs");
        counts.row(counts("all", rule -> true));
        counts.row(counts("reached by the library", Rule::isReached));
        MarkdownTable table =
                new MarkdownTable("id", "subject", "rule", "known from", "simulated", "tests", "Wine 8", "Wine 10");
        for (Rule rule : Rule.all()) {
            int tests = index.shown(rule.id()).size();
            table.row(
                    rule.isReached() ? "**" + rule.id() + "**" : rule.id(),
                    rule.subject(),
                    rule.text(),
                    rule.certainty(),
                    index.kept(rule.id()).isEmpty() ? "" : "yes",
                    tests == 0 ? "" : String.valueOf(tests),
                    answer(8, rule),
                    answer(10, rule));
        }
        return HEAD + counts + "\n" + table + disputed();
    }

    /** What each Windows said of what only Windows can tell. */
    private String disputed() {
        if (windows.isEmpty()) {
            return "\nNo Windows has been asked about the disputed rules yet.\n";
        }
        List<String> heading = new ArrayList<>(List.of("disputed"));
        windows.forEach(run -> heading.add("Windows " + run.build()));
        MarkdownTable table = new MarkdownTable(heading.toArray(new String[0]));
        Rule.all().stream().filter(Rule::isDisputed).forEach(rule -> {
            List<String> row = new ArrayList<>(List.of(rule.id() + ": " + rule.text()));
            windows.forEach(run -> row.add(run.answer(rule.id())));
            table.row(row.toArray(new String[0]));
        });
        return "\n## Disputed rules\n\n" + table;
    }

    private String answer(int wine, Rule rule) {
        Set<String> failed = differences.get(wine).get(rule.id());
        return failed != null ? String.join(", ", failed) : index.isAsked(rule.id()) ? "keeps it" : "";
    }

    private String[] counts(String what, Predicate<Rule> which) {
        return new String[] {
            what,
            count(which),
            count(which.and(rule -> !index.kept(rule.id()).isEmpty())),
            count(which.and(rule -> !index.shown(rule.id()).isEmpty())),
            count(which.and(rule -> differences.get(8).containsKey(rule.id()))),
            count(which.and(rule -> differences.get(10).containsKey(rule.id())))
        };
    }

    private static String count(Predicate<Rule> which) {
        return String.valueOf(Rule.all().stream().filter(which).count());
    }
}
