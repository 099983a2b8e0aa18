package io.github.nettywinsock;

import static io.github.nettywinsock.Loopback.options;
import static io.github.nettywinsock.Loopback.succeeded;
import static io.github.nettywinsock.WinsockChannelOption.SO_EXCLUSIVEADDRUSE;
import static io.github.nettywinsock.WinsockChannelOption.SO_RANDOMIZE_PORT;
import static io.github.nettywinsock.WinsockChannelOption.SO_REUSEADDR;
import static io.github.nettywinsock.WinsockChannelOption.SO_REUSE_UNICASTPORT;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.option.WinsockException;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Options that cannot be on together, and the one that the JDK overwrites at bind. */
class ExclusiveOptionsTest {
    @Nested
    class Together {
        @RegisterExtension
        final Loopback loopback = new Loopback();

        @ParameterizedTest
        @EnumSource(WayIn.class)
        void exclusiveUseAfterReuseFailsTheBind(WayIn way) throws Exception {
            assertBindFailsNamingBoth(way, options(SO_REUSEADDR, true, SO_EXCLUSIVEADDRUSE, true));
        }

        @ParameterizedTest
        @EnumSource(WayIn.class)
        void reuseAfterExclusiveUseFailsTheBind(WayIn way) throws Exception {
            assertBindFailsNamingBoth(way, options(SO_EXCLUSIVEADDRUSE, true, SO_REUSEADDR, true));
        }

        @ParameterizedTest
        @EnumSource(WayIn.class)
        void oneOnAndTheOtherOffBind(WayIn way) throws Exception {
            succeeded(loopback.bind(way, SO_EXCLUSIVEADDRUSE, true, SO_REUSEADDR, false));
        }

        @Test
        void aRandomPortAfterASharedOneFailsTheConnect() throws Exception {
            Channel listener = succeeded(loopback.bind(WayIn.INITIALIZER));
            ChannelFuture connect = loopback.connect(
                    WayIn.INITIALIZER, listener.localAddress(), SO_REUSE_UNICASTPORT, true, SO_RANDOMIZE_PORT, true);

            assertThat(connect.cause())
                    .isInstanceOf(WinsockException.class)
                    .hasMessageContaining("SO_REUSE_UNICASTPORT=true, set before it, and SO_RANDOMIZE_PORT exclude"
                            + " each other: set only one of the two");
            Loopback.assertCloses(connect.channel());
        }

        private void assertBindFailsNamingBoth(WayIn way, Map<ChannelOption<?>, Object> both) throws Exception {
            int port = freePort();
            ChannelFuture bind = loopback.bind(way, both, options(), port);

            assertThat(bind.cause()).isInstanceOfSatisfying(WinsockException.class, e -> {
                assertThat(e.errorCode()).isEqualTo(10022);
                assertThat(e)
                        .hasMessageContaining("WSAEINVAL (10022)")
                        .hasMessageContaining("SO_REUSEADDR")
                        .hasMessageContaining("SO_EXCLUSIVEADDRUSE")
                        .hasMessageEndingWith("exclude each other: set only one of the two");
            });
            Loopback.assertCloses(bind.channel());
            Loopback.assertNothingListens(port);
        }
    }

    /** The JDK binds every socket with SO_EXCLUSIVEADDRUSE on, unless SO_REUSEADDR is. */
    @Nested
    class OverwrittenByTheJdk {
        @RegisterExtension
        final Loopback loopback = new Loopback(FakeWinsock.withExclusiveBind());

        @ParameterizedTest
        @EnumSource(WayIn.class)
        void bindFailsAndNamesTheWaysOut(WayIn way) throws Exception {
            int port = freePort();
            ChannelFuture bind = loopback.bind(way, options(SO_EXCLUSIVEADDRUSE, false), options(), port);

            assertThat(bind.cause()).isInstanceOfSatisfying(WinsockException.class, e -> {
                assertThat(e.call()).isEqualTo("bind");
                assertThat(e.option()).isEqualTo("SO_EXCLUSIVEADDRUSE");
                assertThat(e.value()).isEqualTo("false");
                assertThat(e.errorCode()).isZero();
                assertThat(e)
                        .hasMessageStartingWith("bind overwrote SO_EXCLUSIVEADDRUSE=false with true")
                        .hasMessageContaining("-Dsun.net.useExclusiveBind=false")
                        .hasMessageContaining("SO_REUSEADDR=true")
                        .hasMessageContaining("IOCP");
            });
            Loopback.assertCloses(bind.channel());
            Loopback.assertNothingListens(port);
        }

        @ParameterizedTest
        @EnumSource(WayIn.class)
        void reuseKeepsTheJdkFromIt(WayIn way) throws Exception {
            Channel listener = succeeded(loopback.bind(way, SO_EXCLUSIVEADDRUSE, false, SO_REUSEADDR, true));
            assertThat(loopback.beneath(listener).isOn("SO_EXCLUSIVEADDRUSE")).isFalse();
        }

        @ParameterizedTest
        @EnumSource(WayIn.class)
        void whatTheJdkSetsAnywayIsNotOverwritten(WayIn way) throws Exception {
            succeeded(loopback.bind(way, SO_EXCLUSIVEADDRUSE, true));
        }

        @ParameterizedTest
        @EnumSource(WayIn.class)
        void aClientThatIsBoundBeforeItConnectsFailsToo(WayIn way) throws Exception {
            Channel listener = succeeded(loopback.bind(WayIn.INITIALIZER));
            ChannelFuture connect = Loopback.done(
                    way.client(loopback.ws2.provider(), options(SO_EXCLUSIVEADDRUSE, false), loopback.client)
                            .group(loopback.group)
                            .bind(Loopback.ANY_PORT));

            assertThat(connect.cause())
                    .isInstanceOf(WinsockException.class)
                    .hasMessageStartingWith("bind overwrote SO_EXCLUSIVEADDRUSE=false with true");
            Loopback.assertCloses(connect.channel());
            assertThat(listener.isOpen()).isTrue();
        }
    }

    @Nested
    class NotOverwritten {
        @RegisterExtension
        final Loopback loopback = new Loopback();

        @ParameterizedTest
        @EnumSource(WayIn.class)
        void notBindingExclusivelyIsRespected(WayIn way) throws Exception {
            Channel listener = succeeded(loopback.bind(way, SO_EXCLUSIVEADDRUSE, false));
            assertThat(loopback.ws2.set("SO_EXCLUSIVEADDRUSE").intValue()).isZero();
            assertThat(listener.isActive()).isTrue();
        }
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
