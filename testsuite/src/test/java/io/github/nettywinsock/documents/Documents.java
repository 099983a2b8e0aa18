package io.github.nettywinsock.documents;

import io.github.nettywinsock.simulation.RuleDifferences;
import io.github.nettywinsock.simulation.RuleIndex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;

/**
 * The documents that are generated from the catalogue and the evidence. As a program it writes them anew:
 * {@code mvn -Pgenerate process-test-classes}.
 */
final class Documents {
    static final Path OPTIONS = Paths.get("../transport-winsock/OPTIONS.md");
    static final Path README = Paths.get("../README.md");
    static final Path RULES = Paths.get("RULES.md");

    private static final String BEGIN = "<!-- support-table -->\n";
    private static final String END = "<!-- /support-table -->\n";

    private Documents() {}

    public static void main(String[] args) throws IOException {
        Files.writeString(OPTIONS, options());
        Files.writeString(README, readme());
        RuleDifferences.dropStale(RuleIndex.read());
        Files.writeString(RULES, rules());
    }

    static String options() throws IOException {
        return new OptionsDocument().text();
    }

    /** The README with the support table of the catalogue and the evidence in it. */
    static String readme() throws IOException {
        String readme = Files.readString(README);
        return readme.substring(0, readme.indexOf(BEGIN) + BEGIN.length())
                + new SupportTable().text()
                + readme.substring(readme.indexOf(END));
    }

    static String rules() throws IOException {
        return new RulesDocument().text();
    }
}
