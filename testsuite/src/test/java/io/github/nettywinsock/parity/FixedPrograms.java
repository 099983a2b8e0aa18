package io.github.nettywinsock.parity;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** The programs of the file beside the tests. */
final class FixedPrograms {
    private FixedPrograms() {}

    static List<Program> read() throws IOException {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                FixedPrograms.class.getResourceAsStream("/parity/programs.txt"), StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Program::parse)
                    .collect(Collectors.toList());
        }
    }
}
