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

    /** Anybody can make a table grow, who sends from many addresses. */
    static final int MAX_ENTRIES = 256;

    private static final Entry[] EMPTY = {};
    private static final int GROWTH = 4;

    /** How many entries, from that of its hash on, an address may be in. A power of 2. */
    private static final int WINDOW = 8;

    private static final int NONE = -1;
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    /** As many as a power of 2, or none; those that are null are behind the others of a window. */
    private Entry[] entries = EMPTY;

    private int replacements;

    /** The address at {@code offset}, or null, as {@link SocketAddresses#read(ByteBuffer, int)} reads it. */
    InetSocketAddress read(ByteBuffer in, int offset) {
        long at0 = in.getLong(offset);
        long at8 = in.getLong(offset + 8);
        long at16 = in.getLong(offset + 16);
        int at24 = in.getInt(offset + 24);
        int hash = hash(at0, at8, at16, at24);
        for (int i = 0; i < window(); i++) {
            Entry entry = entries[index(hash, i)];
            if (entry == null) {
                break;
            }
            if (entry.at0 == at0 && entry.at8 == at8 && entry.at16 == at16 && entry.at24 == at24) {
                return entry.address;
            }
        }
        InetSocketAddress address = SocketAddresses.read(in, offset);
        put(new Entry(at0, at8, at16, at24, address));
        return address;
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

    private void put(Entry entry) {
        int index = unused(entry);
        while (index == NONE && entries.length < MAX_ENTRIES) {
            grow();
            index = unused(entry);
        }
        entries[index == NONE ? index(entry.hash(), replacements++ & WINDOW - 1) : index] = entry;
    }

    private int unused(Entry entry) {
        int hash = entry.hash();
        for (int i = 0; i < window(); i++) {
            if (entries[index(hash, i)] == null) {
                return index(hash, i);
            }
        }
        return NONE;
    }

    private void grow() {
        Entry[] smaller = entries;
        entries = new Entry[Math.max(FIRST_ENTRIES, smaller.length * GROWTH)];
        for (Entry entry : smaller) {
            int index = entry == null ? NONE : unused(entry);
            if (index != NONE) {
                entries[index] = entry;
            }
        }
    }

    /** An address, or null, and what it was read from. */
    private static final class Entry {
        private final long at0;
        private final long at8;
        private final long at16;
        private final int at24;
        private final InetSocketAddress address;

        Entry(long at0, long at8, long at16, int at24, InetSocketAddress address) {
            this.at0 = at0;
            this.at8 = at8;
            this.at16 = at16;
            this.at24 = at24;
            this.address = address;
        }

        int hash() {
            return AddressTable.hash(at0, at8, at16, at24);
        }
    }
}
