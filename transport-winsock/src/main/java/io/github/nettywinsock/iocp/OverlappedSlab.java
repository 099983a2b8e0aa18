package io.github.nettywinsock.iocp;

import io.github.nettywinsock.ws2.NativeMemory;
import io.netty.util.collection.LongObjectHashMap;
import io.netty.util.collection.LongObjectMap;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * The memory of the overlapped calls of one event loop, in slots of one call each. Windows writes to a slot until the
 * packet of its call was dequeued, so slots come from memory that only {@link #free} gives back.
 */
final class OverlappedSlab {
    /** Where the number of bytes is in the OVERLAPPED ({@code InternalHigh}). */
    static final int TRANSFERRED = 8;

    /**
     * What a call is given besides its OVERLAPPED: number of bytes, flags, up to two WSABUFs, and two addresses or one
     * address, a WSAMSG and control messages.
     */
    static final int BYTES = 32;

    static final int FLAGS = 36;
    static final int WSABUF = 40;
    static final int ADDRESS = 72;
    static final int MESSAGE = 104;
    static final int CONTROL = 160;
    static final int SLOT_LENGTH = 384;

    private static final int FIRST_CHUNK = 128;
    private static final int MAX_CHUNK = 8192;

    /** Spreads addresses, which have their low bits in common, over a hash map: times an odd number, all stay distinct. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private final List<NativeMemory> chunks = new ArrayList<>();

    /** By their spread addresses. */
    private final LongObjectMap<Slot> slots = new LongObjectHashMap<>();

    private final ArrayDeque<Slot> unused = new ArrayDeque<>();
    private int inUse;

    /** Takes a slot for the calls of {@code owner}. */
    Slot acquire(IocpOperation owner) {
        if (unused.isEmpty()) {
            grow();
        }
        Slot slot = unused.pop();
        slot.owner = owner;
        inUse++;
        return slot;
    }

    /** Gives a slot back. No call may be pending in it. */
    void release(Slot slot) {
        disown(slot);
        unused.push(slot);
    }

    private void disown(Slot slot) {
        if (slot.owner == null) {
            throw new IllegalStateException("released twice");
        }
        slot.owner = null;
        inUse--;
    }

    /** Takes a slot out of use until {@link #reclaim} because Windows may still write to it. */
    void retire(Slot slot) {
        disown(slot);
        slot.retired = true;
    }

    /** Takes a slot back of whose call a packet has come all the same; returns whether there was one. */
    boolean reclaim(long address) {
        Slot slot = slot(address);
        if (!slot.retired) {
            return false;
        }
        slot.retired = false;
        unused.push(slot);
        return true;
    }

    /** The owner of the slot that begins at {@code address}. */
    IocpOperation owner(long address) {
        return slot(address).owner;
    }

    private Slot slot(long address) {
        Slot slot = slots.get(address * SPREAD);
        if (slot == null) {
            throw new IllegalArgumentException("no slot begins at 0x" + Long.toHexString(address));
        }
        return slot;
    }

    /** The number of slots that were taken and not given back. */
    int inUse() {
        return inUse;
    }

    /** Frees the memory of all slots. */
    void free() {
        chunks.forEach(NativeMemory::free);
        chunks.clear();
        slots.clear();
        unused.clear();
    }

    private void grow() {
        int count = Math.min(FIRST_CHUNK << Math.min(chunks.size(), 16), MAX_CHUNK);
        NativeMemory chunk = NativeMemory.allocate(count * SLOT_LENGTH);
        chunks.add(chunk);
        ByteBuffer memory = chunk.buffer().duplicate();
        for (int i = count - 1; i >= 0; i--) {
            memory.limit((i + 1) * SLOT_LENGTH).position(i * SLOT_LENGTH);
            Slot slot = new Slot(
                    chunk.address() + (long) i * SLOT_LENGTH, memory.slice().order(ByteOrder.nativeOrder()));
            slots.put(slot.address * SPREAD, slot);
            unused.push(slot);
        }
    }

    /** The memory of one call at a time; it begins with the OVERLAPPED. */
    static final class Slot {
        final long address;
        final ByteBuffer memory;
        private IocpOperation owner;
        private boolean retired;

        private Slot(long address, ByteBuffer memory) {
            this.address = address;
            this.memory = memory;
        }
    }
}
