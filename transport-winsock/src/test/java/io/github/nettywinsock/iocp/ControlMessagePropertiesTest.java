package io.github.nettywinsock.iocp;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterProperty;

/** Control messages and addresses of received datagrams, whatever a provider writes. */
class ControlMessagePropertiesTest {
    private static final int CONTROL_LENGTH = OverlappedSlab.MESSAGE + 32;

    private final OverlappedSlab slab = new OverlappedSlab();
    private final ReceiveMessageOperation receive = new ReceiveMessageOperation(null);

    ControlMessagePropertiesTest() {
        receive.slot(slab.acquire(receive));
    }

    @AfterProperty
    void free() {
        slab.free();
    }

    private static final class Message {
        final long length;
        final int level;
        final int type;
        final byte[] data;

        Message(long length, int level, int type, byte[] data) {
            this.length = length;
            this.level = level;
            this.type = type;
            this.data = data;
        }

        @Override
        public String toString() {
            return length + " bytes, level " + level + ", type " + type;
        }
    }

    @Provide
    Arbitrary<Message> messages() {
        Arbitrary<Long> lengths = Arbitraries.frequencyOf(
                Tuple.of(8, Arbitraries.longs().between(0, 60)),
                Tuple.of(1, Arbitraries.longs()),
                Tuple.of(
                        1,
                        Arbitraries.of(
                                0x7FFFFFFFL, 0x7FFFFFF8L, 0x80000000L, 0xFFFFFFFFL, -1L, Long.MAX_VALUE, 1L << 32)));
        return Combinators.combine(
                        lengths,
                        Arbitraries.of(0, 41, 17, 5),
                        Arbitraries.of(19, 3, 7),
                        Arbitraries.bytes().array(byte[].class).ofMaxSize(24))
                .as(Message::new);
    }

    @Provide
    Arbitrary<Integer> controlLengths() {
        return Arbitraries.oneOf(
                Arbitraries.integers().between(0, 600),
                Arbitraries.integers(),
                Arbitraries.of(Integer.MAX_VALUE, Integer.MIN_VALUE, -1, Integer.MAX_VALUE - 7));
    }

    @Property(tries = 10_000)
    void areReadOrPassedOver(
            @ForAll("messages") Message first,
            @ForAll("messages") Message second,
            @ForAll("controlLengths") int controlLength,
            @ForAll short family,
            @ForAll boolean atTheEnd) {
        ByteBuffer memory = receive.slot().memory;
        for (int i = OverlappedSlab.CONTROL; i < OverlappedSlab.SLOT_LENGTH; i++) {
            memory.put(i, (byte) 0);
        }
        int end = write(memory, OverlappedSlab.CONTROL, first);
        write(memory, atTheEnd ? OverlappedSlab.SLOT_LENGTH - 16 : end, second);
        memory.putInt(CONTROL_LENGTH, controlLength).putShort(OverlappedSlab.ADDRESS, family);

        InetSocketAddress recipient = receive.recipient(new Recipients(), 5);
        assertThat(recipient == null ? "" : recipient.getHostString()).isNotNull();
        receive.sender(new AddressTable());
        ByteBuf buffer = Unpooled.buffer().writeZero(500);
        assertThat(receive.datagramLength(buffer)).isPositive();
        buffer.release();
    }

    private static int write(ByteBuffer memory, int offset, Message message) {
        memory.putLong(offset, message.length).putInt(offset + 8, message.level).putInt(offset + 12, message.type);
        for (int i = 0; i < message.data.length && offset + 16 + i < OverlappedSlab.SLOT_LENGTH; i++) {
            memory.put(offset + 16 + i, message.data[i]);
        }
        return offset + 16 + (message.data.length + 7 & -8);
    }
}
