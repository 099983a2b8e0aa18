package io.github.nettywinsock.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that look like values and are none, and the other way round. */
class ParserTest {
    @ParameterizedTest
    @CsvSource({
        "TCP_KEEPALIVE_SETTINGS, 30/5/4///",
        "TCP_KEEPALIVE_SETTINGS, /30/5/4",
        "SIO_KEEPALIVE_VALS, 30000/5000/",
        "SIO_TCP_INITIAL_RTO, 1000/4///",
        "SIO_SET_COMPATIBILITY_MODE, 1/0x06000000/",
        "SIO_SET_COMPATIBILITY_MODE, 1/0x10A000000",
        "SIO_SET_COMPATIBILITY_MODE, 1/-1",
        "SO_RCVBUF, 0x100000000",
        "SO_RCVBUF, 4294967296",
        "SO_RCVBUF, #FF",
        "SO_RCVBUF, \u0663",
        "SO_RCVBUF, 99999999999999999999",
        "RM_USE_FEC, '255,0,-2147483648,1'",
        "RM_USE_FEC, '255,0,0x80000000,1'",
        "RM_SET_SEND_IF, 'localhost:'",
        "RM_SET_SEND_IF, 192.0.2.1.",
        "RM_SET_SEND_IF, 192.0.2.01",
        "IPV6_ADD_MEMBERSHIP, 'ff15:::1'",
        "IPV6_ADD_MEMBERSHIP, 'ff15::1::2'",
        "IPV6_ADD_MEMBERSHIP, 'ff15::1:'",
        "IPV6_ADD_MEMBERSHIP, 'ff15:1'",
        "IPV6_ADD_MEMBERSHIP, 'ff15:0:0:0:0:0:0:0:1'",
        "IPV6_ADD_MEMBERSHIP, 'ff15::12345'",
        "IPV6_ADD_MEMBERSHIP, 'ff15::192.0.2.1:5'",
        "IPV6_ADD_MEMBERSHIP, 'ff15::1%no such interface'"
    })
    void isRefusedByTheNameOfTheOption(String name, String text) {
        assertThatThrownBy(() -> Catalogue.byName(name).parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(name + " takes ")
                .hasMessageEndingWith(", not " + text);
    }

    @ParameterizedTest
    @CsvSource({"0100000, 100000", "0x10, 16", "0X7fffffff, 2147483647", "+5, 5", "007, 7"})
    void aNumberIsDecimalUnlessItSaysOtherwise(String text, int value) {
        assertThat(Catalogue.byName("SO_RCVBUF").parse(text)).isEqualTo(value);
    }

    @Test
    void aVersionHas32Bits() {
        assertThat(Catalogue.byName("SIO_SET_COMPATIBILITY_MODE").parse("1/0xFFFFFFFF"))
                .isEqualTo(CompatibilityMode.of(1, -1));
        assertThat(Catalogue.byName("SIO_SET_COMPATIBILITY_MODE").parse("0x1/0x0A000000"))
                .isEqualTo(CompatibilityMode.of(1, 0x0A000000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"C\0D", "\0"})
    void aNameWithItsEndInTheMiddleIsNoNameInAnIasDatabase(String name) {
        IasAttribute value = IasAttribute.ofInteger(1);
        assertThatThrownBy(() -> IasEntry.of(name, "A", value)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> IasEntry.of("C", name, value)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Catalogue.byName("IRLMP_IAS_SET").parse(name + "/A=1"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void entriesWithTheSameTextNeedNotBeTheSame() {
        IasAttribute value = IasAttribute.ofInteger(1);
        assertThat(IasEntry.of("a/b", "c", value)).isNotEqualTo(IasEntry.of("a", "b/c", value));
        assertThat(IasEntry.of("a", "b", value)).isEqualTo(IasEntry.of("a", "b", IasAttribute.ofInteger(1)));
    }

    @Test
    void aGroupSizeIsAPowerOfTwoAndPositive() {
        assertThatThrownBy(() -> PgmErrorCorrection.of(255, 0, Integer.MIN_VALUE, true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a group size is a power of two up to 128, not -2147483648");
    }

    @Test
    void nothingIsNoPartOfAValue() throws Exception {
        InetAddress group = InetAddress.getByAddress(new byte[] {(byte) 239, 1, 2, 3});
        assertRefused(() -> MulticastGroup.of(null));
        assertRefused(() -> MulticastGroup.of(group, null));
        assertRefused(() -> MulticastGroup.parse(null));
        assertRefused(() -> MulticastSource.of(null, group));
        assertRefused(() -> MulticastSource.of(MulticastGroup.of(group), null));
        assertRefused(() -> MulticastSource.parse(null));
        assertRefused(() -> ReceiveAll.of(1, null));
        assertRefused(() -> IasEntry.of(null, "A", IasAttribute.ofInteger(1)));
        assertRefused(() -> IasEntry.of("C", null, IasAttribute.ofInteger(1)));
        assertRefused(() -> IasEntry.of("C", "A", null));
        assertRefused(() -> IasEntry.parse(null));
        assertRefused(() -> IasAttribute.ofOctets((byte[]) null));
        assertRefused(() -> IasAttribute.ofText(null));
        assertRefused(() -> IasAttribute.parse(null));
        assertRefused(() -> Catalogue.byName(null));
        assertRefused(() -> Catalogue.byName("SO_RCVBUF").parse(null));
        assertRefused(() -> Catalogue.byName("SO_RCVBUF").codec().parse(null));
    }

    private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .isNotBlank();
    }
}
