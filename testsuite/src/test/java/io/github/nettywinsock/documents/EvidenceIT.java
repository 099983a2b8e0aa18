package io.github.nettywinsock.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.nettywinsock.example.Main;
import io.github.nettywinsock.example.inspect.SocketKind;
import io.github.nettywinsock.testsuite.NeedsWindows;
import io.github.nettywinsock.testsuite.Wine;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** The documents say what Wine answers because this Wine answers so. */
@EnabledIfEnvironmentVariable(named = "WINEPREFIX", matches = ".+", disabledReason = "not under Wine")
@NeedsWindows("the evidence of Wine")
class EvidenceIT {
    /** Before Java 15 the TCP sockets for IPv4 are of both families, and the answers are not what the files are of. */
    private static final boolean HAS_FAMILIES = Runtime.version().feature() >= 15;

    @Test
    void thisWineAnswersWhatIsOnRecordOfIt() throws Exception {
        int wine = Wine.major().orElseThrow();
        Evidence evidence = Evidence.of(inspect());
        if (Boolean.getBoolean("regenerate") && HAS_FAMILIES) {
            Files.writeString(Evidence.file(wine), evidence.tsv());
        }
        assumeTrue(Evidence.WINES.contains(wine), "nothing is on record of Wine " + wine);
        List<SocketKind> kinds = Arrays.stream(SocketKind.values())
                .filter(kind -> HAS_FAMILIES || !kind.toString().startsWith("tcp4"))
                .collect(Collectors.toList());
        assertThat(evidence.tsv(kinds))
                .as("run with -Dregenerate=true to put it on record")
                .isEqualTo(Evidence.recorded(wine).tsv(kinds));
    }

    private static List<String> inspect() {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = Main.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute("inspect", "--format", "tsv");
        assertThat(exitCode).as(err.toString()).isZero();
        return out.toString().lines().collect(Collectors.toList());
    }
}
