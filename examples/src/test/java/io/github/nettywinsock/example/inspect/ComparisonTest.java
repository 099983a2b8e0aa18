package io.github.nettywinsock.example.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.option.Access;
import io.github.nettywinsock.option.Catalogue;
import io.github.nettywinsock.option.WinsockOption;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTest {
    private static final Path NUMBERS = Paths.get("../transport-winsock/src/test/resources/winsock");
    private static final String HANDLE_OR_POINTER = ".*(SOCKET|UINT64|HANDLE|CSADDR_INFO|SOCKET_ADDRESS|\\*).*";
    private static final String COUNTED = "TCP_INFO_v.*|seconds since connected.*";

    /** What the headers say of a value: a handle, a pointer, or what one connection alone has. */
    @Test
    void whatIsOfOneSocketIsNotCompared() throws IOException {
        Set<String> expected = new TreeSet<>();
        for (Map<String, String> row : rows("ioctls.tsv")) {
            String out = row.get("out_struct");
            boolean isOfOneConnection = !out.isEmpty() && row.get("when").equals("after-connect");
            if (out.matches(HANDLE_OR_POINTER) || out.matches(COUNTED) || isOfOneConnection) {
                expected.add(row.get("code"));
            }
        }
        for (Map<String, String> row : rows("options.tsv")) {
            if (row.get("optval_type").matches(HANDLE_OR_POINTER)
                    || row.get("note").matches(COUNTED)) {
                expected.add(row.get("option"));
            }
        }
        List<WinsockOption<?>> asked = Catalogue.options().stream()
                .filter(option -> option.access() != Access.NONE)
                .collect(Collectors.toList());
        expected.retainAll(asked.stream().map(WinsockOption::name).collect(Collectors.toSet()));
        assertThat(expected)
                .contains("SIO_BASE_HANDLE", "SIO_TCP_INFO", "SO_UPDATE_ACCEPT_CONTEXT", "SO_CONNECT_TIME")
                .hasSizeGreaterThan(10);
        assertThat(asked)
                .filteredOn(Comparison::isOfOneSocket)
                .extracting(WinsockOption::name)
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void aMachineComparedWithItselfDoesNotDiffer(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("answers.tsv");
        Files.writeString(file, written(new TsvFormat(), 500));
        assertThat(written(new Comparison(file), 640)).contains("0 answers differ, ");
    }

    @Test
    void whetherItIsAnsweredIsComparedAllTheSame(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("answers.tsv");
        Files.writeString(
                file, written(new TsvFormat(), 500).replace("SIO_TCP_INFO\tok\t500\t8", "SIO_TCP_INFO\t10045\t\t"));
        assertThat(written(new Comparison(file), 640)).contains("SIO_TCP_INFO", "1 answers differ, ");
    }

    /** All that is of one socket, with values of one. */
    private static String written(InspectionFormat format, int value) {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        format.begin(out, Map.of("windows", "Windows 11 Pro, build 22631.1"));
        for (WinsockOption<?> option : Catalogue.options()) {
            if (Comparison.isOfOneSocket(option)) {
                Answer answer = Answer.ok(String.valueOf(value), 8, String.valueOf(value));
                format.write(
                        out,
                        new Inspection(
                                SocketKind.TCP4_ACCEPTED,
                                option.isControlCode() ? "WSAIoctl" : option.levelName(),
                                option.name(),
                                true,
                                option.access().isReadable() ? answer : Answer.NOT_ASKED,
                                option.access().isWritable() ? answer : Answer.NOT_ASKED,
                                Answer.NOT_ASKED));
            }
        }
        format.end(out);
        return text.toString();
    }

    private static List<Map<String, String>> rows(String file) throws IOException {
        List<String> lines = Files.readAllLines(NUMBERS.resolve(file));
        List<String> names = List.of(lines.get(0).split("\t"));
        return lines.stream()
                .skip(1)
                .map(line -> {
                    String[] cells = line.split("\t", -1);
                    Map<String, String> row = new HashMap<>();
                    for (int i = 0; i < names.size(); i++) {
                        row.put(names.get(i), cells[i]);
                    }
                    return row;
                })
                .collect(Collectors.toList());
    }
}
