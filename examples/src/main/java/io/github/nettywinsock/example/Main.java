package io.github.nettywinsock.example;

import io.github.nettywinsock.Winsock;
import io.github.nettywinsock.example.inspect.Inspect;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.TypeConversionException;

/** The command line of the examples. Without arguments it runs the demo. */
@Command(
        name = "examples",
        description = "Winsock socket options on Netty, at work.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            Demo.class,
            EchoServer.class,
            EchoClient.class,
            ConditionalAccept.class,
            SetsockoptTour.class,
            Inspect.class
        })
public final class Main {
    @SuppressWarnings("unused") // picocli looks at the annotation only
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Shows this help.")
    private boolean help;

    private Main() {}

    /** Runs a command and exits with its exit code: 0, 1 for a failure, 2 for a command line that cannot be used. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args.length == 0 ? new String[] {"demo"} : args));
    }

    /** The command line, for programs that run the examples within their own JVM. */
    public static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .registerConverter(InetAddress.class, Main::host)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Main::reportUsage)
                .setExecutionExceptionHandler(Main::reportFailure);
    }

    /** Says that options are ignored, where they are. */
    static void warnIfIgnored(PrintWriter err) {
        if (!Winsock.isAvailable()) {
            err.println("Winsock options are ignored: "
                    + Winsock.unavailabilityCause().getMessage());
        }
    }

    /** Fails where there is no Winsock. */
    public static void requireWinsock() throws IOException {
        if (!Winsock.isAvailable()) {
            throw new IOException("there is nothing to show without Winsock: "
                    + Winsock.unavailabilityCause().getMessage());
        }
    }

    private static InetAddress host(String name) {
        try {
            return InetAddress.getByName(name);
        } catch (UnknownHostException e) {
            throw (TypeConversionException) new TypeConversionException("there is no host " + name).initCause(e);
        }
    }

    private static int reportUsage(ParameterException e, String[] args) {
        e.getCommandLine().getErr().println("error: " + e.getMessage() + " (--help lists what there is)");
        return ExitCode.USAGE;
    }

    /** What the network or Windows refuses is reported in one line; anything else is a fault of the example. */
    private static int reportFailure(Exception e, CommandLine commandLine, ParseResult parsed) throws Exception {
        if (!(e instanceof IOException)) {
            throw e;
        }
        commandLine.getErr().println("error: " + e.getMessage());
        return ExitCode.SOFTWARE;
    }
}
