package io.github.nettywinsock.option;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The structs of control codes against {@code structs.tsv}. */
class ControlStructsTest {
    @ParameterizedTest
    @ValueSource(strings = {"TCP_INFO_v0", "TCP_INFO_v1"})
    void everyFieldOfTcpInfoIsReadFromItsPlace(String struct) throws ReflectiveOperationException {
        List<String[]> rows = OptionRow.read("structs.tsv").stream()
                .filter(row -> row[0].equals(struct))
                .collect(Collectors.toList());
        assertThat(rows).isNotEmpty();
        ByteBuffer in = ByteBuffer.allocate(WinsockTcpInfo.CODEC.length()).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < rows.size(); i++) {
            in.put(Integer.parseInt(rows.get(i)[2]), (byte) (i + 1));
        }
        WinsockTcpInfo info = WinsockTcpInfo.CODEC.decode(in, Integer.parseInt(rows.get(0)[4]), 0);
        for (int i = 0; i < rows.size(); i++) {
            Object value = accessor(rows.get(i)[1]).invoke(info);
            assertThat(value instanceof Boolean ? (Object) ((boolean) value ? 1L : 0L) : ((Number) value).longValue())
                    .as(rows.get(i)[1])
                    .isEqualTo(value instanceof Boolean ? 1L : i + 1L);
        }
    }

    private static Method accessor(String field) throws NoSuchMethodException {
        try {
            return WinsockTcpInfo.class.getMethod(Character.toLowerCase(field.charAt(0)) + field.substring(1));
        } catch (NoSuchMethodException e) {
            return WinsockTcpInfo.class.getMethod("is" + field);
        }
    }

    @Test
    void keepAliveValuesAreATcpKeepalive() {
        StructBytes struct =
                StructBytes.encoded("tcp_keepalive", KeepAliveValues.CODEC, KeepAliveValues.of(30_000, 5_000));
        assertThat(struct.length()).isEqualTo(struct.size());
        assertThat(struct.number("onoff")).isEqualTo(1);
        assertThat(struct.number("keepalivetime")).isEqualTo(30_000);
        assertThat(struct.number("keepaliveinterval")).isEqualTo(5_000);
    }

    @Test
    void initialRtoIsItsParameters() {
        StructBytes struct =
                StructBytes.encoded("TCP_INITIAL_RTO_PARAMETERS", InitialRto.CODEC, InitialRto.of(1_000, 4));
        assertThat(struct.length()).isEqualTo(struct.size());
        assertThat(struct.number("Rtt")).isEqualTo(1_000);
        assertThat(struct.number("MaxSynRetransmissions")).isEqualTo(4);
    }

    @Test
    void reservationIsNamedByItsToken() {
        StructBytes struct = StructBytes.encoded(
                "INET_PORT_RESERVATION_TOKEN", PortReservation.CODEC, PortReservation.of(0, 0, 1L << 40));
        assertThat(struct.length()).isEqualTo(struct.size());
        assertThat(struct.number("Token")).isEqualTo(1L << 40);
    }
}
