package io.github.nettywinsock.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.example.inspect.SocketKind;
import io.github.nettywinsock.option.Catalogue;
import io.github.nettywinsock.option.WinsockOption;
import io.github.nettywinsock.simulation.RuleDifferences;
import io.github.nettywinsock.simulation.RuleIndex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The documents say what the catalogue and the evidence say. */
class DocumentsTest {
    private static final String TESTS = "src/test/java/io/github/nettywinsock/";

    @Test
    void optionsAreGenerated() throws IOException {
        assertThat(Documents.OPTIONS)
                .as("write it anew with mvn -Pgenerate process-test-classes")
                .content()
                .isEqualTo(Documents.options());
    }

    @Test
    void tablesOfTheReadmeAreGenerated() throws IOException {
        assertThat(Documents.README)
                .as("write it anew with mvn -Pgenerate process-test-classes")
                .content()
                .isEqualTo(Documents.readme());
    }

    @Test
    void tablesOfCallsAreGenerated() throws IOException {
        assertThat(Documents.CALLS)
                .as("write it anew with mvn -Pgenerate process-test-classes")
                .content()
                .isEqualTo(Documents.calls());
    }

    @Test
    void rulesAreGenerated() throws IOException {
        assertThat(Documents.RULES)
                .as("write it anew with mvn -Pgenerate process-test-classes")
                .content()
                .isEqualTo(Documents.rules());
    }

    @Test
    void chartsAreGenerated() throws IOException {
        for (Map.Entry<Path, String> chart : Measurements.charts().entrySet()) {
            assertThat(chart.getKey())
                    .as("write it anew with mvn -Pgenerate process-test-classes")
                    .content()
                    .isEqualTo(chart.getValue());
        }
        assertThat(Measurements.charts().values())
                .filteredOn(chart -> !chart.contains("<circle"))
                .as("bars")
                .hasSizeGreaterThan(1)
                .allSatisfy(chart -> assertThat(chart).contains("class=\"s0\" x=\"245\" y=\"64\""));
    }

    @Test
    void bindTableIsGenerated() throws IOException {
        assertThat(Documents.BIND_TABLE)
                .as("write it anew with mvn -Pgenerate process-test-classes")
                .content()
                .isEqualTo(Documents.bindTable())
                .contains("Wine: WSAEACCES");
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 10})
    void whatWineDiffersInIsATestOfARule(int wine) throws IOException {
        RuleIndex index = RuleIndex.read();
        assertThat(RuleDifferences.ofWine(wine).all())
                .as("take off the record what is no test of these rules with mvn -Pgenerate process-test-classes")
                .allMatch(difference -> difference.isShownBy(index));
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 10})
    void everyOptionIsOnRecord(int wine) throws IOException {
        List<String> lines = Files.readAllLines(Evidence.file(wine));
        assertThat(lines.subList(1, lines.size()))
                .as("run EvidenceIT under Wine %d with -Dregenerate=true", wine)
                .extracting(line -> line.split("\t")[1])
                .containsExactlyInAnyOrderElementsOf(() ->
                        Catalogue.options().stream().map(WinsockOption::name).iterator());
    }

    @Test
    void whatTheSupportTableClaimsIsShownByATest() throws IOException {
        for (Map<String, SupportTable.Seen> claims : List.of(SupportTable.EFFECTS, SupportTable.CALLS)) {
            assertThat(SupportTable.OPTIONS).containsAll(claims.keySet());
            for (SupportTable.Seen seen : claims.values()) {
                Path test =
                        Paths.get(seen.test.endsWith("IT") ? "" : "../transport-winsock", TESTS, seen.test + ".java");
                assertThat(test).content().contains("void " + seen.method + "(");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ok/ok/kept, round trip",
        "10042/ok/kept, round trip",
        "ok/ok/same, accepted",
        "ok/ok/other, 'accepted, not kept'",
        "no/ok, accepted",
        "10042/ok, accepted",
        "ok/no, read",
        "10045/no, refused 10045",
        "no/10022, refused 10022",
        "10042/10042, refused 10042",
        "10042/10022, 'read refused 10042, set refused 10022'",
        "ok/10022, 'read, set refused 10022'",
        "no/no, not tried"
    })
    void outcomeIsPutInWords(String outcome, String words) {
        assertThat(new Outcome(outcome).words()).isEqualTo(words);
    }

    @Test
    void onlyWhatIsStableIsKeptOfAnInspection() {
        Evidence evidence = Evidence.of(List.of(
                "socket_kind\tlevel\toption\tget\tvalue\tlen\tset\tset_value\tget2",
                "tcp4-fresh\tSOL_SOCKET\tSO_SNDBUF\tok\t65536\t4\tok\t16384\t16384",
                "tcp4-listening\tSOL_SOCKET\tSO_SNDBUF\tok\t65536\t4\tok\t16384\t65536"));
        assertThat(evidence.at("SO_SNDBUF", SocketKind.TCP4_FRESH).words()).isEqualTo("round trip");
        assertThat(evidence.tsv(List.of(SocketKind.TCP4_FRESH, SocketKind.TCP4_LISTENING)))
                .isEqualTo("level\toption\ttcp4-fresh\ttcp4-listening\n"
                        + "SOL_SOCKET\tSO_SNDBUF\tok/ok/kept\tok/ok/other\n");
        assertThat(evidence.at("SO_NEW", SocketKind.TCP4_FRESH).words()).isEqualTo("not on record");
    }
}
