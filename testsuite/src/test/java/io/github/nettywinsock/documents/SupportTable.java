package io.github.nettywinsock.documents;

import io.github.nettywinsock.CallRows;
import io.github.nettywinsock.example.inspect.SocketKind;
import io.github.nettywinsock.option.Catalogue;
import io.github.nettywinsock.option.OptionRow;
import io.github.nettywinsock.option.WinsockOption;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The table of the README: the options that people ask for, and what was seen of each. */
final class SupportTable {
    /** Those that people ask for. */
    static final List<String> OPTIONS = List.of(
            "SO_EXCLUSIVEADDRUSE",
            "SO_REUSEADDR",
            "SO_REUSE_UNICASTPORT",
            "SO_REUSE_MULTICASTPORT",
            "SO_PORT_SCALABILITY",
            "SO_RANDOMIZE_PORT",
            "SO_CONDITIONAL_ACCEPT",
            "SO_PAUSE_ACCEPT",
            "SO_UPDATE_ACCEPT_CONTEXT",
            "SO_UPDATE_CONNECT_CONTEXT",
            "SO_KEEPALIVE",
            "SO_LINGER",
            "SO_RCVBUF",
            "SO_SNDBUF",
            "SO_BROADCAST",
            "TCP_NODELAY",
            "TCP_KEEPALIVE_SETTINGS",
            "TCP_KEEPIDLE",
            "TCP_KEEPINTVL",
            "TCP_KEEPCNT",
            "TCP_MAXRT",
            "TCP_TIMESTAMPS",
            "TCP_FASTOPEN",
            "TCP_FAIL_CONNECT_ON_ICMP_ERROR",
            "SIO_KEEPALIVE_VALS",
            "SIO_UDP_CONNRESET",
            "SIO_UDP_NETRESET",
            "SIO_TCP_INFO");

    /** What tests on a Windows JVM show under Wine, beyond a value that is read back. */
    static final Map<String, Seen> EFFECTS = Map.of(
            "SO_EXCLUSIVEADDRUSE",
            new Seen("a second process cannot bind", "AddressReuseIT", "exclusiveBindRefusesAListenerInASecondProcess"),
            "SO_REUSEADDR",
            new Seen(
                    "the JDK does not bind exclusively",
                    "AddressReuseIT",
                    "reuseAddressSurvivesTheExclusiveBindOfTheJdk"),
            "TCP_KEEPALIVE_SETTINGS",
            new Seen("switches `SO_KEEPALIVE` on", "KeepAliveIT", "settingsTakeTheWayThatTheProviderHas"),
            "SIO_KEEPALIVE_VALS",
            new Seen("switches `SO_KEEPALIVE`", "KeepAliveIT", "controlCodeSwitchesKeepAliveOnAndOff"));

    /** Calls that tests of their own show, beside {@link CallRows}. */
    static final Map<String, Seen> CALLS = Map.of(
            "SO_UPDATE_ACCEPT_CONTEXT",
            new Seen("yes", "AcceptContextTest", "aChildGetsTheSocketOfItsListenerBeforeItsHandlersSeeItActive"),
            "SO_UPDATE_CONNECT_CONTEXT",
            new Seen("yes", "OptionPhasesTest", "aClientGetsItsOptionsAroundConnect"),
            "TCP_KEEPALIVE_SETTINGS",
            new Seen("yes", "ControlCodeCallsTest", "keepAliveSettingsTakeTheOptionsWhereThereAre"),
            "SIO_KEEPALIVE_VALS",
            new Seen("yes", "ControlCodeCallsTest", "keepAliveSettingsFallBackToTheControlCode"),
            "SIO_UDP_CONNRESET",
            new Seen("yes", "ControlCodeCallsTest", "connectionResetIsSetBeforeBindAndAgainAfterConnect"),
            "SIO_TCP_INFO",
            new Seen("yes", "ControlCodeCallsTest", "tcpInfoFallsBackToVersion0"));

    private final Evidence[] evidence = new Evidence[Evidence.WINES.size()];

    private final List<WindowsRun> windows;

    SupportTable() throws IOException {
        this(WindowsRun.recorded());
    }

    SupportTable(List<WindowsRun> windows) throws IOException {
        this.windows = windows;
        for (int i = 0; i < evidence.length; i++) {
            evidence[i] = Evidence.recorded(Evidence.WINES.get(i));
        }
    }

    /** What was seen, and the test that shows it. */
    static final class Seen {
        final String text;
        final String test;
        final String method;

        Seen(String text, String test, String method) {
            this.text = text;
            this.test = test;
            this.method = method;
        }
    }

    String text() {
        Set<String> calls = CallRows.rows().stream().map(OptionRow::name).collect(Collectors.toSet());
        calls.addAll(CALLS.keySet());
        MarkdownTable table = new MarkdownTable("option", "effect seen", "call seen", "Windows run");
        for (String name : OPTIONS) {
            table.row(
                    '`' + name + '`',
                    effect(Catalogue.byName(name)),
                    calls.contains(name) ? "yes" : "-",
                    run(Catalogue.byName(name)));
        }
        return table + "\n[OPTIONS.md](transport-winsock/OPTIONS.md) has all "
                + Catalogue.options().size() + " options, with what Wine answers for each.\n";
    }

    private String effect(WinsockOption<?> option) {
        List<String> effects = new ArrayList<>();
        List<Integer> wines = new ArrayList<>();
        for (int i = 0; i < evidence.length; i++) {
            if (anyKind(evidence[i], option, Outcome::isRoundTrip)) {
                wines.add(Evidence.WINES.get(i));
            }
        }
        if (!wines.isEmpty()) {
            effects.add(wines.size() == evidence.length ? "read back" : "read back under Wine " + wines.get(0));
        }
        if (EFFECTS.containsKey(option.name())) {
            effects.add(EFFECTS.get(option.name()).text);
        }
        return effects.isEmpty() ? without(option) : String.join("; ", effects);
    }

    private String run(WinsockOption<?> option) {
        return windows.isEmpty()
                ? "none yet"
                : windows.stream()
                        .map(run -> run.build() + ": " + OptionsDocument.answers(run.evidence(), option))
                        .collect(Collectors.joining("; "));
    }

    private String without(WinsockOption<?> option) {
        Evidence newest = evidence[evidence.length - 1];
        return anyKind(newest, option, Outcome::isAccepted) ? "not seen: Wine accepts it" : "not seen: Wine refuses it";
    }

    private static boolean anyKind(Evidence evidence, WinsockOption<?> option, Predicate<Outcome> outcome) {
        return Arrays.stream(SocketKind.values())
                .anyMatch(kind -> kind.isDocumentedFor(option) && outcome.test(evidence.at(option.name(), kind)));
    }
}
