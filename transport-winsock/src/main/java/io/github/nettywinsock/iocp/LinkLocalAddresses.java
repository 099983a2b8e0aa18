package io.github.nettywinsock.iocp;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Finds the scope of link-local addresses of IPv6 that are given without, as the JDK does: Windows wants it, and this machine
 * knows that of its own.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/winsock/ipv6-link-local-and-site-local-addresses-2">IPv6 Link-local
 *     and Site-local Addresses</a>
 */
final class LinkLocalAddresses {
    private static final LinkLocalAddresses SYSTEM =
            new LinkLocalAddresses(LinkLocalAddresses::ofSystem, System::nanoTime);

    /** Lists the addresses of this machine. */
    interface Source {
        List<InetAddress> list() throws SocketException;
    }

    /** How long an address stays one of another machine: it takes long to list all, and each datagram asks. */
    private static final long MISS_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Source source;
    private final LongSupplier nanoTime;
    private final Map<InetAddress, InetAddress> scoped = new ConcurrentHashMap<>();
    private volatile Miss lastMiss;

    LinkLocalAddresses(Source source, LongSupplier nanoTime) {
        this.source = source;
        this.nanoTime = nanoTime;
    }

    /** Those of this machine. */
    static LinkLocalAddresses system() {
        return SYSTEM;
    }

    /**
     * The address, with its scope if it is one of this machine.
     *
     * @throws SocketException when several interfaces have it
     */
    InetSocketAddress scoped(InetSocketAddress address) throws SocketException {
        InetAddress host = address.getAddress();
        if (!(host instanceof Inet6Address) || !host.isLinkLocalAddress() || ((Inet6Address) host).getScopeId() != 0) {
            return address;
        }
        InetAddress known = scoped.get(host);
        if (known == null) {
            Miss miss = lastMiss;
            known = miss != null && miss.holds(host, nanoTime.getAsLong()) ? null : find(host);
            if (known == null) {
                return address;
            }
            scoped.put(host, known);
        }
        return new InetSocketAddress(known, address.getPort());
    }

    private InetAddress find(InetAddress host) throws SocketException {
        List<InetAddress> found = source.list().stream()
                .filter(host::equals)
                .filter(address -> ((Inet6Address) address).getScopeId() != 0)
                .collect(Collectors.toList());
        if (found.size() > 1) {
            throw new SocketException("several interfaces have the address " + host.getHostAddress()
                    + ": give it with its scope, such as " + found.get(0).getHostAddress());
        }
        if (found.isEmpty()) {
            lastMiss = new Miss(host, nanoTime.getAsLong());
            return null;
        }
        return found.get(0);
    }

    private static List<InetAddress> ofSystem() throws SocketException {
        List<InetAddress> addresses = new ArrayList<>();
        NetworkInterface.networkInterfaces()
                .forEach(networkInterface -> networkInterface.inetAddresses().forEach(addresses::add));
        return addresses;
    }

    /** An address that was not one of this machine. */
    private static final class Miss {
        private final InetAddress host;
        private final long nanos;

        Miss(InetAddress host, long nanos) {
            this.host = host;
            this.nanos = nanos;
        }

        boolean holds(InetAddress host, long now) {
            return this.host.equals(host) && now - nanos < MISS_NANOS;
        }
    }
}
