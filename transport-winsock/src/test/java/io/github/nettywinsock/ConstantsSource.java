package io.github.nettywinsock;

import io.github.nettywinsock.option.Access;
import io.github.nettywinsock.option.Catalogue;
import io.github.nettywinsock.option.WinsockOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;

/**
 * The constants of {@link WinsockChannelOption} as the catalogue has them. To write them to the source after a change of
 * the catalogue, run the test of that class with {@code -Dregenerate=true}.
 */
final class ConstantsSource {
    static final Path FILE = Paths.get("src/main/java/io/github/nettywinsock/WinsockChannelOption.java");

    private static final String BEGIN = "    // The constants are generated from the catalogue.\n";
    private static final String END = "    // end of the constants\n";
    private static final int WIDTH = 118;

    private ConstantsSource() {}

    /** The source file with the constants of the catalogue in it. */
    static String generate() throws IOException {
        String source = Files.readString(FILE);
        StringBuilder constants = new StringBuilder();
        for (WinsockOption<?> option : Catalogue.options()) {
            constants.append('\n').append(constant(option));
        }
        return source.substring(0, source.indexOf(BEGIN) + BEGIN.length())
                + constants
                + '\n'
                + source.substring(source.indexOf(END));
    }

    private static String constant(WinsockOption<?> option) {
        StringBuilder source = new StringBuilder("    /**\n");
        paragraph(source, escape(option.description()));
        source.append("     *\n");
        paragraph(
                source,
                "<p>Value: " + escape(option.codec().range()) + ". " + usage(option) + " Sockets: " + option.sockets()
                        + "." + since(option) + excluded(option) + overwritten(option));
        if (option.isDeprecated()) {
            source.append("     *\n     * @deprecated Microsoft advises against it.\n");
        }
        source.append(option.isDeprecated() ? "     * @see " : "     *\n     * @see ")
                .append(
                        option.documentation().isEmpty()
                                ? "io.github.nettywinsock.option.Access#UNDOCUMENTED"
                                : "<a href=\"" + option.documentation() + "\">Microsoft's documentation</a>")
                .append("\n     */\n");
        String type = option.codec().type().getSimpleName();
        return source.append(option.isDeprecated() ? "    @Deprecated\n" : "")
                .append("    public static final ChannelOption<")
                .append(type)
                .append("> ")
                .append(option.name())
                .append(" =\n            ChannelOption.valueOf(WinsockChannelOption.class, \"")
                .append(option.name())
                .append("\");\n")
                .toString();
    }

    private static String usage(WinsockOption<?> option) {
        switch (option.access()) {
            case READ_ONLY:
                return "Read only.";
            case NONE:
            case UNSPECIFIED:
                return "Neither read nor set.";
            case WRITE_ONLY:
                return "Write only. To be set " + option.phase() + ".";
            default:
                return (option.access() == Access.UNDOCUMENTED ? "Not documented. " : "") + "To be set "
                        + option.phase() + ".";
        }
    }

    private static String since(WinsockOption<?> option) {
        String since = option.since();
        return since.isEmpty() ? "" : (since.endsWith("only") ? " Windows: " : " First Windows: ") + since + ".";
    }

    private static String excluded(WinsockOption<?> option) {
        return option.excluded().isEmpty() ? "" : " Cannot be on together with {@link #" + option.excluded() + "}.";
    }

    private static String overwritten(WinsockOption<?> option) {
        return option.whenOverwritten().isEmpty() ? "" : " Over NIO " + escape(option.whenOverwritten()) + ".";
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static void paragraph(StringBuilder source, String text) {
        StringBuilder line = new StringBuilder("     *");
        for (String word : text.split(" ")) {
            if (line.length() + 1 + word.length() > WIDTH) {
                source.append(line).append('\n');
                line = new StringBuilder("     *");
            }
            line.append(' ').append(word);
        }
        source.append(line).append('\n');
    }
}
