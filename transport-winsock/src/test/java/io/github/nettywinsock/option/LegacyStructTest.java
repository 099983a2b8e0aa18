package io.github.nettywinsock.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The structs of PGM, IPX and infrared sockets, at the offsets that {@code structs.tsv} has. */
class LegacyStructTest {
    @ParameterizedTest
    @CsvSource({
        "RM_SEND_WINDOW, RM_RATE_WINDOW_SIZE",
        "RM_FEC_INFO, RM_USE_FEC",
        "RM_SENDER_STATS, RM_SENDER_STATISTICS",
        "RM_RECEIVER_STATS, RM_RECEIVER_STATISTICS",
        "IPX_ADDRESS_DATA, IPX_ADDRESS",
        "IPX_NETNUM_DATA, IPX_GETNETINFO",
        "IPX_SPXCONNSTATUS_DATA, IPX_SPXGETCONNECTIONSTATUS",
        "IAS_SET, IRLMP_IAS_SET",
        "IAS_QUERY, IRLMP_IAS_QUERY",
        "WSH_REGISTER_NAME, SO_REGISTER_NAME",
        "WSH_NBP_TUPLE, SO_CONFIRM_NAME",
        "WSH_PAP_GET_SERVER_STATUS, SO_PAP_GET_SERVER_STATUS"
    })
    void theBufferIsAsLongAsTheStruct(String struct, String option) {
        assertThat(Catalogue.byName(option).codec().length())
                .isEqualTo(StructBytes.empty(struct).size());
    }

    @Test
    void sendWindowHasThreeNumbers() {
        PgmSendWindow window = PgmSendWindow.of(56, 60_000, 420_000);
        StructBytes struct = StructBytes.encoded("RM_SEND_WINDOW", PgmSendWindow.CODEC, window);

        assertThat(struct.length()).isEqualTo(struct.size());
        assertThat(struct.number("RateKbitsPerSec")).isEqualTo(56);
        assertThat(struct.number("WindowSizeInMSecs")).isEqualTo(60_000);
        assertThat(struct.number("WindowSizeInBytes")).isEqualTo(420_000);
        assertThat(struct.decoded(PgmSendWindow.CODEC)).isEqualTo(window).hasSameHashCodeAs(window);
        assertThat(PgmSendWindow.CODEC.parse("56, 60000, 420000")).isEqualTo(window);
        assertThat(window).hasToString("56 kbit/s, 60000 ms, 420000 bytes").isNotEqualTo(PgmSendWindow.of(56, 1, 2));
        assertThatThrownBy(() -> PgmSendWindow.of(1, 2, -3))
                .hasMessage("rate, time and size of a send window are 0 or more, not 1, 2 and -3");
        assertThatThrownBy(() -> Catalogue.byName("RM_RATE_WINDOW_SIZE").parse("56"))
                .hasMessageStartingWith("RM_RATE_WINDOW_SIZE takes rate in kbit/s");
    }

    @Test
    void errorCorrectionHasTwoShortsAndTwoBytes() {
        PgmErrorCorrection correction = PgmErrorCorrection.of(255, 2, 128, true);
        StructBytes struct = StructBytes.encoded("RM_FEC_INFO", PgmErrorCorrection.CODEC, correction);

        assertThat(struct.length()).isEqualTo(struct.size());
        assertThat(struct.number("FECBlockSize")).isEqualTo(255);
        assertThat(struct.number("FECProActivePackets")).isEqualTo(2);
        assertThat(struct.bytes("FECGroupSize")).containsExactly(128);
        assertThat(struct.number("fFECOnDemandParityEnabled")).isOne();
        assertThat(struct.decoded(PgmErrorCorrection.CODEC))
                .isEqualTo(correction)
                .hasSameHashCodeAs(correction);
        assertThat(PgmErrorCorrection.CODEC.parse("255,2,128,1")).isEqualTo(correction);
        assertThat(StructBytes.empty("RM_FEC_INFO")
                        .decoded(PgmErrorCorrection.CODEC)
                        .isOnDemand())
                .as("a sender without it")
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0,0,8,1", "256,0,8,1", "255,-1,8,1", "255,0,7,1", "255,0,256,1", "255,0,8,0", "255,0,8,2", "1"})
    void otherErrorCorrectionIsRefused(String text) {
        assertThatThrownBy(() -> Catalogue.byName("RM_USE_FEC").parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("RM_USE_FEC takes the most packets for a group");
    }

    @Test
    void senderStatisticsAreReadFromTheirFields() {
        Map<String, ToLongFunction<PgmSenderStatistics>> fields = Map.ofEntries(
                Map.entry("DataBytesSent", PgmSenderStatistics::dataBytesSent),
                Map.entry("TotalBytesSent", PgmSenderStatistics::totalBytesSent),
                Map.entry("NaksReceived", PgmSenderStatistics::naksReceived),
                Map.entry("NaksReceivedTooLate", PgmSenderStatistics::naksReceivedTooLate),
                Map.entry("NumOutstandingNaks", PgmSenderStatistics::outstandingNaks),
                Map.entry("NumNaksAfterRData", PgmSenderStatistics::naksAfterRepair),
                Map.entry("RepairPacketsSent", PgmSenderStatistics::repairPacketsSent),
                Map.entry("BufferSpaceAvailable", PgmSenderStatistics::bufferSpaceAvailable),
                Map.entry("TrailingEdgeSeqId", PgmSenderStatistics::trailingEdge),
                Map.entry("LeadingEdgeSeqId", PgmSenderStatistics::leadingEdge),
                Map.entry("RateKBitsPerSecOverall", PgmSenderStatistics::overallRate),
                Map.entry("RateKBitsPerSecLast", PgmSenderStatistics::lastRate),
                Map.entry("TotalODataPacketsSent", PgmSenderStatistics::dataPacketsSent));

        assertRead("RM_SENDER_STATS", PgmSenderStatistics.CODEC, fields, 0x0102030405060708L);
    }

    @Test
    void receiverStatisticsAreReadFromTheirFields() {
        Map<String, ToLongFunction<PgmReceiverStatistics>> fields = Map.ofEntries(
                Map.entry("NumODataPacketsReceived", PgmReceiverStatistics::dataPacketsReceived),
                Map.entry("NumRDataPacketsReceived", PgmReceiverStatistics::repairPacketsReceived),
                Map.entry("NumDuplicateDataPackets", PgmReceiverStatistics::duplicatePackets),
                Map.entry("DataBytesReceived", PgmReceiverStatistics::dataBytesReceived),
                Map.entry("TotalBytesReceived", PgmReceiverStatistics::totalBytesReceived),
                Map.entry("RateKBitsPerSecOverall", PgmReceiverStatistics::overallRate),
                Map.entry("RateKBitsPerSecLast", PgmReceiverStatistics::lastRate),
                Map.entry("TrailingEdgeSeqId", PgmReceiverStatistics::trailingEdge),
                Map.entry("LeadingEdgeSeqId", PgmReceiverStatistics::leadingEdge),
                Map.entry("AverageSequencesInWindow", PgmReceiverStatistics::averageSequencesInWindow),
                Map.entry("MinSequencesInWindow", PgmReceiverStatistics::minSequencesInWindow),
                Map.entry("MaxSequencesInWindow", PgmReceiverStatistics::maxSequencesInWindow),
                Map.entry("FirstNakSequenceNumber", PgmReceiverStatistics::firstNakSequence),
                Map.entry("NumPendingNaks", PgmReceiverStatistics::pendingNaks),
                Map.entry("NumOutstandingNaks", PgmReceiverStatistics::outstandingNaks),
                Map.entry("NumDataPacketsBuffered", PgmReceiverStatistics::packetsBuffered),
                Map.entry("TotalSelectiveNaksSent", PgmReceiverStatistics::selectiveNaksSent),
                Map.entry("TotalParityNaksSent", PgmReceiverStatistics::parityNaksSent));

        assertRead("RM_RECEIVER_STATS", PgmReceiverStatistics.CODEC, fields, 0x0102030405060708L);
    }

    @Test
    void spxConnectionIsReadInNetworkOrder() {
        Map<String, ToLongFunction<SpxConnection>> fields = Map.ofEntries(
                Map.entry("LocalConnectionId", SpxConnection::localId),
                Map.entry("RemoteConnectionId", SpxConnection::remoteId),
                Map.entry("LocalSequenceNumber", SpxConnection::localSequence),
                Map.entry("LocalAckNumber", SpxConnection::localAcknowledgement),
                Map.entry("LocalAllocNumber", SpxConnection::localAllocation),
                Map.entry("RemoteAckNumber", SpxConnection::remoteAcknowledgement),
                Map.entry("RemoteAllocNumber", SpxConnection::remoteAllocation),
                Map.entry("LocalSocket", SpxConnection::localSocket),
                Map.entry("RemoteSocket", SpxConnection::remoteSocket),
                Map.entry("RetransmissionCount", SpxConnection::retransmissions),
                Map.entry("EstimatedRoundTripDelay", SpxConnection::roundTripMillis),
                Map.entry("RetransmittedPackets", SpxConnection::retransmittedPackets),
                Map.entry("SuppressedPacket", SpxConnection::suppressedPackets));
        fields.forEach((field, read) -> assertThat(read.applyAsLong(StructBytes.empty("IPX_SPXCONNSTATUS_DATA")
                        .set(field, (byte) 0x12, (byte) 0xFE)
                        .decoded(SpxConnection.CODEC)))
                .as(field)
                .isEqualTo(0x12FE));

        SpxConnection connection = StructBytes.empty("IPX_SPXCONNSTATUS_DATA")
                .set("ConnectionState", 3)
                .set("WatchDogActive", 1)
                .set("ImmediateAddress", (byte) 1, (byte) 2, (byte) 3, (byte) 4, (byte) 5, (byte) 0xFF)
                .set("RemoteNetwork", (byte) 0, (byte) 0, (byte) 0, (byte) 42)
                .set("RemoteNode", (byte) 9, (byte) 8, (byte) 7, (byte) 6, (byte) 5, (byte) 4)
                .decoded(SpxConnection.CODEC);
        assertThat(connection.state()).isEqualTo(3);
        assertThat(connection.isWatchdogActive()).isTrue();
        assertThat(connection.router()).isEqualTo("0102030405FF");
        assertThat(connection.remoteNetwork()).isEqualTo("0000002A");
        assertThat(connection.remoteNode()).isEqualTo("090807060504");
        assertThat(connection.toString())
                .startsWith("SpxConnection(state=3, watchdogActive=true")
                .contains("remoteNetwork=0000002A");
    }

    @Test
    void ipxAdapterAndNetworkAreReadFromTheirFields() {
        IpxAdapter adapter = StructBytes.empty("IPX_ADDRESS_DATA")
                .set("adapternum", 2)
                .set("netnum", (byte) 0, (byte) 0, (byte) 1, (byte) 2)
                .set("nodenum", (byte) 0, (byte) 0xA0, (byte) 0xC9, (byte) 1, (byte) 2, (byte) 3)
                .set("wan", 1)
                .set("maxpkt", 1466)
                .set("linkspeed", 0xFFFFFFFFL)
                .decoded(IpxAdapter.CODEC);
        assertThat(adapter)
                .hasToString("IpxAdapter(number=2, network=00000102, node=00A0C9010203, wan=true, up=false,"
                        + " maxPacket=1466, linkSpeed=4294967295)");
        assertThat(StructBytes.empty("IPX_ADDRESS_DATA")
                        .set("status", 1)
                        .decoded(IpxAdapter.CODEC)
                        .isUp())
                .isTrue();

        IpxNetwork network = StructBytes.empty("IPX_NETNUM_DATA")
                .set("netnum", (byte) 0, (byte) 0, (byte) 1, (byte) 2)
                .set("hopcount", 3)
                .set("netdelay", 4)
                .set("cardnum", 5)
                .set("router", (byte) 1, (byte) 2, (byte) 3, (byte) 4, (byte) 5, (byte) 6)
                .decoded(IpxNetwork.CODEC);
        assertThat(network)
                .hasToString("IpxNetwork(network=00000102, hops=3, delay=4, adapter=5, router=010203040506)")
                .isNotEqualTo(StructBytes.empty("IPX_NETNUM_DATA").decoded(IpxNetwork.CODEC));
    }

    @Test
    void anIasEntryHoldsAnInteger() {
        IasEntry entry = IasEntry.of("IrDA:IrCOMM", "IrDA:TinyTP:LsapSel", IasAttribute.ofInteger(0x01020304));
        StructBytes struct = StructBytes.encoded("IAS_SET", IasEntry.CODEC, entry);

        assertThat(struct.length()).isEqualTo(struct.size());
        assertThat(text(struct, "irdaClassName")).isEqualTo("IrDA:IrCOMM");
        assertThat(text(struct, "irdaAttribName")).isEqualTo("IrDA:TinyTP:LsapSel");
        assertThat(struct.number("irdaAttribType")).isOne();
        assertThat(struct.number("irdaAttribute.irdaAttribInt")).isEqualTo(0x01020304);
        assertThat(IasEntry.parse(entry.toString())).isEqualTo(entry).hasSameHashCodeAs(entry);
    }

    @Test
    void anIasEntryHoldsOctets() {
        IasEntry entry = IasEntry.parse("IrDA:IrCOMM/Parameters=0x0001060101ff");
        StructBytes struct = StructBytes.encoded("IAS_SET", IasEntry.CODEC, entry);

        assertThat(struct.number("irdaAttribType")).isEqualTo(2);
        assertThat(struct.number("irdaAttribute.irdaAttribOctetSeq.Len")).isEqualTo(6);
        assertThat(struct.bytes("irdaAttribute.irdaAttribOctetSeq.OctetSeq", 7))
                .containsExactly(0, 1, 6, 1, 1, 0xFF, 0);
        assertThat(IasEntry.parse(entry.toString())).isEqualTo(entry);

        byte[] longest = new byte[IasAttribute.MAX_OCTETS];
        longest[longest.length - 1] = 7;
        assertThat(StructBytes.encoded("IAS_SET", IasEntry.CODEC, IasEntry.of("C", "A", IasAttribute.ofOctets(longest)))
                        .bytes("irdaAttribute.irdaAttribOctetSeq.OctetSeq"))
                .isEqualTo(longest);
        assertThatThrownBy(() -> IasAttribute.ofOctets(new byte[1025]))
                .hasMessage("an IAS attribute holds 0 to 1024 octets, not 1025");
    }

    @Test
    void anIasEntryHoldsAText() {
        IasEntry entry = IasEntry.parse("Device/DeviceName=\"printer\"");
        StructBytes struct = StructBytes.encoded("IAS_SET", IasEntry.CODEC, entry);

        assertThat(struct.number("irdaAttribType")).isEqualTo(3);
        assertThat(struct.number("irdaAttribute.irdaAttribUsrStr.Len")).isEqualTo(7);
        assertThat(struct.number("irdaAttribute.irdaAttribUsrStr.CharSet")).isZero();
        assertThat(text(struct, "irdaAttribute.irdaAttribUsrStr.UsrStr")).isEqualTo("printer");
        assertThat(entry.attribute().type()).isEqualTo(IasAttribute.Type.TEXT);
        assertThat(IasEntry.parse(entry.toString())).isEqualTo(entry);

        IasAttribute longest = IasAttribute.ofText("x".repeat(IasAttribute.MAX_TEXT));
        assertThat(StructBytes.encoded("IAS_SET", IasEntry.CODEC, IasEntry.of("C", "A", longest))
                        .bytes("irdaAttribute.irdaAttribUsrStr.Len"))
                .containsExactly(255);
        assertThatThrownBy(() -> IasAttribute.ofText("x".repeat(256)))
                .hasMessageStartingWith("an IAS attribute holds a text of 0 to 255 ASCII characters, not x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "C", "C/A", "/A=1", "C/=1", "C/A=", "C/A=one", "C/A=0x1", "C/A=\"", "Ü/A=1"})
    void otherTextIsNoIasEntry(String text) {
        assertThatThrownBy(() -> Catalogue.byName("IRLMP_IAS_SET").parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("IRLMP_IAS_SET takes an entry, written CLASS/ATTRIBUTE=NUMBER, CLASS/ATTRIBUTE=0xOCTETS or"
                        + " CLASS/ATTRIBUTE=\"TEXT\", not " + text);
    }

    @Test
    void namesLeaveRoomForTheirEnd() {
        IasAttribute value = IasAttribute.ofInteger(1);
        assertThat(IasEntry.of("c".repeat(63), "a".repeat(255), value).className())
                .hasSize(63);
        assertThatThrownBy(() -> IasEntry.of("c".repeat(64), "a", value))
                .hasMessageStartingWith("the name of an IAS class has 1 to 63 ASCII characters without NUL, not ccc");
        assertThatThrownBy(() -> IasEntry.of("c", "a".repeat(256), value))
                .hasMessageStartingWith(
                        "the name of an IAS attribute has 1 to 255 ASCII characters without NUL, not aaa");
    }

    @Test
    void anIasAnswerHoldsAnyOfThemOrNone() {
        assertThat(query(1).set("irdaAttribute.irdaAttribInt", 77).decoded(IasAnswer.CODEC))
                .hasToString("01020304:Device/DeviceName=77");
        assertThat(query(2).set("irdaAttribute.irdaAttribOctetSeq.Len", 2)
                        .set("irdaAttribute.irdaAttribOctetSeq.OctetSeq", (byte) 5, (byte) 6, (byte) 7)
                        .decoded(IasAnswer.CODEC)
                        .attribute())
                .isEqualTo(IasAttribute.ofOctets((byte) 5, (byte) 6));
        IasAnswer answer = query(3).set("irdaAttribute.irdaAttribUsrStr.Len", 3)
                .set("irdaAttribute.irdaAttribUsrStr.CharSet", 1)
                .set("irdaAttribute.irdaAttribUsrStr.UsrStr", "abcd".getBytes(StandardCharsets.US_ASCII))
                .decoded(IasAnswer.CODEC);
        assertThat(answer.attribute()).hasToString("\"abc\"");
        assertThat(answer.attribute().charset()).isOne();
        assertThat(answer.attribute().octets()).containsExactly('a', 'b', 'c');
        assertThat(query(0x10).decoded(IasAnswer.CODEC).attribute())
                .as("no such class")
                .isNull();
        assertThat(query(0).decoded(IasAnswer.CODEC)).isEqualTo(query(0).decoded(IasAnswer.CODEC));
        assertThat(query(2).set("irdaAttribute.irdaAttribOctetSeq.Len", -1)
                        .decoded(IasAnswer.CODEC)
                        .attribute()
                        .octets())
                .as("a length that is none")
                .isEmpty();
    }

    @Test
    void devicesFollowTheirNumberWithoutGaps() {
        StructBytes list = StructBytes.empty("DEVICELIST").set("numDevice", 2);
        list.set("Device", device((byte) 1, "Palm")).set("Device", 29, device((byte) 2, "A name of 22 characters"));

        IrdaDevices devices = list.decoded(IrdaDevices.CODEC, 4 + 2 * 29);

        assertThat(devices.devices()).hasSize(2);
        assertThat(devices.devices().get(0).id()).isEqualTo("01000000");
        assertThat(devices.devices().get(0).name()).isEqualTo("Palm");
        assertThat(devices.devices().get(0).hints()).isEqualTo(0x0482);
        assertThat(devices.devices().get(0).charset()).isEqualTo(255);
        assertThat(devices.devices().get(1)).hasToString("A name of 22 character (02000000, hints 0x0482)");
        assertThat(devices).isEqualTo(list.decoded(IrdaDevices.CODEC, 4 + 2 * 29));
        assertThat(StructBytes.empty("DEVICELIST").decoded(IrdaDevices.CODEC).devices())
                .isEmpty();
        assertThat(StructBytes.empty("DEVICELIST")
                        .set("numDevice", 1_000_000)
                        .decoded(IrdaDevices.CODEC, 4 + 32 * 29)
                        .devices())
                .hasSize(32);
    }

    @Test
    void anInterfaceOfPgmIsItsAddressInNetworkOrder() throws Exception {
        InetAddress address = InetAddress.getByName("192.0.2.1");
        @SuppressWarnings("unchecked")
        WinsockOption<InetAddress> option = (WinsockOption<InetAddress>) Catalogue.byName("RM_SET_SEND_IF");
        ByteBuffer bytes = StructBytes.buffer(4);

        assertThat(option.codec().encode(address, bytes)).isEqualTo(4);
        assertThat(bytes.array()).containsExactly(192, 0, 2, 1);
        assertThat(option.codec().decode(bytes, 4, 0)).isEqualTo(address);
        assertThat(option.parse(option.codec().text(address))).isEqualTo(address);
        assertThatThrownBy(() -> option.codec().checked("RM_SET_SEND_IF", InetAddress.getByName("::1")))
                .hasMessageStartingWith("RM_SET_SEND_IF takes an IPv4 address, such as 192.0.2.1, not ");
        assertThatThrownBy(() -> option.parse("localhost")).isInstanceOf(IllegalArgumentException.class);
    }

    private static <T> void assertRead(
            String struct, Codec<T> codec, Map<String, ToLongFunction<T>> fields, long number) {
        fields.forEach((field, read) -> {
            T value = StructBytes.empty(struct).set(field, number).decoded(codec);
            assertThat(read.applyAsLong(value)).as(field).isEqualTo(number);
            assertThat(value)
                    .isEqualTo(StructBytes.empty(struct).set(field, number).decoded(codec))
                    .isNotEqualTo(StructBytes.empty(struct).decoded(codec));
            assertThat(value.toString()).containsOnlyOnce(String.valueOf(number));
        });
        assertThat(fields).hasSize(StructBytes.empty(struct).fields());
    }

    private static StructBytes query(int type) {
        return StructBytes.empty("IAS_QUERY")
                .set("irdaDeviceID", (byte) 1, (byte) 2, (byte) 3, (byte) 4)
                .set("irdaClassName", "Device".getBytes(StandardCharsets.US_ASCII))
                .set("irdaAttribName", "DeviceName".getBytes(StandardCharsets.US_ASCII))
                .set("irdaAttribType", type);
    }

    private static byte[] device(byte id, String name) {
        StructBytes device = StructBytes.empty("IRDA_DEVICE_INFO")
                .set("irdaDeviceID", new byte[] {id})
                .set("irdaDeviceHints1", 0x82)
                .set("irdaDeviceHints2", 0x04)
                .set("irdaCharSet", 255);
        byte[] text = name.getBytes(StandardCharsets.US_ASCII);
        device.set("irdaDeviceName", Arrays.copyOf(text, Math.min(text.length, 22)));
        return device.all();
    }

    private static String text(StructBytes struct, String field) {
        return new String(struct.bytes(field), StandardCharsets.US_ASCII).replaceFirst("\0.*", "");
    }
}
