package io.github.nettywinsock.simulation;

import static io.github.nettywinsock.ws2.WsaErrors.WSAEINVAL;
import static io.github.nettywinsock.ws2.WsaErrors.WSAENOTCONN;
import static io.github.nettywinsock.ws2.WsaErrors.WSAESHUTDOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.simulation.Door.Packet;
import io.github.nettywinsock.simulation.Door.Slot;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TransmitFile. */
class TransmitFileRulesTest extends WindowsRules {
    private static final int LENGTH = 1 << 20;
    private static final int OFFSET = 16;
    private static final int INTERNAL_HIGH = 8;
    private static final int SHUTDOWN_SEND = 1;
    private static final int QUIET_MILLIS = 200;

    @TempDir
    Path directory;

    private String content;
    private FileChannel file;

    @BeforeEach
    void writeFile() throws IOException {
        byte[] bytes = new byte[LENGTH];
        new Random(1).nextBytes(bytes);
        content = new String(bytes, StandardCharsets.ISO_8859_1);
        Path path = Files.write(directory.resolve("file"), bytes);
        file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    @AfterEach
    void closeFile() throws IOException {
        file.close();
    }

    @Test
    @Rules({"R282", "R285", "R291"})
    void aPartOfAFileIsSent() {
        long[] ends = door.connection();
        Slot transmit = door.slot();
        Packet end = door.end(transmit(ends[0], 1000, 500, transmit), transmit);
        assertThat(end.status).isZero();
        assertThat(end.bytes).isEqualTo(500);
        assertThat(receive(ends[1], 500)).isEqualTo(content.substring(1000, 1500));
    }

    @Test
    @Rules("R283")
    void aCallHasALimit() {
        assertThat(transmit(door.connection()[0], 0, Integer.MAX_VALUE, door.slot()))
                .isEqualTo(-WSAEINVAL);
    }

    @Test
    @Rules("R284")
    void noLengthIsTheRestOfTheFile() {
        long[] ends = door.connection();
        Slot transmit = door.slot();
        Packet end = door.end(transmit(ends[0], LENGTH - 300, 0, transmit), transmit);
        assertThat(end.bytes).isEqualTo(300);
        assertThat(receive(ends[1], 300)).isEqualTo(content.substring(LENGTH - 300));
    }

    @Test
    @Rules("R286")
    void whatIsNotWithinTheFileIsNotSent() {
        Slot transmit = door.slot();
        Packet end = door.end(transmit(door.connection()[0], LENGTH + 1, 10, transmit), transmit);
        tell("beyond the end", String.format("%x, %d bytes", end.status, end.bytes));
        assertThat(end.bytes).isZero();
    }

    @Test
    @Rules("R287")
    void onlyAConnectionTransmits() {
        assertThat(transmit(door.boundTcp(), 0, 1, door.slot())).isEqualTo(-WSAENOTCONN);
        assertThat(transmit(door.listener(), 0, 1, door.slot())).isEqualTo(-WSAEINVAL);
        assertThat(transmit(door.boundUdp(), 0, 1, door.slot())).isEqualTo(-WSAEINVAL);
        long[] ends = door.connection();
        door.sockets.shutdown(ends[0], SHUTDOWN_SEND);
        assertThat(transmit(ends[0], 0, 1, door.slot())).isEqualTo(-WSAESHUTDOWN);
    }

    @Test
    @Rules("R287")
    void onlyAFileIsTransmitted() {
        windows.expectMisuse();
        long[] ends = door.connection();
        Slot transmit = door.slot();
        assertThat(door.sockets.TransmitFile(ends[0], 0x7FFC, 1, transmit.at(0)))
                .isEqualTo(-SimulatedWindows.ERROR_INVALID_HANDLE);
    }

    @Test
    @Rules({"R289", "R290"})
    @OnlySimulated("a Windows is a client edition or a server")
    void clientEditionsTransmitTwoFilesAtATime() {
        long[][] ends = {door.connection(), door.connection(), door.connection()};
        Slot[] transmits = {door.slot(), door.slot(), door.slot()};
        for (int i = 0; i < 2; i++) {
            assertThat(transmit(ends[i][0], 0, LENGTH, transmits[i])).isEqualTo(-997);
        }
        int result = transmit(ends[2][0], 0, 1, transmits[2]);
        boolean waits = result == -997 && door.poll(transmits[2], QUIET_MILLIS) == null;
        assertThat(waits).isEqualTo(windows.simulated().schedule.isClientEdition());
        door.sockets.CancelIoEx(ends[0][0], 0);
        door.await(transmits[0]);
        assertThat(receive(ends[2][1], 1)).isEqualTo(content.substring(0, 1));
        door.sockets.CancelIoEx(ends[1][0], 0);
        door.await(transmits[1]);
    }

    @Test
    @Rules("R292")
    void thePositionOfTheFileMayMove() throws IOException {
        Slot transmit = door.slot();
        door.end(transmit(door.connection()[0], 100, 50, transmit), transmit);
        tell("position", file.position());
        assertThat(file.position()).isIn(0L, 150L);
    }

    @Test
    @Rules("R293")
    void aCallThatCompletesInlineHasSentAll() {
        long[] ends = door.connection();
        door.skipPackets(ends[0]);
        for (int i = 0; i < 5; i++) {
            Slot transmit = door.slot();
            int result = transmit(ends[0], 7, 10, transmit);
            if (result != 0) {
                assertThat(door.await(transmit).bytes).isEqualTo(10);
            }
            tell("InternalHigh after " + result, Memory.getInt(transmit.at(INTERNAL_HIGH)));
            assertThat(receive(ends[1], 10)).isEqualTo(content.substring(7, 17));
        }
    }

    @Test
    @Rules("R294")
    void aFileComesInItsTurn() {
        long[] ends = door.connection();
        Slot before = door.slot("<");
        Slot transmit = door.slot();
        Slot after = door.slot(">");
        door.send(ends[0], before);
        transmit(ends[0], 0, 9, transmit);
        door.send(ends[0], after);
        assertThat(receive(ends[1], 11)).isEqualTo('<' + content.substring(0, 9) + '>');
    }

    @Test
    @Rules("R295")
    @OnlySimulated("how much of a file is read ahead is not known")
    void aFileThatBecomesShorterIsNotSentToItsEnd() throws IOException {
        long[] ends = door.connection();
        Slot transmit = door.slot();
        assertThat(transmit(ends[0], 0, LENGTH, transmit)).isEqualTo(-997);
        assertThat(door.poll(transmit, QUIET_MILLIS)).isNull();
        file.truncate(LENGTH - 10);
        receive(ends[1], LENGTH - 10);
        Packet end = door.await(transmit);
        assertThat(end.status).isIn(Status.SUCCESS, Status.END_OF_FILE);
        assertThat(end.bytes).isEqualTo(LENGTH - 10);
    }

    @Test
    @Rules("R296")
    void aCancelledCallGivesTheConnectionUp() {
        long[] ends = door.connection();
        Slot transmit = door.slot();
        assertThat(transmit(ends[0], 0, LENGTH, transmit)).isEqualTo(-997);
        assertThat(door.poll(transmit, QUIET_MILLIS)).isNull();
        assertThat(door.sockets.CancelIoEx(ends[0], transmit.overlapped())).isZero();
        Packet end = door.await(transmit);
        tell("cancelled", Integer.toHexString(end.status));
        assertThat(end.status).isIn(Status.CONNECTION_ABORTED, Status.CANCELLED);
        assertThat(end.bytes).isLessThan(LENGTH);
    }

    private int transmit(long s, long offset, int length, Slot slot) {
        Memory.putLong(slot.at(OFFSET), offset);
        return door.made(s, slot, door.sockets.TransmitFile(s, door.sockets.fileHandle(file), length, slot.at(0)));
    }
}
