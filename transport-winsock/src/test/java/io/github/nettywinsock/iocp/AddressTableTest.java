package io.github.nettywinsock.iocp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.option.SocketAddresses;
import io.github.nettywinsock.ws2.Winsock2;
import java.lang.ref.WeakReference;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses that datagrams have come from, which the next ones may come from too. */
class AddressTableTest {
    private static final int MANY = AddressTable.MAX_ENTRIES / 4;

    private AddressTable table = new AddressTable();
    private final ByteBuffer memory =
            ByteBuffer.allocate(SocketAddresses.MAX_LENGTH).order(ByteOrder.nativeOrder());

    private void clear() {
        for (int i = 0; i < memory.capacity(); i++) {
            memory.put(i, (byte) 0);
        }
    }

    private InetSocketAddress read(InetSocketAddress address) {
        clear();
        SocketAddresses.write(address, memory);
        return table.read(memory, 0);
    }

    private InetSocketAddress readMapped(InetSocketAddress address) {
        clear();
        SocketAddresses.writeInet6(address, memory);
        return table.read(memory, 0);
    }

    private static InetSocketAddress address(String host, int port) throws Exception {
        return new InetSocketAddress(InetAddress.getByName(host), port);
    }

    /** One of IPv4 after the other. */
    private static InetSocketAddress address(int i) throws Exception {
        return address("10." + (i >> 16 & 0xFF) + "." + (i >> 8 & 0xFF) + "." + (i & 0xFF), 5);
    }

    @Test
    void theSameAddressIsNotMadeAnew() throws Exception {
        for (String host : new String[] {"127.0.0.1", "::1", "fe80::1%3"}) {
            InetSocketAddress first = read(address(host, 5));
            assertThat(first).isEqualTo(address(host, 5));
            assertThat(read(address(host, 5))).isSameAs(first);
        }
    }

    @Test
    void addressesThatTakeTurnsAreNotMadeAnew() throws Exception {
        List<InetSocketAddress> known = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            for (int j = 0; j < i; j += Math.max(1, i / 8)) {
                assertThat(read(address(j))).as("%d, when there are %d", j, i).isSameAs(known.get(j));
            }
            known.add(read(address(i)));
            assertThat(known.get(i)).isEqualTo(address(i));
        }
    }

    /** Those of a busy server: anywhere, on one machine, on one network, and by IPv6. */
    @ParameterizedTest
    @ValueSource(strings = {"anywhere", "one machine", "one network", "IPv6"})
    void twoThousandSendersInTurnAreNotMadeAnew(String where) throws Exception {
        List<InetSocketAddress> senders = senders(where, 2000);
        for (InetSocketAddress sender : senders) {
            read(sender);
        }
        List<InetSocketAddress> known = new ArrayList<>();
        for (InetSocketAddress sender : senders) {
            known.add(read(sender));
        }
        for (int i = 0; i < known.size(); i++) {
            assertThat(read(senders.get(i))).isSameAs(known.get(i)).isEqualTo(senders.get(i));
        }
    }

    private static List<InetSocketAddress> senders(String where, int count) throws Exception {
        Random random = new Random(1);
        List<InetSocketAddress> senders = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] host = new byte[where.equals("IPv6") ? 16 : 4];
            random.nextBytes(host);
            host[0] = 0x20;
            senders.add(new InetSocketAddress(
                    where.equals("one machine")
                            ? InetAddress.getLoopbackAddress()
                            : where.equals("one network") ? address(i).getAddress() : InetAddress.getByAddress(host),
                    where.equals("one machine") ? 1024 + i : random.nextInt(1 << 16)));
        }
        return senders;
    }

    @Test
    void anotherAddressIsRead() throws Exception {
        for (InetSocketAddress next : new InetSocketAddress[] {
            address("127.0.0.1", 5),
            address("127.0.0.1", 6),
            address("127.0.0.2", 6),
            address("::1", 6),
            address("::2", 6),
            address("1::2", 6),
            address("fe80::2%3", 6),
            address("fe80::2%4", 6),
            address("127.0.0.1", 5)
        }) {
            // That of IPv6 is equal to another one whose scope is different.
            assertThat(read(next)).hasToString(next.toString());
        }
    }

    @Test
    void eachBitCounts() throws Exception {
        for (String host : new String[] {"127.0.0.1", "2001:db8::1", "fe80::1%3"}) {
            for (int bit = 0; bit < SocketAddresses.MAX_LENGTH * Byte.SIZE; bit++) {
                table = new AddressTable();
                InetSocketAddress first = read(address(host, 5));
                // As many as it begins with: whatever the hash of another one is, it is compared with all.
                for (int i = 1; i < AddressTable.FIRST_ENTRIES; i++) {
                    read(address(i));
                }
                assertThat(read(address(host, 5))).isSameAs(first);
                memory.put(bit / Byte.SIZE, (byte) (memory.get(bit / Byte.SIZE) ^ 1 << bit % Byte.SIZE));
                InetSocketAddress other = table.read(memory, 0);
                assertThat(other).as("bit %d of %s", bit, host).isNotSameAs(first);
                assertThat(String.valueOf(other)).isEqualTo(String.valueOf(SocketAddresses.read(memory, 0)));
            }
        }
    }

    /** As a SOCKET of both families has them. */
    @Test
    void aMappedAddressIsOneOfIpv4AndNotThatOfAnotherFamily() throws Exception {
        InetSocketAddress inet = read(address("127.0.0.1", 5));
        InetSocketAddress mapped = readMapped(address("127.0.0.1", 5));
        assertThat(mapped).isEqualTo(inet).isNotSameAs(inet);
        assertThat(mapped.getAddress()).isInstanceOf(Inet4Address.class);
        assertThat(readMapped(address("127.0.0.1", 5))).isSameAs(mapped);
        assertThat(read(address("127.0.0.1", 5))).isSameAs(inet);
    }

    @Test
    void addressesOfTheSameHashAreToldApart() throws Exception {
        Map<Integer, InetSocketAddress> byHash = new HashMap<>();
        InetSocketAddress one = null;
        InetSocketAddress other = null;
        for (int i = 1; one == null; i++) {
            clear();
            memory.putShort(0, (short) Winsock2.AF_INET6).putLong(8, i).putLong(16, i);
            other = SocketAddresses.read(memory, 0);
            one = byHash.put(AddressTable.hash(memory.getLong(0), i, i, 0), other);
        }
        for (int entries = 0; entries < MANY; entries++) {
            InetSocketAddress first = read(one);
            InetSocketAddress second = read(other);
            assertThat(first).isEqualTo(one);
            assertThat(second).isEqualTo(other);
            assertThat(read(one)).isSameAs(first);
            assertThat(read(other)).isSameAs(second);
            read(address("::1", 1 + entries));
        }
    }

    @Test
    void itDoesNotGrowForEver() throws Exception {
        List<InetSocketAddress> first = new ArrayList<>();
        for (int i = 0; i < AddressTable.MAX_ENTRIES * 3; i++) {
            first.add(read(address(i)));
            assertThat(first.get(i)).isEqualTo(address(i));
            assertThat(read(address(i))).isSameAs(first.get(i));
        }
        int kept = 0;
        for (int i = first.size() - 1; i >= 0; i--) {
            kept += read(address(i)) == first.get(i) ? 1 : 0;
            assertThat(read(address(i))).isEqualTo(address(i));
        }
        assertThat(kept).isBetween(AddressTable.MAX_ENTRIES / 4, AddressTable.MAX_ENTRIES);
    }

    /** Nobody fills memory who forges senders. */
    @Test
    void aHundredThousandForgedSendersAreNotKept() throws Exception {
        List<WeakReference<InetSocketAddress>> forged = new ArrayList<>();
        for (InetSocketAddress sender : senders("anywhere", 100_000)) {
            forged.add(new WeakReference<>(read(sender)));
        }
        System.gc();
        assertThat(forged)
                .filteredOn(sender -> sender.get() != null)
                .hasSizeBetween(AddressTable.MAX_ENTRIES / 2, AddressTable.MAX_ENTRIES);
        InetSocketAddress one = read(address(1));
        assertThat(read(address(1))).isSameAs(one);
    }

    @Test
    void whatIsNoAddressIsNone() throws Exception {
        read(address("127.0.0.1", 5));
        clear();
        assertThat(table.read(memory, 0)).isNull();
        memory.putShort(0, (short) (Winsock2.AF_INET6 + 1));
        assertThat(table.read(memory, 0)).isNull();
        assertThat(table.read(memory, 0)).isNull();
    }
}
