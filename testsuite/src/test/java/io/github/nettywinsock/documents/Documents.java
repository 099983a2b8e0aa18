package io.github.nettywinsock.documents;

import io.github.nettywinsock.parity.IntendedDifferences;
import io.github.nettywinsock.simulation.BindMatrix;
import io.github.nettywinsock.simulation.RuleDifferences;
import io.github.nettywinsock.simulation.RuleIndex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Map;

/**
 * The documents that are generated from the catalogue and the evidence. As a program it writes them anew:
 * {@code mvn -Pgenerate process-test-classes}.
 */
final class Documents {
    static final Path OPTIONS = Paths.get("../transport-winsock/OPTIONS.md");
    static final Path README = Paths.get("../README.md");
    static final Path CALLS = Paths.get("../docs/calls.md");
    static final Path RULES = Paths.get("RULES.md");
    static final Path BIND_TABLE = Paths.get("../docs/bind.svg");

    private Documents() {}

    public static void main(String[] args) throws IOException {
        Files.writeString(OPTIONS, options());
        Files.writeString(README, readme());
        Files.writeString(CALLS, calls());
        RuleDifferences.dropStale(RuleIndex.read());
        Files.writeString(RULES, rules());
        Files.writeString(BIND_TABLE, bindTable());
        for (Map.Entry<Path, String> chart : Measurements.charts().entrySet()) {
            Files.writeString(chart.getKey(), chart.getValue());
        }
    }

    static String options() throws IOException {
        return new OptionsDocument().text();
    }

    /** The README with its tables in it: what was seen of options, where the transports differ, and what was measured. */
    static String readme() throws IOException {
        String readme = with("support-table", new SupportTable().text(), Files.readString(README));
        MarkdownTable differences = new MarkdownTable("what", "NIO", "IOCP", "why");
        IntendedDifferences.rows().forEach(differences::row);
        readme = with("differences-table", differences.toString(), readme);
        readme = with("speed-table", Measurements.speedTable(), readme);
        readme = with("loops-table", Measurements.loopsTable(), readme);
        readme = with("quic-table", Measurements.quicTable(), readme);
        readme = with("latency-table", Measurements.latencyTable(), readme);
        readme = with("many-table", Measurements.manyTable(), readme);
        return with("cost-table", Measurements.costTable(), readme);
    }

    /** The page of the native calls with its tables in it. */
    static String calls() throws IOException {
        CallTable calls = new CallTable();
        String page = with("calls-table", calls.totals(), Files.readString(CALLS));
        page = with("inline-table", calls.inline(), page);
        page = with("functions-table", calls.functions(), page);
        page = with("profile-table", Measurements.profileTable(), page);
        return with("sources-table", CallTable.sources(), page);
    }

    private static String with(String name, String text, String page) {
        String begin = "<!-- " + name + " -->\n";
        int end = page.indexOf("<!-- /" + name + " -->\n");
        return page.substring(0, page.indexOf(begin) + begin.length()) + text + page.substring(end);
    }

    static String rules() throws IOException {
        return new RulesDocument().text();
    }

    static String bindTable() throws IOException {
        return new BindTable(BindMatrix.read()).svg();
    }
}
