package io.github.nettywinsock.example.inspect;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes only the answers that are others than those in a file of {@link TsvFormat}, both below each other. */
final class Comparison implements InspectionFormat {
    /** Addresses, seconds, handles and pointers: no two sockets have the same. */
    private static final Set<String> OF_THIS_SOCKET =
            Set.of("SO_BSP_STATE", "SO_CONNECT_TIME", "SIO_ADDRESS_LIST_QUERY", "SIO_BASE_HANDLE");

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

    private static List<String> lines(Path file) throws IOException {
        try {
            return Files.readAllLines(file);
        } catch (NoSuchFileException e) {
            throw new IOException("there is no file " + file, e);
        } catch (CharacterCodingException e) {
            throw new IOException(
                    file + " is not in UTF-8; the > of Windows PowerShell writes UTF-16, that of cmd does not", e);
        }
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
        return OF_THIS_SOCKET.contains(cells.get(KEY - 1))
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
