package io.github.nettywinsock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nettywinsock.engine.ChannelOptions;
import io.github.nettywinsock.option.Catalogue;
import io.github.nettywinsock.option.WinsockOption;
import io.netty.channel.ChannelOption;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WinsockChannelOptionTest {
    static Iterable<ConstantsSource> sources() {
        return ConstantsSource.ALL;
    }

    static Iterable<WinsockOption<?>> catalogue() {
        return Catalogue.options();
    }

    @ParameterizedTest
    @MethodSource("sources")
    void constantsAreGeneratedFromTheCatalogue(ConstantsSource source) throws IOException {
        assertThat(source.file())
                .as("write it anew with mvn -Pgenerate process-test-classes")
                .content()
                .isEqualTo(source.generate());
    }

    @ParameterizedTest
    @MethodSource("catalogue")
    void whatCanBeReadOrSetHasAConstantOfItsNameAndType(WinsockOption<?> option) throws ReflectiveOperationException {
        List<Field> constants = Stream.of(WinsockChannelOption.class, LegacyChannelOption.class)
                .flatMap(type -> Stream.of(type.getFields()))
                .filter(field -> field.getName().equals(option.name()))
                .collect(Collectors.toList());
        boolean isUsable = option.access().isReadable() || option.access().isWritable();
        assertThat(constants).hasSize(isUsable ? 1 : 0);
        ChannelOption<?> byName = WinsockChannelOption.byName(option.name().toLowerCase(Locale.ROOT));
        assertThat(ChannelOptions.winsockOption(byName)).isSameAs(option);
        for (Field constant : constants) {
            ParameterizedType type = (ParameterizedType) constant.getGenericType();
            assertThat(type.getActualTypeArguments())
                    .containsExactly(option.codec().type());
            assertThat(constant.get(null)).isSameAs(byName);
        }
    }

    @Test
    void noOtherConstantsAreLegacyThanThoseOfProtocolsBesideTcpIp() throws ReflectiveOperationException {
        assertThat(LegacyChannelOption.class.getFields()).hasSize(55);
        for (Field constant : LegacyChannelOption.class.getFields()) {
            WinsockOption<?> option = ChannelOptions.winsockOption((ChannelOption<?>) constant.get(null));
            assertThat(option.levelName()).isIn("IPPROTO_RM", "NSPROTO_IPX", "SOL_APPLETALK", "SOL_IRLMP");
        }
    }

    @Test
    void frameworksFindConstantsInThePool() {
        assertThat((Object) ChannelOption.valueOf(WinsockChannelOption.class.getName() + "#SO_EXCLUSIVEADDRUSE"))
                .isSameAs(WinsockChannelOption.SO_EXCLUSIVEADDRUSE);
    }

    @Test
    void unknownNameSuggestsTheNearest() {
        assertThatThrownBy(() -> WinsockChannelOption.byName("SO_EXCLUSIVADRUSE"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no socket option SO_EXCLUSIVADRUSE; did you mean SO_EXCLUSIVEADDRUSE?");
        assertThatThrownBy(() -> WinsockChannelOption.byName("nodelay"))
                .hasMessage("there is no socket option nodelay; did you mean TCP_NODELAY?");
    }

    @Test
    void aNameThatIsNearNoneSuggestsNone() {
        assertThatThrownBy(() -> WinsockChannelOption.byName("X"))
                .hasMessage(
                        "there is no socket option X; the names are those of the Windows headers, such as SO_RCVBUF");
    }

    @Test
    void rawOptionsOfTheSameNumbersAreTheSame() {
        ChannelOption<byte[]> raw = WinsockChannelOption.raw(0xFFFF, 0x1001, 4);
        assertThat((Object) raw).isSameAs(WinsockChannelOption.raw(0xFFFF, 0x1001, 4));
        assertThat((Object) raw).isNotSameAs(WinsockChannelOption.raw(0xFFFF, 0x1001, 8));
        assertThat(raw.name()).endsWith("#raw(SOL_SOCKET, 0x1001, 4)");
        assertThatThrownBy(() -> WinsockChannelOption.raw(0, 0, -1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void otherOptionsAreNotInTheCatalogue() {
        assertThat(ChannelOptions.winsockOption(ChannelOption.SO_REUSEADDR)).isNull();
    }
}
