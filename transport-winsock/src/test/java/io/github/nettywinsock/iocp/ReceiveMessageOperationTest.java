package io.github.nettywinsock.iocp;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The control messages of a received datagram, in the layout of WSACMSGHDR. */
class ReceiveMessageOperationTest {
    private static final int CONTROL_LENGTH = OverlappedSlab.MESSAGE + 32;
    private static final int FLAGS = OverlappedSlab.MESSAGE + 48;
    private static final int MSG_CTRUNC = 0x200;
    private static final int MSG_BCAST = 0x400;
    private static final int IPPROTO_IP = 0;
    private static final int IPPROTO_UDP = 17;
    private static final int IPPROTO_IPV6 = 41;
    private static final int PKTINFO = 19;
    private static final int IP_TOS = 3;
    private static final int UDP_COALESCED_INFO = 3;

    private final OverlappedSlab slab = new OverlappedSlab();
    private final ReceiveMessageOperation receive = new ReceiveMessageOperation(null);
    private final Recipients recipients = new Recipients();
    private ByteBuffer memory;
    private int end = OverlappedSlab.CONTROL;

    @BeforeEach
    void acquire() {
        receive.slot(slab.acquire(receive));
        memory = receive.slot().memory;
        memory.putInt(CONTROL_LENGTH, 0);
    }

    @AfterEach
    void free() {
        slab.free();
    }

    @Test
    void nothingIsKnownWithoutControlMessages() {
        assertThat(recipient()).isNull();
        assertThat(takenApart(3000)).containsExactly(3000);
    }

    @Test
    void theAddressOfIpv4IsFoundBehindOtherMessages() throws Exception {
        add(IPPROTO_IP, IP_TOS, 8, 0, 0, 0);
        add(IPPROTO_IP, PKTINFO, 127, 0, 0, 2, 1, 0, 0, 0);
        assertThat(recipient()).isEqualTo(InetAddress.getByName("127.0.0.2"));
    }

    /** What is a broadcast on the link may be for the address of a host, which its other datagrams are answered from. */
    @Test
    void aBroadcastTellsNothingOfOtherDatagramsForItsAddress() {
        add(IPPROTO_IP, PKTINFO, 192, 0, 2, 5, 1, 0, 0, 0);
        memory.putInt(FLAGS, MSG_BCAST);
        assertThat(KnownAddress.isBroadcast(receive.recipient(recipients, 53))).isTrue();
        memory.putInt(FLAGS, 0);
        assertThat(KnownAddress.isBroadcast(receive.recipient(recipients, 53))).isFalse();
    }

    @Test
    void aMappedAddressIsOneOfIpv4() throws Exception {
        add(IPPROTO_IPV6, PKTINFO, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 169, 254, 1, 2, 1, 0, 0, 0);
        assertThat(recipient()).isEqualTo(InetAddress.getByName("169.254.1.2"));
    }

    @Test
    void theInterfaceIsTheScopeOfALinkLocalAddress() {
        add(IPPROTO_IPV6, PKTINFO, 0xFE, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 9, 7, 0, 0, 0);
        assertThat(recipient()).isInstanceOf(Inet6Address.class);
        assertThat(((Inet6Address) recipient()).getScopeId()).isEqualTo(7);
    }

    @Test
    void theInterfaceIsNoScopeOfAnotherAddress() throws Exception {
        add(IPPROTO_IPV6, PKTINFO, 0xFE, 0xC0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 9, 7, 0, 0, 0);
        assertThat(recipient().getHostAddress()).isEqualTo("fec0:0:0:0:0:0:0:9");
    }

    @Test
    void aRecipientIsNotMadeAnew() {
        add(IPPROTO_IP, PKTINFO, 127, 0, 0, 2, 1, 0, 0, 0);
        InetSocketAddress inet = receive.recipient(recipients, 0xABCD);
        assertThat(inet).isEqualTo(new InetSocketAddress("127.0.0.2", 0xABCD));
        end = OverlappedSlab.CONTROL;
        add(IPPROTO_IPV6, PKTINFO, 0xFE, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 9, 7, 0, 0, 0);
        InetSocketAddress linkLocal = receive.recipient(recipients, 0xABCD);
        memory.put(OverlappedSlab.CONTROL + 16 + 16, (byte) 8);
        assertThat(receive.recipient(recipients, 0xABCD).getAddress().getHostAddress())
                .isEqualTo("fe80:0:0:0:0:0:0:9%8");
        memory.put(OverlappedSlab.CONTROL + 16 + 16, (byte) 7);
        assertThat(receive.recipient(recipients, 0xABCD)).isSameAs(linkLocal);
        assertThat(receive.recipient(recipients, 0xABCE).getPort()).isEqualTo(0xABCE);
        end = OverlappedSlab.CONTROL;
        add(IPPROTO_IP, PKTINFO, 127, 0, 0, 2, 1, 0, 0, 0);
        assertThat(receive.recipient(recipients, 0xABCD)).isSameAs(inet);
    }

    /** The rest of the slot may hold those of an earlier datagram. */
    @Test
    void noControlMessageIsBelievedWhenSomeDidNotFit() {
        add(IPPROTO_IP, PKTINFO, 127, 0, 0, 2, 1, 0, 0, 0);
        add(IPPROTO_UDP, UDP_COALESCED_INFO, 100, 0, 0, 0);
        memory.putInt(FLAGS, MSG_CTRUNC);
        assertThat(receive.lacksControlMessages()).isTrue();
        assertThat(recipient()).isNull();
        assertThat(takenApart(300)).containsExactly(300);
    }

    @Test
    void joinedDatagramsAreTakenApart() {
        add(IPPROTO_UDP, UDP_COALESCED_INFO, 0xB0, 0x04, 0, 0);
        assertThat(takenApart(3000)).containsExactly(1200, 1200, 600);
        assertThat(takenApart(2400)).containsExactly(1200, 1200);
        assertThat(takenApart(10)).containsExactly(10);
        assertThat(takenApart(0)).containsExactly(0);
        assertThat(recipient()).isNull();
    }

    private List<Integer> takenApart(int length) {
        ByteBuf buffer = Unpooled.buffer().writeZero(length);
        List<Integer> lengths = new ArrayList<>();
        int each = receive.datagramLength(buffer);
        for (; buffer.readableBytes() > each; buffer.skipBytes(each)) {
            lengths.add(each);
        }
        lengths.add(buffer.readableBytes());
        buffer.release();
        return lengths;
    }

    @Test
    void whatIsCutOffIsNotRead() {
        add(IPPROTO_IP, PKTINFO, 127, 0, 0, 2, 1, 0, 0, 0);
        memory.putInt(CONTROL_LENGTH, 20);
        assertThat(recipient()).isNull();
        memory.putInt(CONTROL_LENGTH, Integer.MAX_VALUE).putLong(OverlappedSlab.CONTROL, Long.MAX_VALUE);
        assertThat(recipient()).isNull();
    }

    /** A slot is full to the end, and the message there has nothing in it. */
    @Test
    void aMessageWithoutItsDataIsNone() {
        int length = OverlappedSlab.SLOT_LENGTH - OverlappedSlab.CONTROL;
        memory.putLong(end, length - 16).putInt(end + 8, IPPROTO_IP).putInt(end + 12, IP_TOS);
        int last = OverlappedSlab.SLOT_LENGTH - 16;
        memory.putLong(last, 16).putInt(last + 8, IPPROTO_IP).putInt(last + 12, PKTINFO);
        memory.putInt(CONTROL_LENGTH, length);
        assertThat(recipient()).isNull();
        memory.putInt(last + 8, IPPROTO_UDP).putInt(last + 12, UDP_COALESCED_INFO);
        assertThat(takenApart(3000)).containsExactly(3000);
    }

    @Test
    void aLengthOfMoreThanThereIsRoomForDoesNotHideTheMessages() throws Exception {
        add(IPPROTO_IP, PKTINFO, 127, 0, 0, 2, 1, 0, 0, 0);
        memory.putInt(CONTROL_LENGTH, Integer.MAX_VALUE);
        assertThat(recipient()).isEqualTo(InetAddress.getByName("127.0.0.2"));
    }

    private InetAddress recipient() {
        InetSocketAddress recipient = receive.recipient(recipients, 5);
        assertThat(recipient == null || recipient.getPort() == 5).isTrue();
        return recipient == null ? null : recipient.getAddress();
    }

    private void add(int level, int type, int... data) {
        memory.putLong(end, 16 + data.length).putInt(end + 8, level).putInt(end + 12, type);
        for (int i = 0; i < data.length; i++) {
            memory.put(end + 16 + i, (byte) data[i]);
        }
        end += 16 + (data.length + 7 & -8);
        memory.putInt(CONTROL_LENGTH, end - OverlappedSlab.CONTROL);
    }
}
