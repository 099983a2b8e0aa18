package io.github.nettywinsock.parity;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes up programs from seeds. */
final class ProgramGenerator {
    private static final int STEPS = 8;

    private static final List<String> ANY = List.of(
            "bind free",
            "auto-read off",
            "auto-read on",
            "read",
            "close",
            "close-twice",
            "disconnect",
            "deregister",
            "register",
            "options");

    private static final List<String> OF_CONNECTIONS = List.of(
            "write direct 10",
            "write heap 3000",
            "write composite 70001",
            "write read-only 20",
            "write direct 400000",
            "write direct 0",
            "write text 0",
            "write region 5000",
            "write-only direct 100",
            "flush",
            "write-close direct 300000",
            "write-shutdown direct 1000",
            "shutdown-output",
            "shutdown-input",
            "shutdown",
            "set ALLOW_HALF_CLOSURE true",
            "set SO_KEEPALIVE true",
            "set SO_LINGER 0",
            "set SO_RCVBUF 20000",
            "set AUTO_CLOSE false");

    private static final List<String> OF_PEERS = List.of(
            "peer sends 1",
            "peer sends 3000",
            "peer sends 100000",
            "peer stalls",
            "peer resumes",
            "peer ends",
            "peer closes",
            "peer resets");

    private static final List<String> OF_CLIENTS =
            List.of("connect peer", "connect refused", "connect-from free peer", "connect-twice", "connect unresolved");

    private static final List<String> OF_LISTENERS = List.of(
            "client",
            "client",
            "client-resets",
            "set SO_BACKLOG 5",
            "child-set TCP_NODELAY false",
            "child-auto-read off");

    private static final List<String> OF_DATAGRAMS = List.of(
            "connect peer",
            "connect other",
            "connect nobody",
            "send peer direct 10",
            "send other composite 2000",
            "send nobody heap 1",
            "send peer direct 70000",
            "send unresolved direct 1",
            "write direct 30",
            "write text 0",
            "peer sends 10",
            "peer sends 5000",
            "peer sends 0",
            "other sends 20",
            "peer-closes",
            "bind any",
            "join",
            "leave",
            "join-source",
            "leave-source",
            "join-any",
            "leave-any",
            "block",
            "block-any",
            "send group direct 10",
            "set SO_BROADCAST true",
            "set IP_MULTICAST_TTL 7",
            "set IP_MULTICAST_LOOP_DISABLED true",
            "set RECVBUF_ALLOCATOR receive100");

    private ProgramGenerator() {}

    static Program generate(Program.Kind kind, long seed) {
        Random random = new Random(seed);
        List<String> steps = new ArrayList<>(beginning(kind, random));
        while (steps.size() < STEPS + 2) {
            steps.add(step(kind, random));
        }
        return new Program(kind, steps);
    }

    private static List<String> beginning(Program.Kind kind, Random random) {
        boolean reads = random.nextInt(4) > 0;
        List<String> steps = new ArrayList<>(List.of("register"));
        if (!reads) {
            steps.add("auto-read off");
        }
        if (random.nextInt(8) > 0) {
            steps.add(kind == Program.Kind.CLIENT ? "connect peer" : "bind free");
        }
        return steps;
    }

    private static String step(Program.Kind kind, Random random) {
        switch (kind) {
            case CLIENT:
                return random.nextInt(6) == 0
                        ? any(random, OF_CLIENTS, ANY)
                        : any(random, OF_CONNECTIONS, OF_PEERS, OF_PEERS);
            case LISTENER:
                return random.nextInt(2) == 0
                        ? any(random, OF_LISTENERS, OF_LISTENERS, ANY)
                        : "child " + (1 + random.nextInt(2)) + ' ' + any(random, OF_CONNECTIONS, OF_PEERS, ANY);
            default:
                return random.nextInt(4) == 0 ? any(random, ANY) : any(random, OF_DATAGRAMS);
        }
    }

    @SafeVarargs
    private static String any(Random random, List<String>... lists) {
        List<String> list = lists[random.nextInt(lists.length)];
        return list.get(random.nextInt(list.size()));
    }
}
