package io.github.nettywinsock.example.inspect;

import io.github.nettywinsock.Winsock;
import io.github.nettywinsock.WinsockChannelOption;
import io.github.nettywinsock.example.Main;
import io.github.nettywinsock.option.Catalogue;
import io.github.nettywinsock.option.ProtocolInfo;
import io.github.nettywinsock.option.WinsockOption;
import io.netty.channel.ChannelException;
import io.netty.channel.socket.SocketProtocolFamily;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Prints what this Windows answers for every option of the catalogue, on sockets of every kind. */
@Command(
        name = "inspect",
        description = "Prints what this Windows answers for every option, on sockets of every kind.",
        sortOptions = false)
public final class Inspect implements Callable<Integer> {
    private static final int AF_INET = 2;

    /** How the answers are written. */
    enum Format {
        TABLE,
        TSV,
        JSON
    }

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--format",
            paramLabel = "F",
            defaultValue = "table",
            description = "table, tsv or json. Default: ${DEFAULT-VALUE}")
    private Format format;

    @Option(
            names = "--socket",
            paramLabel = "KIND",
            converter = KindConverter.class,
            description =
                    "tcp4-fresh, tcp4-listening, tcp4-accepted, tcp4-connected, tcp6-fresh, udp4-fresh, udp4-bound or"
                            + " udp6-fresh. May be repeated; by default all of them.")
    private List<SocketKind> kinds = new ArrayList<>();

    @Option(
            names = "--all",
            description = "Also tries to read and set options that are documented as not readable or not writable; the"
                    + " table also shows options for other sockets.")
    private boolean all;

    @Option(
            names = "--compare",
            paramLabel = "FILE",
            description = "Prints only what differs from a file that --format tsv wrote, on another machine for one.")
    private Path compare;

    @Option(
            names = "--transport",
            paramLabel = "T",
            defaultValue = "nio",
            description = "What opens the sockets: nio or iocp. Default: ${DEFAULT-VALUE}")
    private Opener transport;

    @Override
    public Integer call() throws IOException {
        if (compare != null && spec.commandLine().getParseResult().hasMatchedOption("--format")) {
            throw new ParameterException(
                    spec.commandLine(), "--compare prints differences, in a form of its own: leave --format out");
        }
        Main.requireWinsock();
        PrintWriter out = spec.commandLine().getOut();
        long start = System.nanoTime();
        InspectionFormat writer = writer();
        try (Sockets sockets = new Sockets(transport)) {
            Inspector inspector = new Inspector(sockets, new Samples(), all);
            writer.begin(out, Machine.facts());
            int answers = 0;
            for (SocketKind kind : kinds.isEmpty() ? Arrays.asList(SocketKind.values()) : kinds) {
                warnOfOtherFamily(kind, sockets);
                for (WinsockOption<?> option : byLevel()) {
                    writer.write(out, inspector.inspect(kind, option));
                    answers++;
                }
            }
            writer.end(out);
            out.flush();
            comment(answers + " answers in " + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start) + " ms");
        }
        return 0;
    }

    /** The catalogue has the options that stand for others at its end. */
    private static List<WinsockOption<?>> byLevel() {
        Map<String, List<WinsockOption<?>>> levels = new LinkedHashMap<>();
        for (WinsockOption<?> option : Catalogue.options()) {
            levels.computeIfAbsent(option.levelName(), level -> new ArrayList<>())
                    .add(option);
        }
        return levels.values().stream().flatMap(List::stream).collect(Collectors.toList());
    }

    private InspectionFormat writer() throws IOException {
        if (compare != null) {
            return new Comparison(compare);
        }
        switch (format) {
            case TSV:
                return new TsvFormat();
            case JSON:
                return new JsonFormat();
            default:
                return new TableFormat(Terminal.hasColours(), Terminal.columns(), all);
        }
    }

    /** Before Java 15 a TCP channel has the family that the JVM chooses, which by default is that of both. */
    private void warnOfOtherFamily(SocketKind kind, Sockets sockets) throws IOException {
        try (OpenSocket socket = sockets.open(kind)) {
            ProtocolInfo info = Winsock.getOption(socket.channel(), WinsockChannelOption.SO_PROTOCOL_INFOW);
            boolean isInet = info.addressFamily() == AF_INET;
            if (isInet != (kind.family() == SocketProtocolFamily.INET)) {
                comment(
                        kind + ": the JVM opens sockets of the family AF_INET" + (isInet ? "" : "6 for IPv4, too")
                                + "; the answers are theirs. Java 15 opens either, and -Djava.net.preferIPv4Stack=true AF_INET.");
            }
        } catch (ChannelException e) {
            comment(kind + ": the family of the sockets is not known: " + e.getMessage());
        }
    }

    /** To the error output, so that the answers can be read by a program. */
    private void comment(String text) {
        spec.commandLine().getErr().println("# " + text);
    }

    private static final class KindConverter implements ITypeConverter<SocketKind> {
        @Override
        public SocketKind convert(String text) {
            try {
                return SocketKind.of(text.toLowerCase(Locale.ROOT));
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
