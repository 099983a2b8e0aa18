package io.github.nettywinsock.iocp;

import io.github.nettywinsock.option.SocketAddresses;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/**
 * Addresses that were read, by the bytes of their {@code sockaddr}: one that is there is not made anew. It grows with those
 * that there are, up to {@link #MAX_ENTRIES}; then others take their places.
 */
final class AddressTable {
    static final int FIRST_ENTRIES = 4;

    /** Anybody can make a table grow, who forges addresses: to 1.7 MB. With 2,000 of them, all are found. */
    static final int MAX_ENTRIES = 8192;

    private static final KnownAddress[] EMPTY = {};
    private static final int GROWTH = 2;

    /** How many entries, from that of its hash on, an address may be in. A power of 2. */
    private static final int WINDOW = 16;

    private static final int NONE = -1;
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    /** As many as a power of 2, or none; those that are null are behind the others of a window. */
    private KnownAddress[] entries = EMPTY;

    private int replacements;

    /** The address at {@code offset}, or null, as {@link SocketAddresses#read(ByteBuffer, int)} reads it. */
    KnownAddress read(ByteBuffer in, int offset) {
        long at0 = in.getLong(offset);
        long at8 = in.getLong(offset + 8);
        long at16 = in.getLong(offset + 16);
        int at24 = in.getInt(offset + 24);
        int hash = hash(at0, at8, at16, at24);
        for (int i = 0; i < window(); i++) {
            KnownAddress entry = entries[index(hash, i)];
            if (entry == null) {
                break;
            }
            if (entry.isOf(at0, at8, at16, at24)) {
                return entry;
            }
        }
        InetSocketAddress address = SocketAddresses.read(in, offset);
        return address == null ? null : put(new KnownAddress(address, in, offset));
    }

    static int hash(long at0, long at8, long at16, int at24) {
        long mixed = ((at0 * SPREAD ^ at8) * SPREAD ^ at16) * SPREAD ^ at24;
        return (int) ((mixed ^ mixed >>> 32) * SPREAD >>> 32);
    }

    private int window() {
        return Math.min(WINDOW, entries.length);
    }

    private int index(int hash, int place) {
        return hash + place & entries.length - 1;
    }

    private KnownAddress put(KnownAddress entry) {
        int index = unused(entry);
        while (index == NONE && entries.length < MAX_ENTRIES) {
            grow();
            index = unused(entry);
        }
        entries[index == NONE ? index(entry.tableHash(), replacements++ & WINDOW - 1) : index] = entry;
        return entry;
    }

    private int unused(KnownAddress entry) {
        int hash = entry.tableHash();
        for (int i = 0; i < window(); i++) {
            if (entries[index(hash, i)] == null) {
                return index(hash, i);
            }
        }
        return NONE;
    }

    private void grow() {
        KnownAddress[] smaller = entries;
        entries = new KnownAddress[Math.max(FIRST_ENTRIES, smaller.length * GROWTH)];
        for (KnownAddress entry : smaller) {
            int index = entry == null ? NONE : unused(entry);
            if (index != NONE) {
                entries[index] = entry;
            }
        }
    }
}
