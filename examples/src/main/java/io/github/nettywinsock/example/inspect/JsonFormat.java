package io.github.nettywinsock.example.inspect;

import io.github.nettywinsock.example.Json;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * An object with what is known of the machine, and the answers as an array with an object each, on a line of its own.
 * Numbers are numbers; a value that {@link TsvFormat} leaves empty is left out.
 */
final class JsonFormat implements InspectionFormat {
    private static final Pattern NUMBER = Pattern.compile("0|-?[1-9]\\d*");

    private String separator = "";

    @Override
    public void begin(PrintWriter out, Map<String, String> machine) {
        out.println('{');
        machine.forEach((name, fact) -> out.println("  " + Json.quoted(name) + ": " + Json.quoted(fact) + ','));
        out.print("  \"answers\": [");
    }

    @Override
    public void write(PrintWriter out, Inspection inspection) {
        List<String> columns = inspection.columns();
        StringBuilder object = new StringBuilder();
        for (int i = 0; i < columns.size(); i++) {
            if (!columns.get(i).isEmpty()) {
                object.append(i == 0 ? "" : ", ")
                        .append(Json.quoted(Inspection.COLUMNS.get(i)))
                        .append(": ")
                        .append(value(columns.get(i)));
            }
        }
        out.println(separator);
        out.print("    {" + object + '}');
        separator = ",";
    }

    @Override
    public void end(PrintWriter out) {
        out.println();
        out.println("  ]");
        out.println('}');
    }

    private static String value(String text) {
        return NUMBER.matcher(text).matches() ? text : Json.quoted(text);
    }
}
