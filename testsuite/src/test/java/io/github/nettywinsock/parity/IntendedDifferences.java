package io.github.nettywinsock.parity;

import static io.github.nettywinsock.parity.IntendedDifference.Where.ALWAYS;
import static io.github.nettywinsock.parity.IntendedDifference.Where.ON_WINE;
import static io.github.nettywinsock.parity.IntendedDifference.Where.SOMETIMES;
import static io.github.nettywinsock.parity.IntendedDifference.row;

import java.util.List;
import java.util.stream.Stream;

/** All that is intended to differ. The table of the README is made of it. */
public final class IntendedDifferences {
    private static final String NOTHING = "(?!)";

    /** What a channel shows that is closed while it stays open over the other transport. */
    private static final String CLOSES =
            "closeFuture: ok|write: StacklessClosedChannelException|inactive|unregistered|handlerRemoved|not open, .*|not connected|shut down: input true, .*"
                    + "|peer got .*|local .*|remote .*";

    /** What is told of a child whose peer has reset the connection: it ends. */
    private static final String ENDED_CHILD =
            "accepted|child \\d (handlerAdded|set .*|\\w+ = .*|register: ok|registered|active|readComplete of nothing|exceptionCaught SocketException"
                    + "|closeFuture: ok|inactive|unregistered|handlerRemoved|not open, .*|local .*|remote .*|shut down: .*)";

    private static final String STAYS_OPEN = "open, .*|connected|shut down: .*|peer got .*|local .*|remote .*";

    static final List<IntendedDifference> ALL = List.of(
            row(
                            "`TCP_FASTOPEN`, `TCP_FASTOPEN_CONNECT`",
                            "unknown",
                            "options",
                            "Windows has them, and the JDK does not pass them on")
                    .shows(ALWAYS, "(options|FASTOPEN\\S* \\S*)$", ".*FASTOPEN.*", ".*FASTOPEN.*"),
            row(
                            "`IP_TOS` of a socket of both families",
                            "reads as 0",
                            "reads as Windows has it",
                            "the JDK does not ask; Windows may ignore it all the same")
                    .shows(
                            SOMETIMES,
                            "(IP_TOS -?\\d+|options)$",
                            "(child \\d )?(IP_TOS|getTrafficClass) = 0",
                            "(child \\d )?(IP_TOS|getTrafficClass) = \\d+"),
            row(
                            "connect of a connected channel",
                            "`AlreadyConnectedException`, and the channel is closed",
                            "`AlreadyConnectedException`",
                            "as in Netty's other native transports: the connection is none the worse")
                    .ends(
                            ALWAYS,
                            "connect[- ].*; connect(-twice|-from \\w+ \\w+| \\w+)$",
                            "(second )?connect: (AlreadyBound|UnresolvedAddress|StacklessClosedChannel)Exception|"
                                    + CLOSES,
                            "(second )?connect: AlreadyConnectedException|" + STAYS_OPEN),
            row(
                            "`remoteAddress()` before a connect has succeeded, and after it has failed",
                            "the address that was asked for",
                            "null",
                            "as Netty documents it")
                    .shows(ALWAYS, "connect", "remote (?!null).*", "remote null"),
            row(
                            "`localAddress()` of a channel that was closed before anybody asked",
                            "null",
                            "the address that it had",
                            "as in Netty's other native transports")
                    .after("closeFuture: ok")
                    .shows(SOMETIMES, "when active close; bind \\w+", "local null", "local (?!null).*"),
            row(
                            "a connect that fails at once",
                            "the close future is told first",
                            "the connect is told first",
                            "over NIO a handler of this library passes the failure on")
                    .shows(SOMETIMES, "connect\\S* [\\w ]+$", "closeFuture: ok", "closeFuture: ok"),
            row(
                            "a connection that the peer has reset, while nothing is written",
                            "ends, most often without an exception",
                            "`SocketException` through `exceptionCaught`, then it ends, most often",
                            "Wine takes the error from the socket when it polls it, and who reads then finds the end of the"
                                    + " stream; on Windows both tell the exception")
                    .shows(
                            ON_WINE,
                            "(peer (resets|closes)|client-resets)",
                            "(child \\d )?exceptionCaught SocketException",
                            "(child \\d )?exceptionCaught SocketException"),
            row(
                            "a reset with `ALLOW_HALF_CLOSURE`",
                            "ends the input alone",
                            "closes the channel",
                            "a connection that was reset sends nothing either")
                    .ends(
                            ALWAYS,
                            "ALLOW_HALF_CLOSURE true.*peer (resets|closes)$",
                            "(child \\d )?(event ChannelInputShutdown(Event|ReadComplete)|readComplete of nothing|"
                                    + STAYS_OPEN + ")",
                            "(child \\d )?(event ChannelInputShutdownReadComplete|exceptionCaught SocketException|"
                                    + CLOSES + ")"),
            row(
                            "the end of the input with `ALLOW_HALF_CLOSURE`",
                            "is read a second time before `ChannelInputShutdownReadComplete`",
                            "is read once",
                            "nothing more is read")
                    .after("(child \\d )?event ChannelInputShutdownEvent")
                    .shows(ALWAYS, "ALLOW_HALF_CLOSURE true", "(child \\d )?readComplete of nothing", NOTHING),
            row("the class of a failed write", "`IOException`", "`SocketException`", "a subclass, which says more")
                    .shows(
                            ALWAYS,
                            "write|send",
                            "(child \\d )?(write|send): IOException",
                            "(child \\d )?(write|send): SocketException"),
            row(
                            "how much of a write that fails the peer gets",
                            "what Windows takes of it at once",
                            "whole calls of up to 1 MiB",
                            "a call that Windows has begun is not divided")
                    .after("(child \\d )?write: \\w*(IO|Socket|ClosedChannel|OutputShutdown)Exception")
                    .shows(SOMETIMES, "write", "(child \\d )?peer got [1-9].*", "(child \\d )?peer got [1-9].*"),
            row(
                            "what the peer gets of what was written before a close, while data is unread",
                            "what has come before the reset",
                            "the same, which may be another part",
                            "Windows resets a connection that is closed with data unread")
                    .after("(child \\d )?closeFuture: ok")
                    .shows(
                            SOMETIMES,
                            "(shutdown-input|shutdown|auto-read off).*peer sends.*write.*close",
                            "(child \\d )?peer got [1-9].*",
                            "(child \\d )?peer got [1-9].*"),
            row(
                            "a close while the peer does not read what was flushed",
                            "at once; what Windows has no room for fails",
                            "after up to 200 ms, or 2 s where Windows copies nothing that it sends; what was sent until then succeeds",
                            "Windows may let any send be pending, and resets a connection whose send is cancelled")
                    .shows(SOMETIMES, "close", NOTHING, NOTHING),
            row(
                            "how the peer sees a close while data is unread",
                            "is reset",
                            "may read the end first",
                            "IOCP sends the end before the reset, so that what was written is not lost")
                    .shows(
                            SOMETIMES,
                            "peer (sends|.*close)",
                            "(child \\d )?peer got .*was reset",
                            "(child \\d )?peer got .*has read the end"),
            row(
                            "`shutdownInput()`",
                            "`ChannelInputShutdownReadComplete` when the peer sends again, or ends",
                            "at once",
                            "nothing more is read")
                    .shows(
                            ALWAYS,
                            "shutdown",
                            "(child \\d )?(event ChannelInputShutdownReadComplete|readComplete of nothing)",
                            "(child \\d )?(event ChannelInputShutdownReadComplete|readComplete of nothing)"),
            row(
                            "`unsafe().closeForcibly()` of a registered channel",
                            "closes the socket and tells nobody",
                            "is a close: futures and pipeline are told",
                            "pending calls have to complete first")
                    .ends(
                            ALWAYS,
                            "close-forcibly$",
                            "(child \\d )?not open, not active, (not )?registered, writable",
                            "(child \\d )?(closeFuture: ok|inactive|unregistered|handlerRemoved|not open, .*)"),
            row(
                            "a flush while the channel is deregistered",
                            "`NullPointerException` through `exceptionCaught`",
                            "waits for the registration",
                            "it does no harm")
                    .ends(
                            ALWAYS,
                            "deregister(; (?!(child \\d )?register)[^;]*)*; (child \\d )?(write|send|flush)[^;]*$",
                            "(child \\d )?(exceptionCaught (NullPointerException|AssertionError)|not writable)",
                            "write: NotYetConnectedException"),
            row(
                            "options that a child has from its listener",
                            "all of them",
                            "none that the JDK or this library does not set",
                            "Wine's `SO_UPDATE_ACCEPT_CONTEXT` passes none on; Windows' does")
                    .shows(
                            ON_WINE,
                            "child",
                            "child \\d (Winsock.SO_EXCLUSIVEADDRUSE = true|SO_RCVBUF = .*|getReceiveBufferSize = .*|Winsock.SO_RCVBUF = .*)",
                            "child \\d (Winsock.SO_EXCLUSIVEADDRUSE = false|SO_RCVBUF = .*|getReceiveBufferSize = .*|Winsock.SO_RCVBUF = .*)"),
            row(
                            "a client that has reset its connection before it is accepted",
                            "`IOException` through the listener's `exceptionCaught`, or a child that ends at once",
                            "nothing, or a child that ends at once",
                            "it is the client's, not the listener's")
                    .ends(
                            SOMETIMES,
                            "^listener: .*auto-read off; .*client-resets; .*(?<!child \\d )(read|auto-read on)$",
                            "readComplete of nothing|exceptionCaught IOException|" + ENDED_CHILD,
                            ENDED_CHILD),
            row(
                            "connect of a datagram channel to port 0",
                            "newer JDKs refuse it",
                            "Windows decides",
                            "Windows refuses it too; Wine does not")
                    .ends(
                            SOMETIMES,
                            "^datagram: .*connect (port0|foreign)$",
                            "connect: .*|" + CLOSES,
                            "connect: .*|active|" + STAYS_OPEN),
            row(
                            "disconnect of a datagram channel",
                            "`SocketException`, and it stays connected",
                            "disconnects, and loses its port",
                            "Wine has Linux give the port back")
                    .ends(
                            ON_WINE,
                            "^datagram: .*disconnect$",
                            "disconnect: SocketException|local .*|remote .*|connected",
                            "disconnect: ok|local .*|remote .*|not connected"),
            row(
                            "a datagram channel that is connected, or sends, to the wildcard address",
                            "Windows refuses it, or takes it for an address of either family",
                            "the loopback address",
                            "as for connections")
                    .ends(
                            ALWAYS,
                            "^datagram: .*(connect(-from \\w+)?|send) wildcard\\d?[^;]*$",
                            "(connect|send): .*|active|connected|" + CLOSES,
                            "(connect|send): ok|active|PEER got .*|" + STAYS_OPEN),
            row(
                            "`joinGroup(group)` and its like of a channel that is not bound, or bound to the wildcard, or closed",
                            "`NullPointerException`; of a closed one a `ChannelException`",
                            "Windows chooses the interface; of a closed one the future fails",
                            "there is none of such an address")
                    .ends(
                            ALWAYS,
                            "(join|leave|block)-any$",
                            "threw (NullPointerException|ChannelException of ClosedChannelException)",
                            "(join|leave): ok|block: WinsockException|(join|block): ClosedChannelException"),
            row(
                            "`block` of a group that was not joined, or for one source, or of a closed channel",
                            "does nothing, or throws",
                            "fails the future",
                            "nothing was blocked")
                    .shows(
                            ALWAYS,
                            "block(-any)?$",
                            "block: ok|threw (IllegalState|NullPointer)Exception",
                            "block: (Winsock|ClosedChannel)Exception"),
            row(
                            "a value of the wrong type for an option of Netty",
                            "`ClassCastException`",
                            "`IllegalArgumentException`",
                            "as for the options of this library: it names the option and what it takes")
                    .shows(
                            ALWAYS,
                            "set \\S+ text",
                            "set \\S+ threw ClassCastException",
                            "set \\S+ threw IllegalArgumentException"),
            row(
                            "a datagram of a connected channel that has found nobody",
                            "`PortUnreachableException`, which Wine may keep for itself",
                            "`PortUnreachableException`",
                            "Wine takes the error from the socket when NIO polls it")
                    .shows(SOMETIMES, "^datagram: .*connect", NOTHING, "exceptionCaught PortUnreachableException"),
            row(
                            "a datagram that has come before a connect to who has sent it, and was not read",
                            "is lost",
                            "is read",
                            "the JDK empties the queue, for the sake of those of others, which IOCP leaves out one by one")
                    .shows(
                            ALWAYS,
                            "^datagram: .*auto-read off.*peer sends.*connect(-from \\w+)? peer",
                            NOTHING,
                            "datagram of .* from 127.0.0.1:PEER to .*"),
            row(
                            "an option of a closed channel",
                            "`ChannelException` of a `SocketException`; of multicast of a `ClosedChannelException`; of"
                                    + " `SO_BROADCAST` a `NullPointerException`",
                            "`ChannelException` of a `SocketException`",
                            "one class for all")
                    .shows(
                            ALWAYS,
                            "close.*(options|(set|get) \\S+.*)$",
                            ".* threw (ChannelException of ClosedChannelException|NullPointerException)",
                            ".* threw ChannelException of SocketException"));

    private IntendedDifferences() {}

    /** What the README says: what differs, NIO, IOCP, and why. */
    public static Stream<String[]> rows() {
        return ALL.stream().map(difference -> new String[] {
            difference.what + (difference.where == ON_WINE ? " (on Wine only)" : ""),
            difference.nio,
            difference.iocp,
            difference.why
        });
    }
}
