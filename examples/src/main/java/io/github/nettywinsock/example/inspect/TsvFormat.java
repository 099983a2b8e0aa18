package io.github.nettywinsock.example.inspect;

import java.io.PrintWriter;

/** A heading and a line each, the columns separated by tabs. No value holds a tab or a line end. */
final class TsvFormat implements InspectionFormat {
    @Override
    public void begin(PrintWriter out) {
        out.println(String.join("\t", Inspection.COLUMNS));
    }

    @Override
    public void write(PrintWriter out, Inspection inspection) {
        out.println(String.join("\t", inspection.columns()));
    }

    @Override
    public void end(PrintWriter out) {}
}
