package io.github.nettywinsock.ws2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NativeWinsock2Test {

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void elsewhereLoadSaysThatWindowsIsNeeded() {
        assertThatThrownBy(NativeWinsock2::load)
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("Windows only")
                .hasMessageContaining(System.getProperty("os.name"));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, -10022, Integer.MIN_VALUE})
    void aLengthOfTwoGigabytesOrMoreIsNoErrorCode(int dword) {
        assertThat(NativeWinsock2.length(dword)).isEqualTo(Integer.MAX_VALUE);
    }

    /** {@code Ws2_32} is the one class that may load its DLL when it is initialised. */
    @ParameterizedTest
    @ValueSource(
            classes = {
                Jna.class,
                JniSocketLookup.class,
                NativeWinsock2.class,
                NioSocketLookup.class,
                ReflectiveSocketLookup.class,
                SocketLookup.class,
                Winsock2.class,
                WsaErrors.class
            })
    void theClassInitialisesOnEverySystem(Class<?> type) {
        assertThatCode(() -> Class.forName(type.getName(), true, type.getClassLoader()))
                .doesNotThrowAnyException();
    }
}
