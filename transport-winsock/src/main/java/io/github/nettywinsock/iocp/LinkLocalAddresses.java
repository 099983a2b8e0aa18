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

    /** How long a list is believed: it takes long to make one, and each datagram asks. */
    private static final long LIST_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Source source;
    private final LongSupplier nanoTime;
    private final Map<InetAddress, InetAddress> scoped = new ConcurrentHashMap<>();
    private volatile Listing last;

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
        if (!lacksScope(host)) {
            return address;
        }
        InetAddress known = scoped.get(host);
        if (known == null) {
            known = find(host);
            if (known == null) {
                return address;
            }
            scoped.put(host, known);
        }
        return new InetSocketAddress(known, address.getPort());
    }

    /** Whether an address says nothing without a scope, and has none. */
    static boolean lacksScope(InetAddress host) {
        return host instanceof Inet6Address && host.isLinkLocalAddress() && ((Inet6Address) host).getScopeId() == 0;
    }

    private InetAddress find(InetAddress host) throws SocketException {
        List<InetAddress> found = listing().scoped.getOrDefault(host, List.of());
        if (found.size() > 1) {
            throw new SocketException("several interfaces have the address " + host.getHostAddress()
                    + ": give it with its scope, such as " + found.get(0).getHostAddress());
        }
        return found.isEmpty() ? null : found.get(0);
    }

    private Listing listing() throws SocketException {
        long now = nanoTime.getAsLong();
        Listing listing = last;
        if (listing == null || now - listing.nanos >= LIST_NANOS) {
            listing = new Listing(source.list(), now);
            last = listing;
        }
        return listing;
    }

    private static List<InetAddress> ofSystem() throws SocketException {
        List<InetAddress> addresses = new ArrayList<>();
        NetworkInterface.networkInterfaces()
                .forEach(networkInterface -> networkInterface.inetAddresses().forEach(addresses::add));
        return addresses;
    }

    /** The addresses of this machine that have a scope, by what they are without it, and when they were listed. */
    private static final class Listing {
        private final Map<InetAddress, List<InetAddress>> scoped;
        private final long nanos;

        Listing(List<InetAddress> addresses, long nanos) {
            scoped = addresses.stream()
                    .filter(address -> address instanceof Inet6Address && ((Inet6Address) address).getScopeId() != 0)
                    .collect(Collectors.groupingBy(address -> address));
            this.nanos = nanos;
        }
    }
}
