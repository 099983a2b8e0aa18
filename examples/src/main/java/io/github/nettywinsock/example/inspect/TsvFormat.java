package io.github.nettywinsock.example.inspect;

import java.io.PrintWriter;
import java.util.Map;

/**
 * Where the answers are from, a line each that begins with {@link #COMMENT}; then a heading and a line each, the columns
 * separated by tabs. No value holds a tab or a line end.
 */
final class TsvFormat implements InspectionFormat {
    static final String COMMENT = "# ";

    @Override
    public void begin(PrintWriter out, Map<String, String> machine) {
        machine.forEach((name, fact) -> out.println(COMMENT + name + '\t' + fact));
        out.println(String.join("\t", Inspection.COLUMNS));
    }

    @Override
    public void write(PrintWriter out, Inspection inspection) {
        out.println(String.join("\t", inspection.columns()));
    }

    @Override
    public void end(PrintWriter out) {}
}
