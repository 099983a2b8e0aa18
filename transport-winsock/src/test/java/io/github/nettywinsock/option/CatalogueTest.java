package io.github.nettywinsock.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Field;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The catalogue against {@code options.tsv}: no row without its line, no line without its row. */
class CatalogueTest {
    private static final Map<String, Class<?>> TYPES = Map.ofEntries(
            Map.entry("DWORD(boolean)", Boolean.class),
            Map.entry("DWORD", Integer.class),
            Map.entry("int", Integer.class),
            Map.entry("unsigned int", Integer.class),
            Map.entry("UINT32", Integer.class),
            Map.entry("UINT64", Long.class),
            Map.entry("char[]", byte[].class),
            Map.entry("none", Boolean.class),
            Map.entry("SOCKET", Boolean.class),
            Map.entry("LINGER", Linger.class),
            Map.entry("CSADDR_INFO", SocketState.class),
            Map.entry("ICMP_ERROR_INFO", IcmpError.class),
            Map.entry("WSAPROTOCOL_INFO", ProtocolInfo.class),
            Map.entry("WSAPROTOCOL_INFOA", ProtocolInfo.class),
            Map.entry("WSAPROTOCOL_INFOW", ProtocolInfo.class),
            Map.entry("DWORD(IF_INDEX)", NetworkInterface.class),
            Map.entry("DWORD[](IF_INDEX[])", InterfaceList.class),
            Map.entry("DWORD(PMTUD_STATE)", PathMtuDiscovery.class),
            Map.entry("INT", ProtectionLevel.class),
            Map.entry("ip_mreq", MulticastGroup.class),
            Map.entry("ipv6_mreq", MulticastGroup.class),
            Map.entry("group_req", MulticastGroup.class),
            Map.entry("ip_mreq_source", MulticastSource.class),
            Map.entry("group_source_req", MulticastSource.class),
            Map.entry("WSACMSGHDR", byte[].class),
            Map.entry("ULONG", Integer.class),
            Map.entry("RM_SEND_WINDOW", PgmSendWindow.class),
            Map.entry("RM_SENDER_STATS", PgmSenderStatistics.class),
            Map.entry("RM_RECEIVER_STATS", PgmReceiverStatistics.class),
            Map.entry("RM_FEC_INFO", PgmErrorCorrection.class),
            Map.entry("IPX_ADDRESS_DATA", IpxAdapter.class),
            Map.entry("IPX_NETNUM_DATA", IpxNetwork.class),
            Map.entry("IPX_SPXCONNSTATUS_DATA", SpxConnection.class),
            Map.entry("WSH_REGISTER_NAME", byte[].class),
            Map.entry("WSH_LOOKUP_NAME", byte[].class),
            Map.entry("WSH_NBP_TUPLE", byte[].class),
            Map.entry("WSH_LOOKUP_ZONES", byte[].class),
            Map.entry("WSH_LOOKUP_NETDEF_ON_ADAPTER", byte[].class),
            Map.entry("WSH_PAP_GET_SERVER_STATUS", byte[].class),
            Map.entry("DEVICELIST", IrdaDevices.class),
            Map.entry("IAS_SET", IasEntry.class),
            Map.entry("IAS_QUERY", IasAnswer.class));

    /** Rows that say less than their type does. */
    private static final Map<String, Class<?>> EXCEPTIONS = Map.ofEntries(
            // Whether the index has network order, as it has in IP_UNICAST_IF, is not documented.
            Map.entry("IP_NRT_INTERFACE", Integer.class),
            Map.entry("IPV6_NRT_INTERFACE", Integer.class),
            // An IPv4 address or the index of an interface.
            Map.entry("IP_MULTICAST_IF", NetworkInterface.class),
            // An IPv4 address.
            Map.entry("RM_SET_SEND_IF", InetAddress.class),
            Map.entry("RM_ADD_RECEIVE_IF", InetAddress.class),
            Map.entry("RM_DEL_RECEIVE_IF", InetAddress.class),
            // No type is documented.
            Map.entry("IRLMP_TINYTP_MODE", Integer.class),
            Map.entry("IRLMP_SHARP_MODE", Integer.class),
            Map.entry("IRLMP_PARAMETERS", byte[].class),
            Map.entry("IRLMP_DISCOVERY_MODE", byte[].class));

    private static final Map<String, Access> ACCESS = Map.of(
            "yes yes", Access.READ_WRITE,
            "yes no", Access.READ_ONLY,
            "no yes", Access.WRITE_ONLY,
            "no no", Access.NONE,
            "? ?", Access.UNDOCUMENTED);

    private static final Map<String, Phase> PHASES = Map.of(
            "any", Phase.ANY,
            "before-bind", Phase.BEFORE_BIND,
            "before-listen", Phase.BEFORE_LISTEN,
            "before-connect", Phase.BEFORE_CONNECT,
            "after-bind", Phase.AFTER_BIND,
            "after-connect", Phase.AFTER_CONNECT,
            "after-accept", Phase.AFTER_ACCEPT);

    /** Those that have a number. */
    static List<OptionRow> rows() {
        return OptionRow.rows().stream().filter(OptionRow::hasNumber).collect(Collectors.toList());
    }

    /** Those that only the documentation knows. */
    static List<OptionRow> rowsWithoutNumber() {
        return OptionRow.rows().stream().filter(row -> !row.hasNumber()).collect(Collectors.toList());
    }

    static Stream<Arguments> groups() {
        return Stream.of(
                Arguments.of(SocketLevel.class, SocketLevel.OPTIONS),
                Arguments.of(TcpLevel.class, TcpLevel.OPTIONS),
                Arguments.of(UdpLevel.class, UdpLevel.OPTIONS),
                Arguments.of(IpLevel.class, IpLevel.OPTIONS),
                Arguments.of(Ipv6Level.class, Ipv6Level.OPTIONS),
                Arguments.of(RmLevel.class, RmLevel.OPTIONS),
                Arguments.of(IpxLevel.class, IpxLevel.OPTIONS),
                Arguments.of(AppleTalkLevel.class, AppleTalkLevel.OPTIONS),
                Arguments.of(IrlmpLevel.class, IrlmpLevel.OPTIONS),
                Arguments.of(ControlCodes.class, ControlCodes.OPTIONS),
                Arguments.of(ComposedOptions.class, ComposedOptions.OPTIONS));
    }

    /** The name of the line: the headers give seven options of IPv6 the names that they have at IPv4. */
    private static String name(OptionRow row) {
        return row.levelName().equals("IPPROTO_IPV6") && !row.name().startsWith("IPV6_")
                ? "IPV6_" + row.name()
                : row.name();
    }

    private static Access access(OptionRow row) {
        Access access = ACCESS.get(row.get() + ' ' + row.set());
        return access == Access.NONE && !row.note().contains("control message") ? Access.UNSPECIFIED : access;
    }

    @Test
    void everyRowHasALineAndEveryLineARow() {
        assertThat(rows()).isNotEmpty();
        assertThat(rowsWithoutNumber()).isNotEmpty();
        assertThat(Catalogue.options())
                .filteredOn(option -> !option.isControlCode() && option.composition() == null)
                .extracting(WinsockOption::name)
                .containsExactlyElementsOf(
                        rows().stream().map(CatalogueTest::name).collect(Collectors.toList()));
    }

    @ParameterizedTest
    @MethodSource("rowsWithoutNumber")
    void aNameWithoutANumberIsNoOption(OptionRow row) {
        assertThatThrownBy(() -> Catalogue.byName(row.name())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void levelsAndSocketsAreThoseOfTheRows() {
        for (OptionRow row : OptionRow.rows()) {
            assertThat(Level.valueOf(row.levelName()).value()).isEqualTo(row.level());
        }
        assertThat(Stream.of(Sockets.values()).map(Sockets::toString))
                .containsExactlyInAnyOrderElementsOf(
                        OptionRow.rows().stream().map(OptionRow::sockets).collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void theLineHasTheNumbersOfItsRow(OptionRow row) {
        WinsockOption<?> line = Catalogue.byName(name(row));
        assertThat(line.name()).isEqualTo(name(row));
        assertThat(line.levelName()).isEqualTo(row.levelName());
        assertThat(line.level()).isEqualTo(row.level());
        assertThat(line.optname()).isEqualTo(row.optname());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void theLineSaysWhatItsRowDoesOfUse(OptionRow row) {
        WinsockOption<?> line = Catalogue.byName(name(row));
        assertThat(line.access()).isEqualTo(access(row));
        // No page says so, but Windows has no membership for a socket without an address, and according to the JDK no
        // type of
        // service: it wants bind first.
        boolean wantsBind = line.codec().type() == MulticastGroup.class
                || line.codec().type() == MulticastSource.class
                || line.name().equals("IP_TOS");
        assertThat(line.phase()).isEqualTo(wantsBind ? Phase.AFTER_BIND : PHASES.get(row.when()));
        assertThat(line.sockets()).hasToString(row.sockets());
        assertThat(line.sockets().isLegacy()).isEqualTo(row.isLegacy());
        assertThat(line.since()).isEqualTo(row.since());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void theLineNamesThePageOfItsRow(OptionRow row) {
        WinsockOption<?> line = Catalogue.byName(name(row));
        if (row.page().startsWith("header-only")) {
            assertThat(line.documentation()).isEmpty();
        } else {
            assertThat(line.documentation())
                    .startsWith("https://learn.microsoft.com/")
                    .endsWith(row.page().replaceFirst(" .*", ""));
        }
        assertThat(line.description()).isNotEmpty().endsWith(".");
    }

    @ParameterizedTest
    @MethodSource("rows")
    void theCodecHasTheTypeAndLengthOfItsRow(OptionRow row) {
        Codec<?> codec = Catalogue.byName(name(row)).codec();
        Class<?> type = EXCEPTIONS.getOrDefault(row.name(), TYPES.get(row.type()));
        assertThat(type).as(row.type()).isNotNull();
        assertThat(codec.type()).isEqualTo(type);
        if (row.length() < 0) {
            assertThat(codec.length()).isPositive();
        } else if (type == SocketState.class) {
            assertThat(codec.length()).as("with room for two addresses").isGreaterThanOrEqualTo(40 + 2 * 28);
        } else {
            assertThat(codec.length()).isEqualTo(row.length());
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aLineIsFoundByItsNameInAnyCase(OptionRow row) {
        assertThat(Catalogue.byName(name(row).toLowerCase(Locale.ROOT))).isSameAs(Catalogue.byName(name(row)));
    }

    @ParameterizedTest
    @MethodSource("groups")
    void everyOptionIsAConstantOfItsNameWhereItIsDefined(Class<?> group, OptionGroup options)
            throws ReflectiveOperationException {
        Map<String, Object> constants = new HashMap<>();
        for (Field constant : group.getFields()) {
            constants.put(constant.getName(), constant.get(null));
        }
        assertThat(constants)
                .isEqualTo(options.options().stream().collect(Collectors.toMap(WinsockOption::name, o -> o)));
    }

    @Test
    void exclusionsNameEachOther() {
        assertThat(Catalogue.options().stream()
                        .filter(option -> option.excluded() != null)
                        .collect(Collectors.toMap(option -> option, WinsockOption::excluded)))
                .isEqualTo(Map.of(
                        SocketLevel.SO_REUSEADDR, SocketLevel.SO_EXCLUSIVEADDRUSE,
                        SocketLevel.SO_EXCLUSIVEADDRUSE, SocketLevel.SO_REUSEADDR,
                        SocketLevel.SO_RANDOMIZE_PORT, SocketLevel.SO_REUSE_UNICASTPORT));
    }

    @Test
    void onlyExclusiveUseIsOverwrittenByTheJdkAndOnlyTheErrorIsClearedByReading() {
        assertThat(Catalogue.options())
                .filteredOn(option -> !option.whenOverwritten().isEmpty())
                .extracting(WinsockOption::name)
                .containsExactly("SO_EXCLUSIVEADDRUSE");
        assertThat(Catalogue.options())
                .filteredOn(WinsockOption::isClearedByReading)
                .extracting(WinsockOption::name)
                .containsExactly("SO_ERROR");
    }
}
