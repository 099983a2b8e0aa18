package io.github.nettywinsock.iocp;

import io.github.nettywinsock.simulation.Faults;
import io.github.nettywinsock.ws2.WsaErrors;
import java.util.SplittableRandom;

/** Which calls of connections and listeners fail with which documented errors and statuses. */
final class StreamFaults {
    private static final Object[][] INLINE = {
        {"WSASocketW", WsaErrors.WSAEMFILE, WsaErrors.WSAENOBUFS, 10050, 10013},
        {"bind", WsaErrors.WSAEADDRINUSE, WsaErrors.WSAENOBUFS, WsaErrors.WSAEADDRNOTAVAIL, 10013, 10050},
        {"listen", WsaErrors.WSAENOBUFS, WsaErrors.WSAEMFILE},
        {"AcceptEx", WsaErrors.WSAENOBUFS, WsaErrors.WSAECONNRESET, WsaErrors.WSAEMFILE, WsaErrors.WSAEWOULDBLOCK, 10022
        },
        {
            "ConnectEx",
            WsaErrors.WSAEADDRINUSE,
            WsaErrors.WSAENOBUFS,
            WsaErrors.WSAENETUNREACH,
            WsaErrors.WSAEADDRNOTAVAIL,
            10013,
            10050,
            10065
        },
        {"WSARecv", WsaErrors.WSAENOBUFS, WsaErrors.WSAEWOULDBLOCK, WsaErrors.WSAENOBUFS, 10050},
        {"WSASend", WsaErrors.WSAENOBUFS, WsaErrors.WSAEWOULDBLOCK, WsaErrors.WSAENOBUFS, 10050, 10065},
        {"CreateIoCompletionPort", 1450, 8},
        {"SetFileCompletionNotificationModes", 1, 87},
        {"setsockopt", WsaErrors.WSAENOBUFS, 10014, 10042},
        {"getsockopt", WsaErrors.WSAENOBUFS, 10042},
        {"getsockname", WsaErrors.WSAENOBUFS},
        {"shutdown", 10057, 10053},
        {"PostQueuedCompletionStatus", 1450, 8},
        {"GetQueuedCompletionStatusEx", 192},
    };

    private static final Object[][] PACKETS = {
        {"AcceptEx", 0xC000020D, 0xC000013C, 0xC000013B, 0xC000020C, 0xC0000120, 0xC0000241, 0xC000009A, 0xC0000240},
        {"ConnectEx", 0xC0000236, 0xC00000B5, 0xC000023C, 0xC000023D, 0xC0000120, 0xC0000022, 0xC000020A, 0xC0000241},
        {"WSARecv", 0xC000020D, 0xC0000120, 0xC0000241, 0xC000013B, 0xC00000B5, 0xC0000240, 0xC000009A},
        {"WSASend", 0xC000020D, 0xC0000241, 0xC00000B5, 0xC000009A, 0xC0000120},
    };

    /** Not those that close: what they leave open nobody closes any more. */
    private static final String[] THROWING = {
        "WSASocketW",
        "bind",
        "listen",
        "AcceptEx",
        "ConnectEx",
        "WSARecv",
        "WSASend",
        "TransmitFile",
        "CreateIoCompletionPort",
        "SetFileCompletionNotificationModes",
        "setsockopt",
        "getsockopt",
        "getsockname",
        "shutdown",
        "ReOpenFile"
    };

    private StreamFaults() {}

    /** Has a call throw an error soon, such as the JVM throws for lack of memory or of a class; answers which. */
    static String toss(Faults faults, SplittableRandom random) {
        String function = THROWING[random.nextInt(THROWING.length)];
        int n = 1 + random.nextInt(3);
        faults.throwNth(function, n, () -> Thrown.error("of " + function));
        return String.format("the %d. %s from now throws", n, function);
    }

    /** Has something fail soon; answers what. */
    static String inject(Faults faults, SplittableRandom random) {
        boolean packet = random.nextInt(3) == 0;
        Object[][] table = packet ? PACKETS : INLINE;
        Object[] row = table[random.nextInt(table.length)];
        String function = (String) row[0];
        int error = (int) row[1 + random.nextInt(row.length - 1)];
        int n = 1 + random.nextInt(3);
        if (packet) {
            faults.failNthPacket(function, n, error);
            return String.format("the packet of the %d. %s from now says 0x%08X", n, function, error);
        }
        if ((error == WsaErrors.WSAENOBUFS || error == WsaErrors.WSAEMFILE) && random.nextInt(3) == 0) {
            faults.failSome(function, 50, error);
            return String.format("half of the calls of %s fail with %d from now on", function, error);
        }
        faults.failNth(function, n, error);
        return String.format("the %d. %s from now fails with %d", n, function, error);
    }
}
