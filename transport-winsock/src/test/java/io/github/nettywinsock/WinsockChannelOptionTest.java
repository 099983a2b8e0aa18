package io.github.nettywinsock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nettywinsock.option.Catalogue;
import io.github.nettywinsock.option.WinsockOption;
import io.netty.channel.ChannelOption;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WinsockChannelOptionTest {
    static Iterable<WinsockOption<?>> catalogue() {
        return Catalogue.options();
    }

    @Test
    void constantsAreGeneratedFromTheCatalogue() throws IOException {
        String generated = ConstantsSource.generate();
        if (Boolean.getBoolean("regenerate")) {
            Files.writeString(ConstantsSource.FILE, generated);
        }
        assertThat(Files.readString(ConstantsSource.FILE))
                .as("run with -Dregenerate=true to write the constants anew")
                .isEqualTo(generated);
    }

    @ParameterizedTest
    @MethodSource("catalogue")
    void constantHasTheNameAndTypeOfItsLine(WinsockOption<?> option) throws ReflectiveOperationException {
        Field constant = WinsockChannelOption.class.getField(option.name());
        ParameterizedType type = (ParameterizedType) constant.getGenericType();
        assertThat(type.getActualTypeArguments()).containsExactly(option.codec().type());
        assertThat(WinsockChannelOption.winsockOption((ChannelOption<?>) constant.get(null)))
                .isSameAs(option);
        assertThat(WinsockChannelOption.byName(option.name().toLowerCase())).isSameAs(constant.get(null));
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
        assertThat(WinsockChannelOption.winsockOption(ChannelOption.SO_REUSEADDR))
                .isNull();
    }
}
