package io.github.nettywinsock.iocp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nettywinsock.ws2.OverlappedSockets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Slots are distinct, found by their address, and counted. */
class OverlappedSlabTest {
    private final OverlappedSlab slab = new OverlappedSlab();

    @AfterEach
    void free() {
        slab.free();
    }

    @Test
    void theOwnerIsFoundByTheAddress() {
        List<IocpOperation> operations = new ArrayList<>();
        List<OverlappedSlab.Slot> slots = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            operations.add(new NoCall());
            slots.add(slab.acquire(operations.get(i)));
        }
        for (int i = 0; i < 1000; i++) {
            assertThat(slab.owner(slots.get(i).address)).isSameAs(operations.get(i));
        }
        assertThat(slab.inUse()).isEqualTo(1000);
        slots.forEach(slab::release);
        assertThat(slab.inUse()).isZero();
    }

    @Test
    void slotsDoNotOverlapAndAreAligned() {
        List<OverlappedSlab.Slot> slots = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            OverlappedSlab.Slot slot = slab.acquire(new NoCall());
            assertThat(slot.address % Long.BYTES).isZero();
            assertThat(slot.memory.capacity()).isEqualTo(OverlappedSlab.SLOT_LENGTH);
            slot.memory.putInt(0, i).putInt(OverlappedSlab.SLOT_LENGTH - Integer.BYTES, i);
            slots.add(slot);
        }
        for (int i = 0; i < 1000; i++) {
            assertThat(slots.get(i).memory.getInt(0)).isEqualTo(i);
            assertThat(slots.get(i).memory.getInt(OverlappedSlab.SLOT_LENGTH - Integer.BYTES))
                    .isEqualTo(i);
        }
    }

    @Test
    void aSlotIsUsedAgain() {
        OverlappedSlab.Slot slot = slab.acquire(new NoCall());
        slab.release(slot);
        IocpOperation next = new NoCall();
        assertThat(slab.acquire(next)).isSameAs(slot);
        assertThat(slab.owner(slot.address)).isSameAs(next);
    }

    @Test
    void aSlotIsReleasedOnce() {
        OverlappedSlab.Slot slot = slab.acquire(new NoCall());
        slab.release(slot);
        assertThatThrownBy(() -> slab.release(slot)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aForeignAddressHasNoOwner() {
        slab.acquire(new NoCall());
        assertThatThrownBy(() -> slab.owner(16)).isInstanceOf(IllegalArgumentException.class);
    }

    private static final class NoCall extends IocpOperation {
        @Override
        int start(OverlappedSockets sockets, long s, IocpIoHandler handler) {
            return 0;
        }
    }

    @Test
    void aRetiredSlotIsUsedAgainOnlyWhenItsPacketHasCome() {
        OverlappedSlab.Slot retired = slab.acquire(new NoCall());
        slab.retire(retired);
        assertThat(slab.inUse()).isZero();
        assertThat(slab.owner(retired.address)).isNull();
        OverlappedSlab.Slot next = slab.acquire(new NoCall());
        assertThat(next).isNotSameAs(retired);
        assertThat(slab.reclaim(next.address)).isFalse();
        assertThat(slab.reclaim(retired.address)).isTrue();
        assertThat(slab.acquire(new NoCall())).isSameAs(retired);
    }
}
