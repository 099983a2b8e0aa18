package io.github.nettywinsock.example;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What the command lines of the echo server and the echo client have in common. */
final class ChannelArguments {
    @Option(names = "--host", paramLabel = "H", defaultValue = "127.0.0.1", description = "Default: ${DEFAULT-VALUE}")
    private InetAddress host;

    @Option(
            names = "--transport",
            paramLabel = "T",
            defaultValue = "nio",
            description = "nio: the channel classes of this library. initializer: Netty's own channel classes and a"
                    + " WinsockChannelInitializer. iocp: the channel classes on completion ports."
                    + " Default: ${DEFAULT-VALUE}")
    private Transport transport;

    @Option(
            names = "--option",
            paramLabel = "NAME=VALUE",
            converter = OptionAssignment.Converter.class,
            description = "An option of the listener or the client. May be repeated.")
    private List<OptionAssignment> options = new ArrayList<>();

    /** The help of a command that has these arguments ends with the options. */
    @Spec(Spec.Target.MIXEE)
    void setCommand(CommandSpec command) {
        command.usageMessage()
                .sectionMap()
                .put(UsageMessageSpec.SECTION_KEY_FOOTER, help -> OptionAssignment.listing());
    }

    InetAddress host() {
        return host;
    }

    Transport transport() {
        return transport;
    }

    List<OptionAssignment> options() {
        return options;
    }
}
