package io.github.nettywinsock.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What {@code bench.sh} prints is read and drawn, with a column of Go and without one. */
class MeasurementsTest {
    private static final List<String> SPEED = List.of(
            "a machine",
            "how it was measured",
            "",
            "scenario   NIO                  IOCP                     AIO              C                 IOCP/NIO  wanted        IOCP/AIO  IOCP/C",
            "1x64       100 [90..110]        200 [190..210]           160 [160..160]   250 [240..260]        2.00     2.0 ok         1.25    0.80",
            "udp-64     100 [90..110] -0%    300 [290..310] -0.25%    -                -                     3.00     1.5 ok            -       -");

    private static final List<String> SPEED_WITH_GO = List.of(
            "a machine",
            "",
            "scenario   NIO                  IOCP                     AIO              C                Go                IOCP/NIO  wanted        IOCP/AIO  IOCP/C  IOCP/Go",
            "1x64       100 [90..110]        200 [190..210]           160 [160..160]   250 [240..260]   50 [40..60]           2.00     2.0 ok         1.25    0.80     4.00",
            "udp-64     100 [90..110] -0%    300 [290..310] -0.25%    -                -                150 [140..160] -0%    3.00     1.5 ok            -       -     2.00");

    @Test
    void speedIsComparedWithThoseThatTookPart() {
        assertThat(new SpeedTable(SPEED).markdown())
                .isEqualTo("| | messages a second | to NIO | to the JDK's AIO | to C |\n"
                        + "|---|---|---|---|---|\n"
                        + "| 1 connection, 64 bytes | 200 | 2.00 | 1.25 | 0.80 |\n"
                        + "| datagrams, 64 bytes | 300 | 3.00 | - | - |\n");
        assertThat(new SpeedTable(SPEED_WITH_GO).markdown())
                .isEqualTo("| | messages a second | to NIO | to the JDK's AIO | to C | to Go |\n"
                        + "|---|---|---|---|---|---|\n"
                        + "| 1 connection, 64 bytes | 200 | 2.00 | 1.25 | 0.80 | 4.00 |\n"
                        + "| datagrams, 64 bytes | 300 | 3.00 | - | - | 2.00 |\n");
    }

    @Test
    void ofRunsOneBelowTheOtherTheLastRowOfAScenarioIsShown() {
        List<String> lines = new ArrayList<>(SPEED);
        lines.addAll(List.of("", "the machine", "", SPEED.get(3)));
        lines.add(SPEED.get(4).replace("200 [", "210 ["));
        assertThat(new SpeedTable(lines).markdown())
                .contains("| 1 connection, 64 bytes | 210 | 2.00 |", "| datagrams, 64 bytes | 300 |")
                .doesNotContain("| 200 |");
    }

    @Test
    void speedHasABarForEachThatTookPart() {
        assertThat(bars(new SpeedTable(SPEED).chart("")))
                .containsExactly("s0 64 296.7", "s1 78 237.3", "s2 92 370.8", "s0 118 445.0");
        assertThat(bars(new SpeedTable(SPEED_WITH_GO).chart("")))
                .containsExactly(
                        "s0 64 296.7", "s1 78 237.3", "s2 92 370.8", "s3 106 74.2", "s0 132 445.0", "s3 146 222.5");
    }

    /** Style, y and width of each. */
    private static List<String> bars(String svg) {
        return Pattern.compile("<rect class=\"(s.)\" x=\"245\" y=\"(\\d+)\" width=\"([\\d.]{4,})\"")
                .matcher(svg)
                .results()
                .map(bar -> bar.group(1) + ' ' + bar.group(2) + ' ' + bar.group(3))
                .collect(Collectors.toList());
    }

    @Test
    void latencyHasAColumnForEachThatTookPart() {
        List<String> lines = List.of(
                "a machine",
                "",
                "rate    NIO                        AIO                        Go",
                "500     2.00 / 48.15 / 67.67       0.25 / 0.53 / 4.07         0.24 / 0.56 / 2.69         ");
        assertThat(new LatencyTable(lines).markdown())
                .isEqualTo("| messages a second | NIO | JDK's AIO | Go |\n"
                        + "|---|---|---|---|\n"
                        + "| 500 | 2.00 / 48.15 / 67.67 | 0.25 / 0.53 / 4.07 | 0.24 / 0.56 / 2.69 |\n");
    }

    @Test
    void percentilesAreOnALogarithmicAxis() {
        assertThat(latency("NIO  C", "500  0.10 / 1.00 / 10.00  1.00 / 1.00 / 3.16"))
                .contains(">0.1 ms</text>", ">1 ms</text>", ">10 ms</text>")
                .contains("<line class=\"line\" x1=\"350.0\" x2=\"350.0\"")
                .containsSubsequence(
                        ">500 messages a second</text>",
                        ">NIO</text>",
                        "<rect class=\"s4\" x=\"350.0\" y=\"118\" width=\"260.0\" height=\"2\"/>",
                        "<rect class=\"s4\" x=\"609.0\" y=\"114\" width=\"2.0\" height=\"10\"/>",
                        "<rect class=\"s4\" x=\"90.0\" y=\"116\" width=\"260.0\" height=\"6\"/>",
                        "<circle class=\"s4\" cx=\"90.0\" cy=\"119\"",
                        "x=\"618.0\" y=\"123\" text-anchor=\"start\">0.10 / 1.00 / 10.00</text>",
                        ">C</text>",
                        "<rect class=\"s2\" x=\"350.0\" y=\"136\" width=\"129.9\" height=\"2\"/>",
                        "<circle class=\"s2\" cx=\"350.0\" cy=\"137\"");
    }

    @Test
    void percentilesThatWerePrintedAsZeroAreAtTheBeginningOfTheAxis() {
        assertThat(latency("Go", "500  0.00 / 0.00 / 0.10"))
                .contains(">0.01 ms</text>", "<circle class=\"s3\" cx=\"90.0\"", ">0.00 / 0.00 / 0.10</text>");
    }

    private static String latency(String servers, String row) {
        return new LatencyTable(List.of("", "rate  " + servers, row)).chart();
    }
}
