package io.github.nettywinsock;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.example.Main;
import io.github.nettywinsock.option.Catalogue;
import io.github.nettywinsock.option.OptionRow;
import io.github.nettywinsock.option.WinsockOption;
import io.github.nettywinsock.testsuite.NeedsWindows;
import io.github.nettywinsock.ws2.NativeWinsock2;
import io.github.nettywinsock.ws2.Winsock2;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The inspector prints what the provider answers: the same calls are made past the library, on sockets of the JDK, with
 * the numbers of {@code options.tsv} and bytes made from the printed values.
 */
@NeedsWindows("NIO channels")
class InspectorIT {
    private static final List<String> KINDS = List.of(
            "tcp4-fresh",
            "tcp4-listening",
            "tcp4-accepted",
            "tcp4-connected",
            "tcp6-fresh",
            "udp4-fresh",
            "udp4-bound",
            "udp6-fresh");
    private static final Set<String> LEVELS =
            Set.of("SOL_SOCKET", "IPPROTO_TCP", "IPPROTO_UDP", "IPPROTO_IP", "IPPROTO_IPV6");

    /** Addresses and seconds, which are not the same on two sockets. */
    private static final Set<String> VOLATILE = Set.of("SO_BSP_STATE", "SO_CONNECT_TIME");

    /** It would act on more than the socket, so that the inspector does not try it. */
    private static final String NEVER_SET = "PVD_CONFIG";

    private static final int ANY_LENGTH = 4096;

    private static List<String> machine;
    private static List<String> lines;
    private static long millis;

    private final Winsock2 ws2 = NativeWinsock2.load();

    @BeforeAll
    static void inspect() {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        long start = System.nanoTime();
        int exitCode = Main.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute("inspect", "--format", "tsv", "--all");
        millis = (System.nanoTime() - start) / 1_000_000;
        assertThat(exitCode).as(err.toString()).isZero();
        Map<Boolean, List<String>> written =
                out.toString().lines().collect(Collectors.partitioningBy(line -> line.startsWith("# ")));
        machine = written.get(true);
        lines = written.get(false);
    }

    @Test
    void theMachineIsNamed() {
        assertThat(machine).hasSize(5);
        assertThat(machine.get(0)).matches("# windows\t.*Windows.*, build \\d+(\\.\\d+)?( \\(Wine .+\\))?");
        assertThat(machine.get(1)).startsWith("# jre\t" + System.getProperty("java.runtime.version"));
        assertThat(machine.get(2)).startsWith("# library\t");
        assertThat(machine.get(3)).matches("# netty\t4\\.2\\..*");
        assertThat(machine.get(4)).matches("# date\t\\d{4}-\\d\\d-\\d\\dT.*Z");
    }

    /** Written a second time, only what belongs to one socket may be different. */
    @Test
    void comparedWithItselfNothingDiffers(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("answers.tsv");
        Files.write(file, Stream.concat(machine.stream(), lines.stream()).collect(Collectors.toList()));
        StringWriter out = new StringWriter();
        int exitCode = Main.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(new StringWriter()))
                .execute(
                        "inspect",
                        "--all",
                        "--compare",
                        file.toString(),
                        "--socket",
                        "tcp4-connected",
                        "--socket",
                        "tcp4-accepted",
                        "--socket",
                        "udp4-bound");
        assertThat(exitCode).isZero();
        assertThat(out.toString()).contains("0 answers differ").contains(" 0 are not in the file");
    }

    @Test
    void everyLineOfTheCatalogueIsThereOnceForEveryKind() {
        List<String> expected = new ArrayList<>();
        for (String kind : KINDS) {
            for (WinsockOption<?> option : Catalogue.options()) {
                expected.add(kind + '\t' + (option.isControlCode() ? "WSAIoctl" : option.levelName()) + '\t' + option);
            }
        }
        assertThat(lines.get(0)).isEqualTo("socket_kind\tlevel\toption\tget\tvalue\tlen\tset\tset_value\tget2");
        assertThat(lines.subList(1, lines.size()))
                .allMatch(line -> line.split("\t", -1).length == 9)
                .extracting(line ->
                        line.substring(0, line.indexOf('\t', line.indexOf('\t', line.indexOf('\t') + 1) + 1)))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void allKindsTakeThreeMinutesAtMost() {
        assertThat(millis).isLessThan(180_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tcp4-fresh",
                "tcp4-listening",
                "tcp4-accepted",
                "tcp4-connected",
                "tcp6-fresh",
                "udp4-fresh",
                "udp4-bound",
                "udp6-fresh"
            })
    void answersAreThoseOfTheProvider(String kind) throws Exception {
        Map<String, String[]> printed = new HashMap<>();
        for (String line : lines) {
            String[] cells = line.split("\t", -1);
            if (cells[0].equals(kind)) {
                printed.put(cells[2], cells);
            }
        }
        List<String> differences = new ArrayList<>();
        int compared = 0;
        for (OptionRow row : OptionRow.rows()) {
            if (LEVELS.contains(row.levelName()) && row.hasNumber()) {
                String[] cells = printed.get(row.name());
                String expected = answers(kind, row, cells);
                String actual = String.join(" ", row.name(), cells[3], value(row, cells[4]), length(row, cells[5]))
                        + ' '
                        + String.join(" ", cells[6], value(row, cells[8]));
                if (!actual.equals(expected)) {
                    differences.add("printed: " + actual + ", answered: " + expected);
                }
                compared++;
            }
        }
        assertThat(differences).isEmpty();
        assertThat(compared).isEqualTo(167);
    }

    /** What the provider answers to the same calls on a socket of its own. */
    private String answers(String kind, OptionRow row, String[] cells) throws Exception {
        try (PlainSocket socket = PlainSocket.open(kind)) {
            ByteBuffer in = ByteBuffer.allocateDirect(ANY_LENGTH).order(ByteOrder.LITTLE_ENDIAN);
            int offered = row.length() < 0 || VOLATILE.contains(row.name()) ? ANY_LENGTH : row.length();
            int length = ws2.getsockopt(socket.handle(), row.level(), row.optname(), in, offered);
            String get = length < 0 ? -length + "  " : "ok " + value(row, in, length) + ' ' + length(row, "" + length);
            if (row.name().equals(NEVER_SET)) {
                return row.name() + ' ' + get + " no ";
            }
            byte[] bytes = bytes(row, cells[7], socket);
            ByteBuffer out = ByteBuffer.allocateDirect(Math.max(1, bytes.length));
            out.put(bytes);
            int result = ws2.setsockopt(
                    socket.handle(), row.level(), row.optname(), bytes.length == 0 ? null : out, bytes.length);
            if (result < 0) {
                return row.name() + ' ' + get + ' ' + -result + ' ';
            }
            int lengthAgain = ws2.getsockopt(socket.handle(), row.level(), row.optname(), in, offered);
            return row.name() + ' ' + get + " ok " + (lengthAgain < 0 ? "" : value(row, in, lengthAgain));
        }
    }

    private static byte[] bytes(OptionRow row, String printed, PlainSocket socket) {
        if (row.type().equals("SOCKET")) {
            return number(socket.listener(), Long.BYTES);
        }
        if (printed.startsWith("0x")) {
            byte[] bytes = new byte[printed.length() / 2 - 1];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) Integer.parseInt(printed.substring(2 * i + 2, 2 * i + 4), 16);
            }
            return bytes;
        }
        return number(Long.parseLong(printed), row.length() < 0 ? Integer.BYTES : row.length());
    }

    private static byte[] number(long value, int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (value >> 8 * i);
        }
        return bytes;
    }

    private static String value(OptionRow row, String printed) {
        return VOLATILE.contains(row.name()) || row.length() < 0 ? "" : printed;
    }

    private static String value(OptionRow row, ByteBuffer in, int length) {
        if (VOLATILE.contains(row.name()) || row.length() < 0) {
            return "";
        }
        boolean isNumber = row.length() <= Long.BYTES && !row.type().equals("LINGER");
        if (isNumber) {
            return String.valueOf(length == 1 ? in.get(0) & 0xFF : length == 4 ? in.getInt(0) : in.getLong(0));
        }
        StringBuilder hexadecimal = new StringBuilder("0x");
        for (int i = 0; i < length; i++) {
            hexadecimal.append(String.format("%02x", in.get(i)));
        }
        return hexadecimal.toString();
    }

    private static String length(OptionRow row, String printed) {
        return VOLATILE.contains(row.name()) || row.length() < 0 ? "" : printed;
    }
}
