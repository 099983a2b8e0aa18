package io.github.nettywinsock.documents;

import io.github.nettywinsock.parity.IntendedDifferences;
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
    static final Path RULES = Paths.get("RULES.md");

    private Documents() {}

    public static void main(String[] args) throws IOException {
        Files.writeString(OPTIONS, options());
        Files.writeString(README, readme());
        RuleDifferences.dropStale(RuleIndex.read());
        Files.writeString(RULES, rules());
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
        return with("cost-table", Measurements.costTable(), readme);
    }

    private static String with(String name, String text, String readme) {
        String begin = "<!-- " + name + " -->\n";
        int end = readme.indexOf("<!-- /" + name + " -->\n");
        return readme.substring(0, readme.indexOf(begin) + begin.length()) + text + readme.substring(end);
    }

    static String rules() throws IOException {
        return new RulesDocument().text();
    }
}
