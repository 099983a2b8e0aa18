package io.github.nettywinsock.option;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** A row of {@code options.tsv}, the options as the documentation and the headers of Windows have them. */
public final class OptionRow {
    private static final List<OptionRow> ROWS =
            read("options.tsv").stream().map(OptionRow::new).collect(Collectors.toUnmodifiableList());

    private final String[] columns;

    private OptionRow(String[] columns) {
        this.columns = columns;
    }

    /** All rows, of every level. */
    public static List<OptionRow> rows() {
        return ROWS;
    }

    /** The rows of a table in {@code src/test/resources/winsock}, without its heading. */
    public static List<String[]> read(String table) {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                OptionRow.class.getResourceAsStream("/winsock/" + table), StandardCharsets.UTF_8))) {
            return in.lines()
                    .skip(1)
                    .map(line -> line.split("\t", -1))
                    .filter(columns -> columns.length > 1)
                    .collect(Collectors.toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String levelName() {
        return columns[0];
    }

    public int level() {
        return Long.decode(columns[1]).intValue();
    }

    public String name() {
        return columns[2];
    }

    public boolean hasNumber() {
        return !columns[3].isEmpty();
    }

    public int optname() {
        return Long.decode(columns[3]).intValue();
    }

    public String type() {
        return columns[4];
    }

    /** The length in bytes, or -1 where it varies. */
    public int length() {
        return columns[5].equals("var") ? -1 : Integer.parseInt(columns[5]);
    }

    /** {@code yes}, {@code no} or {@code ?}. */
    public String get() {
        return columns[6];
    }

    /** {@code yes}, {@code no} or {@code ?}. */
    public String set() {
        return columns[7];
    }

    public String sockets() {
        return columns[8];
    }

    public String when() {
        return columns[9];
    }

    public String since() {
        return columns[10];
    }

    public boolean isLegacy() {
        return columns[11].equals("yes");
    }

    public String page() {
        return columns[12];
    }

    public String note() {
        return columns[13];
    }

    @Override
    public String toString() {
        return name();
    }
}
