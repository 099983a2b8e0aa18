package io.github.nettywinsock.ws2;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Names and meanings of WSA error codes. The texts are our own: those of Windows follow the language of the system.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/winsock/windows-sockets-error-codes-2">Windows Sockets Error
 *     Codes</a>
 */
public final class WsaErrors {

    public static final int WSA_OPERATION_ABORTED = 995;
    public static final int WSA_IO_PENDING = 997;
    public static final int WSAEACCES = 10013;
    public static final int WSAEFAULT = 10014;
    public static final int WSAEINVAL = 10022;
    public static final int WSAEMFILE = 10024;
    public static final int WSAEWOULDBLOCK = 10035;
    public static final int WSAENOTSOCK = 10038;
    public static final int WSAEMSGSIZE = 10040;
    public static final int WSAENOPROTOOPT = 10042;
    public static final int WSAEOPNOTSUPP = 10045;
    public static final int WSAEAFNOSUPPORT = 10047;
    public static final int WSAEADDRINUSE = 10048;
    public static final int WSAEADDRNOTAVAIL = 10049;
    public static final int WSAENETDOWN = 10050;
    public static final int WSAENETUNREACH = 10051;
    public static final int WSAENETRESET = 10052;
    public static final int WSAECONNABORTED = 10053;
    public static final int WSAECONNRESET = 10054;
    public static final int WSAENOBUFS = 10055;
    public static final int WSAENOTCONN = 10057;
    public static final int WSAESHUTDOWN = 10058;
    public static final int WSAETIMEDOUT = 10060;
    public static final int WSAECONNREFUSED = 10061;
    public static final int WSAEHOSTUNREACH = 10065;
    public static final int WSAEDISCON = 10101;
    public static final int WSASYSCALLFAILURE = 10107;
    public static final int WSATRY_AGAIN = 11002;

    /** Codes of Winsock begin here; those below are of the system. */
    private static final int WSABASEERR = 10000;

    private WsaErrors() {}

    /** Returns the WSA error code for a code of the system, or that code where Winsock has none for it. */
    public static int ofSystemError(int code) {
        // Each call that pends asks: a map would make an Integer of it.
        switch (code) {
            case 64: // ERROR_NETNAME_DELETED
            case 1234: // ERROR_PORT_UNREACHABLE
                return WSAECONNRESET;
            case 121: // ERROR_SEM_TIMEOUT
                return WSAETIMEDOUT;
            case 234: // ERROR_MORE_DATA
                return WSAEMSGSIZE;
            case 1225: // ERROR_CONNECTION_REFUSED
                return WSAECONNREFUSED;
            case 1226: // ERROR_GRACEFUL_DISCONNECT
                return WSAEDISCON;
            case 1227: // ERROR_ADDRESS_ALREADY_ASSOCIATED
            case 1228: // ERROR_ADDRESS_NOT_ASSOCIATED
            case 1230: // ERROR_CONNECTION_ACTIVE
            case 1238: // ERROR_CONNECTION_COUNT_LIMIT
                return WSAEINVAL;
            case 1229: // ERROR_CONNECTION_INVALID
                return WSAENOTCONN;
            case 1231: // ERROR_NETWORK_UNREACHABLE
            case 1233: // ERROR_PROTOCOL_UNREACHABLE
                return WSAENETUNREACH;
            case 1232: // ERROR_HOST_UNREACHABLE
                return WSAEHOSTUNREACH;
            case 1235: // ERROR_REQUEST_ABORTED
                return WSA_OPERATION_ABORTED;
            case 1236: // ERROR_CONNECTION_ABORTED
                return WSAECONNABORTED;
            default:
                return code;
        }
    }

    /**
     * Returns the name that the Windows headers give to {@code code}, or {@code "WSA error <code>"}, or
     * {@code "Windows error <code>"} for one of the system. Never throws.
     */
    public static String symbol(int code) {
        Entry entry = Table.ENTRIES.get(code);
        if (entry != null) {
            return entry.symbol;
        }
        return (code > 0 && code < WSABASEERR ? "Windows error " : "WSA error ") + code;
    }

    /**
     * Returns in a short phrase what {@code code} means. For a code that our table lacks this is the system's own text,
     * in the system's language, or {@code "no description"}. Never throws.
     */
    public static String meaning(int code) {
        Entry entry = Table.ENTRIES.get(code);
        if (entry != null) {
            return entry.meaning;
        }
        String message = NativeMessages.of(code);
        return message != null ? message : "no description";
    }

    private static final class Entry {
        final String symbol;
        final String meaning;

        Entry(String symbol, String meaning) {
            this.symbol = symbol;
            this.meaning = meaning;
        }
    }

    private static final class Table {
        static final Map<Integer, Entry> ENTRIES = read();

        private static Map<Integer, Entry> read() {
            try (InputStream in = WsaErrors.class.getResourceAsStream("errors.tsv")) {
                if (in == null) {
                    // A jar that lost the table, by shading perhaps, must not hide the error that was to be named.
                    return Map.of();
                }
                return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                        .lines()
                        .skip(1)
                        .map(line -> line.split("\t"))
                        .collect(Collectors.toUnmodifiableMap(
                                columns -> Integer.valueOf(columns[1]), columns -> new Entry(columns[0], columns[2])));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
