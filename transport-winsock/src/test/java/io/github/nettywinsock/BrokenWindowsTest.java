package io.github.nettywinsock;

import static io.github.nettywinsock.Loopback.options;
import static io.github.nettywinsock.Loopback.succeeded;
import static io.github.nettywinsock.WinsockChannelOption.SO_SNDBUF;
import static io.github.nettywinsock.WinsockChannelOption.TCP_KEEPIDLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nettywinsock.engine.WinsockBackend;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.File;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** On a Windows where options cannot be used, a channel that asks for one fails: it must not go on without it. */
class BrokenWindowsTest {
    private static final String WHY = "Winsock options cannot be set: no JNA; to go on without them, start the JVM with"
            + " -Dio.github.nettywinsock.required=false";

    @RegisterExtension
    final Loopback loopback = new Loopback();

    private final WinsockBackend broken = new WinsockBackend(new UnsatisfiedLinkError("no JNA"), true);

    @ParameterizedTest
    @EnumSource(WayIn.class)
    void theBindFails(WayIn way) throws Exception {
        ChannelFuture bind = Loopback.done(way.server(broken, options(SO_SNDBUF, 4242), options(), loopback.child)
                .group(loopback.group)
                .bind(Loopback.ANY_PORT));
        assertThat(bind.cause()).isInstanceOf(ChannelException.class).hasMessage(WHY);
        assertThat(bind.channel().isOpen()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(WayIn.class)
    void theConnectFails(WayIn way) throws Exception {
        Channel listener = succeeded(loopback.bind(WayIn.CHANNEL_CLASSES));
        ChannelFuture connect = Loopback.done(way.client(broken, options(TCP_KEEPIDLE, 30), loopback.client)
                .group(loopback.group)
                .connect(listener.localAddress()));
        assertThat(connect.cause()).isInstanceOf(ChannelException.class).hasMessage(WHY);
        assertThat(connect.channel().isOpen()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(WayIn.class)
    void theAcceptedChannelFails(WayIn way) throws Exception {
        Channel listener =
                succeeded(Loopback.done(way.server(broken, options(), options(TCP_KEEPIDLE, 30), loopback.child)
                        .group(loopback.group)
                        .bind(Loopback.ANY_PORT)));
        loopback.connectPlainly(listener);
        Recorder.Event exception = loopback.child.next("exception");
        assertThat(exception.cause).isInstanceOf(ChannelException.class).hasMessage(WHY);
        Loopback.assertCloses(exception.channel);
        assertThat(listener.isActive()).isTrue();
    }

    @Test
    void theBindOfADatagramChannelFails() throws Exception {
        ChannelFuture bind = Loopback.done(new Bootstrap()
                .group(loopback.group)
                .channel(NioDatagramChannel.class)
                .handler(WayIn.initializer(broken, options(SO_SNDBUF, 4242), null))
                .bind(Loopback.ANY_PORT));
        assertThat(bind.cause()).hasMessage(WHY);
    }

    @Test
    @SuppressWarnings("deprecation")
    void theFirstSendOfADatagramChannelThatIsOnlyRegisteredFails() throws Exception {
        Channel channel = succeeded(Loopback.done(new Bootstrap()
                .group(loopback.group)
                .channel(NioDatagramChannel.class)
                .option(ChannelOption.DATAGRAM_CHANNEL_ACTIVE_ON_REGISTRATION, true)
                .handler(WayIn.initializer(broken, options(SO_SNDBUF, 4242), null))
                .register()));
        ChannelFuture send = Loopback.done(channel.writeAndFlush(
                new DatagramPacket(Unpooled.EMPTY_BUFFER, new InetSocketAddress("127.0.0.1", 9))));
        assertThat(send.cause()).hasMessage(WHY);
        Loopback.assertCloses(channel);
    }

    @Test
    void anOptionOfAnOpenChannelThrows() throws Exception {
        Channel listener = succeeded(Loopback.done(WayIn.CHANNEL_CLASSES
                .server(broken, options(), options(), loopback.child)
                .group(loopback.group)
                .bind(Loopback.ANY_PORT)));
        assertThatThrownBy(() -> listener.config().setOption(SO_SNDBUF, 4242))
                .isInstanceOf(ChannelException.class)
                .hasMessage(WHY);
        assertThat(listener.config().getOption(SO_SNDBUF)).isNull();
        assertThat(listener.config().getOptions()).isNotEmpty();
    }

    @Test
    void channelsThatAskForNoOptionAreServed() throws Exception {
        for (WayIn way : WayIn.values()) {
            Channel listener = succeeded(Loopback.done(way.server(broken, options(), options(), loopback.child)
                    .group(loopback.group)
                    .bind(Loopback.ANY_PORT)));
            succeeded(Loopback.done(way.client(broken, options(), loopback.client)
                    .group(loopback.group)
                    .connect(listener.localAddress())));
            loopback.child.next("active");
        }
    }

    @Test
    void withoutJnaTheMessageNamesIt() throws Exception {
        assertThat(bindOnWindows(classPath("jna")))
                .contains(
                        "bind: Winsock options cannot be set: JNA is missing: add net.java.dev.jna:jna-platform 5.13 or"
                                + " newer to the class path; to go on without them, start the JVM with"
                                + " -Dio.github.nettywinsock.required=false")
                .doesNotContain("--add-opens");
    }

    @Test
    void withoutThePlatformPartOfJnaTheMessageNamesIt() throws Exception {
        assertThat(bindOnWindows(classPath("jna-platform")))
                .contains("bind: Winsock options cannot be set: the platform part of JNA is missing: ");
    }

    @Test
    void withoutAPlaceForTheLibraryOfJnaTheMessageNamesTheProperty(@TempDir Path directory) throws Exception {
        String file = Files.createFile(directory.resolve("file")).toString();
        assertThat(bindOnWindows(System.getProperty("java.class.path"), "-Djna.tmpdir=" + file))
                .contains("bind: Winsock options cannot be set: JNA cannot load its native library: ")
                .contains(
                        "; start the JVM with -Djna.tmpdir=DIR, a directory where JNA may unpack and load it; to go on");
    }

    @Test
    void onesThatAreNotRequiredAreUnknown() throws Exception {
        assertThat(bindOnWindows(classPath("jna"), "-Dio.github.nettywinsock.required=false"))
                .contains("bind: success")
                .contains("Unknown channel option 'io.github.nettywinsock.WinsockChannelOption#SO_SNDBUF'");
    }

    /** The class path without the jar of an artifact. */
    private static String classPath(String without) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(element -> !new File(element).getName().matches(without + "-\\d.*\\.jar"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String bindOnWindows(String classPath, String... flags) throws Exception {
        return OtherJvm.run(Bind.class, classPath, flags);
    }

    static final class Bind {
        public static void main(String[] args) throws Exception {
            EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
            // The JDK and Netty know better by now.
            new NioServerSocketChannel().unsafe().closeForcibly();
            System.setProperty("os.name", "Windows 11");
            try {
                ChannelFuture bind = new ServerBootstrap()
                        .group(group)
                        .channel(WinsockServerSocketChannel.class)
                        .option(SO_SNDBUF, 4242)
                        .childHandler(new ChannelInboundHandlerAdapter())
                        .bind(Loopback.ANY_PORT)
                        .await();
                System.out.println(
                        "bind: " + (bind.isSuccess() ? "success" : bind.cause().getMessage()));
            } finally {
                group.shutdownGracefully(0, 5, TimeUnit.SECONDS).sync();
            }
        }
    }
}
