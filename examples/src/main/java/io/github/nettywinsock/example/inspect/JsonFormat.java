package io.github.nettywinsock.example.inspect;

import java.io.PrintWriter;
import java.util.List;

/** An array with an object each, on a line of its own. All values are strings, as {@link TsvFormat} writes them. */
final class JsonFormat implements InspectionFormat {
    private String separator = "";

    @Override
    public void begin(PrintWriter out) {
        out.print('[');
    }

    @Override
    public void write(PrintWriter out, Inspection inspection) {
        List<String> columns = inspection.columns();
        StringBuilder object = new StringBuilder();
        for (int i = 0; i < columns.size(); i++) {
            object.append(i == 0 ? "" : ", ")
                    .append(quoted(Inspection.COLUMNS.get(i)))
                    .append(": ")
                    .append(quoted(columns.get(i)));
        }
        out.println(separator);
        out.print("  {" + object + '}');
        separator = ",";
    }

    @Override
    public void end(PrintWriter out) {
        out.println();
        out.println(']');
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ') {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
