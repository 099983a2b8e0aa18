package io.github.nettywinsock;

import io.github.nettywinsock.option.Access;
import io.github.nettywinsock.option.AppleTalkLevel;
import io.github.nettywinsock.option.Catalogue;
import io.github.nettywinsock.option.ComposedOptions;
import io.github.nettywinsock.option.ControlCodes;
import io.github.nettywinsock.option.IpLevel;
import io.github.nettywinsock.option.Ipv6Level;
import io.github.nettywinsock.option.IpxLevel;
import io.github.nettywinsock.option.IrlmpLevel;
import io.github.nettywinsock.option.RmLevel;
import io.github.nettywinsock.option.SocketLevel;
import io.github.nettywinsock.option.TcpLevel;
import io.github.nettywinsock.option.UdpLevel;
import io.github.nettywinsock.option.WinsockOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.List;
import java.util.stream.Stream;

/**
 * A source file with constants of the catalogue, a {@code ChannelOption} for each option that can be read or set. As a
 * program it writes them anew: {@code mvn -Pgenerate process-test-classes}.
 */
final class ConstantsSource {
    static final List<ConstantsSource> ALL = List.of(
            new ConstantsSource(
                    "WinsockChannelOption",
                    SocketLevel.class,
                    TcpLevel.class,
                    UdpLevel.class,
                    IpLevel.class,
                    Ipv6Level.class,
                    ControlCodes.class,
                    ComposedOptions.class),
            new ConstantsSource(
                    "LegacyChannelOption", RmLevel.class, IpxLevel.class, AppleTalkLevel.class, IrlmpLevel.class));

    private static final Path FOLDER = Paths.get("src/main/java/io/github/nettywinsock");
    private static final String BEGIN = "    // Generated from the catalogue: see CONTRIBUTING.md.\n";
    private static final int WIDTH = 120;

    private final String name;
    private final List<Class<?>> groups;

    private ConstantsSource(String name, Class<?>... groups) {
        this.name = name;
        this.groups = List.of(groups);
    }

    public static void main(String[] args) throws IOException {
        for (ConstantsSource source : ALL) {
            Files.writeString(source.file(), source.generate());
        }
    }

    Path file() {
        return FOLDER.resolve(name + ".java");
    }

    @Override
    public String toString() {
        return name;
    }

    /** The source file with the constants of the catalogue in it. */
    String generate() throws IOException {
        String source = Files.readString(file());
        StringBuilder constants = new StringBuilder();
        for (WinsockOption<?> option : Catalogue.options()) {
            for (Class<?> group : groups) {
                if (isConstantOf(group, option)
                        && (option.access().isReadable() || option.access().isWritable())) {
                    constants.append('\n').append(constant(group, option));
                }
            }
        }
        return source.substring(0, source.indexOf(BEGIN) + BEGIN.length()) + constants + "}\n";
    }

    private static boolean isConstantOf(Class<?> group, WinsockOption<?> option) {
        return Stream.of(group.getFields()).anyMatch(field -> field.getName().equals(option.name()));
    }

    private static String constant(Class<?> group, WinsockOption<?> option) {
        StringBuilder source = new StringBuilder("    /**\n");
        paragraph(source, "", escape(option.description()));
        source.append("     *\n");
        paragraph(
                source,
                "",
                "<p>Value: " + escape(option.codec().range()) + ". " + usage(option) + " Sockets: " + option.sockets()
                        + "." + since(option) + excluded(option) + overwritten(option));
        source.append("     *\n");
        if (option.isDeprecated()) {
            paragraph(source, "", "@deprecated Microsoft advises against it.");
        }
        paragraph(
                source,
                "    ",
                "@see "
                        + (option.documentation().isEmpty()
                                ? "io.github.nettywinsock.option.Access#UNDOCUMENTED"
                                : "<a href=\"" + option.documentation() + "\">Microsoft's documentation</a>"));
        source.append("     */\n").append(option.isDeprecated() ? "    @Deprecated\n" : "");
        String declaration = "    public static final ChannelOption<"
                + option.codec().type().getSimpleName() + "> " + option.name() + " =";
        String value = "of(" + group.getSimpleName() + '.' + option.name() + ");\n";
        return source.append(declaration)
                .append(declaration.length() + value.length() <= WIDTH ? " " : "\n            ")
                .append(value)
                .toString();
    }

    private static String usage(WinsockOption<?> option) {
        switch (option.access()) {
            case READ_ONLY:
                return "Read only.";
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
        return option.excluded() == null ? "" : " Cannot be on together with {@link #" + option.excluded() + "}.";
    }

    private static String overwritten(WinsockOption<?> option) {
        return option.whenOverwritten().isEmpty() ? "" : " Over NIO " + escape(option.whenOverwritten()) + ".";
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static void paragraph(StringBuilder source, String indent, String text) {
        StringBuilder line = new StringBuilder("     *");
        for (String word : text.split(" ")) {
            if (line.length() + 1 + word.length() > WIDTH) {
                source.append(line).append('\n');
                line = new StringBuilder("     *").append(indent);
            }
            line.append(' ').append(word);
        }
        source.append(line).append('\n');
    }
}
