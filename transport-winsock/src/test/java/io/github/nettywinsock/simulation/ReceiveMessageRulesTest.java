package io.github.nettywinsock.simulation;

import static io.github.nettywinsock.ws2.WsaErrors.WSAEFAULT;
import static io.github.nettywinsock.ws2.WsaErrors.WSAEINVAL;
import static io.github.nettywinsock.ws2.WsaErrors.WSAEOPNOTSUPP;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.simulation.Door.Slot;
import org.junit.jupiter.api.Test;

/** The WSAMSG of WSARecvMsg, and who may call it. */
class ReceiveMessageRulesTest extends WindowsRules {
    private static final int MSG_OOB = 1;
    private static final int SIZEOF_SOCKADDR_IN = 16;

    @Test
    @Rules("R311")
    void aStreamHasNoMessages() {
        assertThat(door.receiveMessage(door.connection()[0], door.slot(1))).isIn(-WSAEINVAL, -WSAEOPNOTSUPP);
    }

    @Test
    @Rules("R314")
    void theLengthsOfAddressAndControlMessagesAreWritten() {
        long receiver = door.boundUdp();
        Slot receive = door.slot(10);
        assertThat(door.receiveMessage(receiver, receive)).isEqualTo(-997);
        Slot send = door.slot("x");
        door.end(door.sendTo(door.boundUdp(), door.local(receiver), send), send);
        assertThat(door.await(receive).status).isZero();
        assertThat(Memory.getInt(receive.at(Slot.MESSAGE_NAMELEN))).isEqualTo(SIZEOF_SOCKADDR_IN);
        assertThat(Memory.getInt(receive.at(Slot.MESSAGE_CONTROL_LENGTH))).isZero();
    }

    @Test
    @Rules("R315")
    void aLengthWantsItsBuffer() {
        long receiver = door.boundUdp();
        for (int pointer : new int[] {Slot.MESSAGE, Slot.MESSAGE_CONTROL}) {
            Slot receive = door.slot(1);
            receive.prepareMessage(Slot.CONTROL_LENGTH);
            Memory.putLong(receive.at(pointer), 0);
            assertThat(door.receivePrepared(receiver, receive)).isEqualTo(-WSAEFAULT);
        }
    }

    @Test
    @Rules("R315")
    void aReceiveWantsItsMessage() {
        Slot receive = door.slot(1);
        assertThat(door.sockets.WSARecvMsg(door.boundUdp(), 0, receive.at(Slot.BYTES), receive.at(0)))
                .isEqualTo(-WSAEFAULT);
    }

    @Test
    @Rules("R316")
    void otherFlagsThanPeekAreRefused() {
        Slot receive = door.slot(1);
        receive.prepareMessage(Slot.CONTROL_LENGTH);
        Memory.putInt(receive.at(Slot.MESSAGE_FLAGS), MSG_OOB);
        assertThat(door.receivePrepared(door.boundUdp(), receive)).isEqualTo(-WSAEINVAL);
    }
}
