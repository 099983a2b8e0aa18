package io.github.nettywinsock.simulation;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What becomes of a port that is bound and then bound again. A way to bind is a letter for the option, D, R or E for the
 * default, SO_REUSEADDR and SO_EXCLUSIVEADDRUSE, and one for the address, W or S for the wildcard or a specific one.
 */
final class SecondBinds {
    /** All of them. */
    static final List<String> WAYS = List.of("DW", "DS", "RW", "RS", "EW", "ES");

    private SecondBinds() {}

    /** Which sockets share an address. */
    enum Kind {
        TCP(Door.AF_INET, Door.SOCK_STREAM, false),
        TCP_OF_INET6(Door.AF_INET6, Door.SOCK_STREAM, false),
        UDP(Door.AF_INET, Door.SOCK_DGRAM, false),
        LISTENER(Door.AF_INET, Door.SOCK_STREAM, true);

        private final int family;
        private final int type;
        private final boolean listens;

        Kind(int family, int type, boolean listens) {
            this.family = family;
            this.type = type;
            this.listens = listens;
        }

        private InetAddress address(char kind) {
            if (kind == 'W') {
                return Addresses.wildcard(family);
            }
            byte[] loopback = family == Door.AF_INET ? new byte[] {127, 0, 0, 1} : new byte[16];
            loopback[loopback.length - 1] = 1;
            return Addresses.of(loopback);
        }
    }

    /** The error of each second bind, or 0, by the way of it, while a socket holds the port that was bound first in a way. */
    static Map<String, Integer> after(Door door, Kind kind, String first) {
        long holder = open(door, kind, first);
        succeed(door.bind(holder, kind.address(first.charAt(1)), 0));
        if (kind.listens) {
            succeed(door.sockets.listen(holder, 1));
        }
        int port = door.local(holder).getPort();
        Map<String, Integer> errors = new LinkedHashMap<>();
        for (String second : WAYS) {
            long s = open(door, kind, second);
            errors.put(second, -door.bind(s, kind.address(second.charAt(1)), port));
            door.close(s);
        }
        door.close(holder);
        return errors;
    }

    private static long open(Door door, Kind kind, String way) {
        long s = door.open(kind.family, kind.type);
        if (way.charAt(0) != 'D') {
            succeed(door.set(s, way.charAt(0) == 'R' ? "SO_REUSEADDR" : "SO_EXCLUSIVEADDRUSE", 1));
        }
        return s;
    }

    private static void succeed(int result) {
        if (result != 0) {
            throw new AssertionError("error " + -result);
        }
    }
}
