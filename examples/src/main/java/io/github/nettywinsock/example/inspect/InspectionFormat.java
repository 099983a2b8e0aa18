package io.github.nettywinsock.example.inspect;

import java.io.PrintWriter;
import java.util.Map;

/** Writes inspections as they come. */
interface InspectionFormat {
    /** Called first, with what {@link Machine#facts()} tells. */
    void begin(PrintWriter out, Map<String, String> machine);

    void write(PrintWriter out, Inspection inspection);

    void end(PrintWriter out);
}
