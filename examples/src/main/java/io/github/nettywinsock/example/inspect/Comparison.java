package io.github.nettywinsock.example.inspect;

import io.github.nettywinsock.option.AddressList;
import io.github.nettywinsock.option.Catalogue;
import io.github.nettywinsock.option.Codec;
import io.github.nettywinsock.option.ProcessorAffinity;
import io.github.nettywinsock.option.SocketState;
import io.github.nettywinsock.option.WinsockOption;
import io.github.nettywinsock.option.WinsockTcpInfo;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes only the answers that are others than those in a file of {@link TsvFormat}, both below each other. */
final class Comparison implements InspectionFormat {
    /** Handles, which are 64 bits, what has addresses or pointers in it, and what a connection has counted. */
    private static final Set<Class<?>> TYPES_OF_ONE_SOCKET =
            Set.of(Long.class, SocketState.class, AddressList.class, WinsockTcpInfo.class, ProcessorAffinity.class);

    private static final Set<String> NUMBERS_OF_ONE_CONNECTION =
            Set.of("SO_CONNECT_TIME", "SIO_IDEAL_SEND_BACKLOG_QUERY");

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** How many columns say which answer it is. */
    private static final int KEY = 3;

    private final Map<String, String> otherMachine = new LinkedHashMap<>();
    private final Map<List<String>, List<String>> others = new LinkedHashMap<>();
    private int same;
    private int different;
    private int added;

    /**
     * Reads the file.
     *
     * @throws IOException when it cannot be read, or has not been written by {@link TsvFormat}
     */
    Comparison(Path file) throws IOException {
        List<String> lines = lines(file);
        for (int i = 0; i < lines.size(); i++) {
            List<String> cells = Arrays.asList(lines.get(i).split("\t", -1));
            if (lines.get(i).startsWith(TsvFormat.COMMENT)) {
                if (cells.size() == 2) {
                    otherMachine.put(cells.get(0).substring(TsvFormat.COMMENT.length()), cells.get(1));
                }
            } else if (cells.size() != Inspection.COLUMNS.size()) {
                throw new IOException(file + ", line " + (i + 1) + " is none of inspect --format tsv, which has "
                        + Inspection.COLUMNS.size() + " columns: " + lines.get(i));
            } else if (!cells.equals(Inspection.COLUMNS)) {
                others.put(cells.subList(0, KEY), cells);
            }
        }
        if (others.isEmpty()) {
            throw new IOException(file + " has no answers; inspect --format tsv writes some");
        }
    }

    /** Whether its value, read or set, is that of one socket: two sockets of the same machine have others. */
    static boolean isOfOneSocket(WinsockOption<?> option) {
        Codec<?> codec = option.codec();
        return codec.needsListener()
                || TYPES_OF_ONE_SOCKET.contains(codec.type())
                || NUMBERS_OF_ONE_CONNECTION.contains(option.name());
    }

    /** PowerShell writes a byte order mark: its older versions UTF-16, the newer ones UTF-8. */
    private static List<String> lines(Path file) throws IOException {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
            String text = charset(bytes).newDecoder().decode(bytes).toString();
            return (text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text)
                    .lines()
                    .collect(Collectors.toList());
        } catch (NoSuchFileException e) {
            throw new IOException("there is no file " + file, e);
        } catch (CharacterCodingException e) {
            throw new IOException(
                    file + " is neither in UTF-8 nor in UTF-16 with a byte order mark, as inspect --format tsv > FILE"
                            + " writes it",
                    e);
        }
    }

    private static Charset charset(ByteBuffer bytes) {
        short mark = bytes.remaining() < Short.BYTES ? 0 : bytes.getShort(0);
        return mark == (short) 0xFEFF || mark == (short) 0xFFFE ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8;
    }

    @Override
    public void begin(PrintWriter out, Map<String, String> machine) {
        out.println("- " + String.join(", ", otherMachine.values()));
        out.println("+ " + String.join(", ", machine.values()));
        out.println();
    }

    @Override
    public void write(PrintWriter out, Inspection inspection) {
        List<String> cells = inspection.columns();
        List<String> other = others.remove(cells.subList(0, KEY));
        if (other == null) {
            added++;
            out.println(String.join(" ", cells.subList(0, KEY)) + " is not in the file");
        } else if (comparable(other).equals(comparable(cells))) {
            same++;
        } else {
            different++;
            out.println(String.join(" ", cells.subList(0, KEY)));
            out.println("  - " + answers(other));
            out.println("  + " + answers(cells));
        }
    }

    @Override
    public void end(PrintWriter out) {
        out.println(different + " answers differ, " + same + " are the same, " + added + " are not in the file, "
                + others.size() + " of the file were not asked for.");
    }

    private static List<String> comparable(List<String> cells) {
        return isOfOneSocket(Catalogue.byName(cells.get(KEY - 1)))
                ? List.of(cells.get(Inspection.COLUMNS.indexOf("get")), cells.get(Inspection.COLUMNS.indexOf("set")))
                : cells;
    }

    private static String answers(List<String> cells) {
        StringBuilder text = new StringBuilder();
        for (int i = KEY; i < cells.size(); i++) {
            if (!cells.get(i).isEmpty()) {
                text.append(text.length() == 0 ? "" : ", ")
                        .append(Inspection.COLUMNS.get(i))
                        .append(' ')
                        .append(cells.get(i));
            }
        }
        return text.toString();
    }
}
