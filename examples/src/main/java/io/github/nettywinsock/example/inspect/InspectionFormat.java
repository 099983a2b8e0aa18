package io.github.nettywinsock.example.inspect;

import java.io.PrintWriter;

/** Writes inspections as they come. */
interface InspectionFormat {
    void begin(PrintWriter out);

    void write(PrintWriter out, Inspection inspection);

    void end(PrintWriter out);
}
