package io.github.nettywinsock.documents;

import io.github.nettywinsock.example.inspect.SocketKind;
import io.github.nettywinsock.option.Access;
import io.github.nettywinsock.option.Catalogue;
import io.github.nettywinsock.option.WinsockOption;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code OPTIONS.md}: every option of the catalogue, and what Wine made of it. */
final class OptionsDocument {
    private static final String CONTROL_CODES = "Control codes";

    private static final String HEAD = String.join(
            "\n",
            "# Options",
            "",
            "Every option of the catalogue, level by level. The constants are those of `WinsockChannelOption`, and from",
            "`IPPROTO_RM` to `SOL_IRLMP` of `LegacyChannelOption`; their javadoc says what each does. What can be neither read",
            "nor set has none. A name links to the page of Microsoft's documentation; a name without a link is known from the",
            "Windows headers only.",
            "",
            "*Access* is what Windows documents: `r` to read, `w` to set, `?` where it documents neither. *Phase* is when it",
            "is set. The columns after it are what Wine 8 and Wine 10 answered the option inspector, on each kind of socket",
            "that the option is for:",
            "",
            "| answer | what was seen |",
            "|---|---|",
            "| round trip | a value that was not there before was set and read back |",
            "| accepted | a value was set without an error; it cannot be read back, or was there before |",
            "| accepted, not kept | a value was set without an error, and another one was read back |",
            "| read | it was read, and is not for setting |",
            "| refused 10042 | the call failed with this error: 10042 is `WSAENOPROTOOPT`, 10022 `WSAEINVAL`, 10045"
                    + " `WSAEOPNOTSUPP` |",
            "| not tried | it is not for calls of its own, or acts on more than the socket |",
            "| - | it is for none of these kinds of socket, but for raw sockets or other protocols |",
            "",
            "Wine is not Windows: it refuses options that Windows has, and accepts some without effect. WINDOWS_RUNS",
            "`examples\\run.cmd inspect` prints what a Windows answers.",
            "",
            "This page is generated. `mvn verify` fails when it is stale, and `mvn -Pgenerate process-test-classes`",
            "writes it.",
            "");

    private final List<WindowsRun> windows;

    /** By the headings of their columns. */
    private final Map<String, Evidence> evidence = new LinkedHashMap<>();

    OptionsDocument() throws IOException {
        this(WindowsRun.recorded());
    }

    OptionsDocument(List<WindowsRun> windows) throws IOException {
        this.windows = windows;
        for (int wine : Evidence.WINES) {
            evidence.put("Wine " + wine, Evidence.recorded(wine));
        }
        windows.forEach(run -> evidence.put("Windows " + run.build(), run.evidence()));
    }

    String text() {
        Map<String, List<WinsockOption<?>>> levels = new LinkedHashMap<>();
        for (WinsockOption<?> option : Catalogue.options()) {
            levels.computeIfAbsent(option.isControlCode() ? CONTROL_CODES : option.levelName(), l -> new ArrayList<>())
                    .add(option);
        }
        StringBuilder text = new StringBuilder(HEAD.replace("WINDOWS_RUNS", windowsRuns()));
        levels.forEach((level, options) ->
                text.append("\n## ").append(level).append("\n\n").append(table(options)));
        return text.toString();
    }

    private String windowsRuns() {
        return windows.isEmpty()
                ? "No answer of a\nWindows is on record yet."
                : "The last columns are those\nof Windows, by build.";
    }

    private MarkdownTable table(List<WinsockOption<?>> options) {
        List<String> heading = new ArrayList<>(
                List.of("option", "Java type", "unit and range", "access", "phase", "sockets", "first Windows"));
        heading.addAll(evidence.keySet());
        MarkdownTable table = new MarkdownTable(heading.toArray(new String[0]));
        for (WinsockOption<?> option : options) {
            List<String> row = new ArrayList<>(List.of(
                    name(option),
                    '`' + option.codec().type().getSimpleName() + '`',
                    range(option),
                    access(option.access()),
                    option.access().isWritable() ? option.phase().toString() : "",
                    option.sockets().toString(),
                    option.since()));
            evidence.values().forEach(answers -> row.add(answers(answers, option)));
            table.row(row.toArray(new String[0]));
        }
        return table;
    }

    private static String name(WinsockOption<?> option) {
        String code = '`' + option.name() + '`';
        return option.documentation().isEmpty() ? code : '[' + code + "](" + option.documentation() + ')';
    }

    private static String range(WinsockOption<?> option) {
        return option.codec()
                .range()
                .replace(Integer.MIN_VALUE + " to " + Integer.MAX_VALUE, "a number")
                .replace("a number bytes", "bytes");
    }

    private static String access(Access access) {
        switch (access) {
            case READ_WRITE:
                return "rw";
            case READ_ONLY:
                return "r";
            case WRITE_ONLY:
                return "w";
            case NONE:
                return "";
            default:
                return "?";
        }
    }

    /** The answer of most kinds of socket, then those that differ. */
    static String answers(Evidence evidence, WinsockOption<?> option) {
        Map<String, List<SocketKind>> kinds = new LinkedHashMap<>();
        for (SocketKind kind : SocketKind.values()) {
            if (kind.isDocumentedFor(option)) {
                kinds.computeIfAbsent(evidence.at(option.name(), kind).words(), words -> new ArrayList<>())
                        .add(kind);
            }
        }
        if (kinds.size() < 2) {
            return kinds.isEmpty() ? "-" : kinds.keySet().iterator().next();
        }
        return kinds.entrySet().stream()
                .sorted((a, b) -> b.getValue().size() - a.getValue().size())
                .map(entry -> entry.getKey() + " (" + names(entry.getValue()) + ')')
                .collect(Collectors.joining("; "));
    }

    private static String names(List<SocketKind> kinds) {
        return kinds.stream().map(SocketKind::toString).collect(Collectors.joining(", "));
    }
}
