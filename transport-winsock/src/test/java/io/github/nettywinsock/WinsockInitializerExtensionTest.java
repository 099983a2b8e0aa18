package io.github.nettywinsock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import ch.qos.logback.classic.Level;
import io.github.nettywinsock.engine.WinsockOptionHandler;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.local.LocalChannel;
import io.netty.channel.local.LocalServerChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.oio.OioEventLoopGroup;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.oio.OioSocketChannel;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Which channels get which options of the file, and what becomes of them when it cannot be used. */
class WinsockInitializerExtensionTest {
    private static final String WRONG = "listener.SO_SNDBUFF = 1\n";
    private static final String WHY =
            "line 1: listener.SO_SNDBUFF: there is no socket option SO_SNDBUFF; did you mean" + " SO_SNDBUF?";

    @RegisterExtension
    final Loopback loopback = new Loopback();

    @RegisterExtension
    final LogCapture log = new LogCapture();

    private final FakeWinsock ws2 = loopback.ws2;

    @AfterEach
    void forgetTheFile() {
        System.clearProperty(WinsockInitializerExtension.OPTIONS_FILE);
    }

    @Test
    void eachRoleHasItsOwnOptions() {
        NioServerSocketChannel channel = new NioServerSocketChannel();
        extension("client.SO_SNDBUF = 4242").postInitializeServerListenerChannel(channel);
        assertThat(channel.pipeline().get(WinsockOptionHandler.class)).isNull();

        extension("listener.so_sndbuf =  4242 ").postInitializeServerListenerChannel(channel);
        assertThat(channel.pipeline().first()).isInstanceOf(WinsockOptionHandler.class);
        channel.unsafe().closeForcibly();
    }

    /** A DNS resolver in an application whose TCP clients have options. */
    @Test
    void optionsOfTcpClientsAreNotForDatagramChannels() throws Exception {
        WinsockInitializerExtension extension =
                extension("client.TCP_NODELAY = true\nclient.SO_RANDOMIZE_PORT = true\ndatagram.IP_MULTICAST_TTL = 4");
        Channel datagrams = Loopback.succeeded(
                Loopback.done(application(extension).datagrams().bind(Loopback.ANY_PORT)));
        assertThat(ws2.calls()).containsExactly(ws2.set("IP_MULTICAST_TTL"));
        assertThat(datagrams.isActive()).isTrue();

        Channel listener = Loopback.succeeded(loopback.bind(WayIn.CHANNEL_CLASSES));
        Loopback.succeeded(Loopback.done(application(extension).client().connect(listener.localAddress())));
        assertThat(ws2.sets("TCP_NODELAY")).hasSize(1);
        assertThat(ws2.sets("IP_MULTICAST_TTL")).hasSize(1);
    }

    /** They have no SOCKET that these options are for. */
    @Test
    void channelsOfOtherKindsAreLeftAlone() {
        for (String file : List.of("listener.SO_SNDBUF = 1\nclient.SO_SNDBUF = 1\nchild.SO_SNDBUF = 1", WRONG)) {
            WinsockInitializerExtension extension = extension(file);
            log.events().clear();
            ServerChannel server = new LocalServerChannel();
            Channel local = new LocalChannel();
            assertThatCode(() -> {
                        extension.postInitializeServerListenerChannel(server);
                        extension.postInitializeServerChildChannel(local);
                        extension.postInitializeClientChannel(local);
                    })
                    .doesNotThrowAnyException();
            assertThat(server.pipeline().first()).isNull();
            assertThat(local.pipeline().first()).isNull();
            assertThat(log.events()).isEmpty();
        }
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_16)
    void domainSocketsAreLeftAlone() throws Exception {
        WinsockInitializerExtension extension = extension("listener.SO_SNDBUF = 1\nclient.SO_SNDBUF = 1");
        for (Channel channel : List.of(new NioServerDomainSocketChannel(), new NioDomainSocketChannel())) {
            if (channel instanceof ServerChannel) {
                extension.postInitializeServerListenerChannel((ServerChannel) channel);
            } else {
                extension.postInitializeClientChannel(channel);
            }
            assertThat(channel.pipeline().first()).isNull();
            channel.unsafe().closeForcibly();
        }
    }

    /** Thrown by a service, the reason would be lost in frameworks. */
    @Test
    void aBootstrapThatLoadsTheExtensionFailsWithTheReason() throws Exception {
        assertThat(bindWithAFileThatIsMissing(BindOnWindows.class))
                .contains("bind: io.netty.channel.ChannelException: -Dio.github.nettywinsock.options: cannot read ");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void onAnotherSystemItGoesOnAndIsToldTheReason() throws Exception {
        assertThat(bindWithAFileThatIsMissing(Bind.class))
                .contains("bind: null")
                .contains("Winsock options are not set (Winsock exists on Windows only; ")
                .contains("what is wrong with them: -Dio.github.nettywinsock.options: cannot read ");
    }

    private static String bindWithAFileThatIsMissing(Class<?> program) throws Exception {
        return OtherJvm.run(
                program,
                System.getProperty("java.class.path"),
                "-Dio.netty.bootstrap.extensions=serviceload",
                "-Dio.github.nettywinsock.options=missing.properties");
    }

    static final class BindOnWindows {
        public static void main(String[] args) throws Exception {
            // The JDK and Netty know better by now.
            new NioServerSocketChannel().unsafe().closeForcibly();
            System.setProperty("os.name", "Windows 11");
            Bind.main(args);
        }
    }

    static final class Bind {
        public static void main(String[] args) throws Exception {
            EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
            try {
                System.out.println("bind: "
                        + new ServerBootstrap()
                                .group(group)
                                .channel(NioServerSocketChannel.class)
                                .childHandler(new ChannelInboundHandlerAdapter())
                                .bind(Loopback.ANY_PORT)
                                .await()
                                .cause());
            } finally {
                group.shutdownGracefully(0, 5, TimeUnit.SECONDS).sync();
            }
        }
    }

    /** Netty only logs what a hook throws, and goes on without the options. */
    @Test
    @SuppressWarnings("deprecation")
    void aTcpChannelWhoseSocketCannotBeFoundFailsWithTheReason() throws Exception {
        OioEventLoopGroup group = new OioEventLoopGroup(1);
        try {
            ChannelFuture connect = Loopback.done(new Bootstrap()
                    .group(group)
                    .channelFactory(() -> initialized(
                            new OioSocketChannel(), extension("client.SO_SNDBUF = 1")::postInitializeClientChannel))
                    .handler(loopback.client)
                    .connect(Loopback.ANY_PORT));
            assertThat(connect.cause())
                    .hasMessage("only a NIO or IOCP channel has a SOCKET that can be found, not a"
                            + " io.netty.channel.socket.oio.OioSocketChannel");
        } finally {
            group.shutdownGracefully(0, 5, TimeUnit.SECONDS);
        }
    }

    @Test
    void withoutAFileItDoesNothing() {
        NioServerSocketChannel channel = new NioServerSocketChannel();
        new WinsockInitializerExtension().postInitializeServerListenerChannel(channel);
        assertThat(channel.pipeline().first()).isNull();
        channel.unsafe().closeForcibly();
    }

    @Test
    void aWrongFileIsToldOnceAndFailsTheBind() throws Exception {
        WinsockInitializerExtension extension = extension(WRONG);
        for (int i = 0; i < 2; i++) {
            ChannelFuture bind = Loopback.done(application(extension).listener().bind(Loopback.ANY_PORT));
            assertThat(bind.cause())
                    .hasMessageStartingWith("-Dio.github.nettywinsock.options: ")
                    .hasMessageEndingWith(WHY);
            Loopback.assertCloses(bind.channel());
        }
        assertThat(log.events()).singleElement().satisfies(event -> {
            assertThat(event.getLevel()).isEqualTo(Level.ERROR);
            assertThat(event.getFormattedMessage()).endsWith(WHY);
        });
    }

    @Test
    void aWrongFileFailsTheConnect() throws Exception {
        Channel listener = Loopback.succeeded(loopback.bind(WayIn.CHANNEL_CLASSES));
        ChannelFuture connect =
                Loopback.done(application(extension(WRONG)).client().connect(listener.localAddress()));
        assertThat(connect.cause()).hasMessageEndingWith(WHY);
        Loopback.assertCloses(connect.channel());
    }

    /** As DNS resolvers do. */
    @Test
    @SuppressWarnings("deprecation")
    void aWrongFileFailsTheFirstWriteOfADatagramChannelThatIsOnlyRegistered() throws Exception {
        Channel datagrams = Loopback.succeeded(Loopback.done(application(extension(WRONG))
                .datagrams()
                .option(ChannelOption.DATAGRAM_CHANNEL_ACTIVE_ON_REGISTRATION, true)
                .register()));
        ByteBuf data = Unpooled.buffer().writeByte(42);
        ChannelFuture write =
                Loopback.done(datagrams.writeAndFlush(new DatagramPacket(data, new InetSocketAddress("127.0.0.1", 9))));
        assertThat(write.cause()).hasMessageEndingWith(WHY);
        assertThat(data.refCnt()).isZero();
        Loopback.assertCloses(datagrams);
    }

    @Test
    void aWrongFileClosesAnAcceptedChannelWithTheReason() throws Exception {
        WinsockInitializerExtension extension = extension(WRONG);
        Channel listener = Loopback.succeeded(Loopback.done(new ServerBootstrap()
                .group(loopback.group)
                .channel(NioServerSocketChannel.class)
                .handler(new WayIn.ChildHook(extension))
                .childHandler(loopback.child)
                .bind(Loopback.ANY_PORT)));
        loopback.connectPlainly(listener);
        Recorder.Event exception = loopback.child.next("exception");
        assertThat(exception.cause).hasMessageEndingWith(WHY);
        Loopback.assertCloses(exception.channel);
        assertThat(loopback.child.isEmpty()).as("its handlers see nothing else").isTrue();
    }

    @Test
    void theSystemPropertyNamesTheFile() throws Exception {
        System.setProperty(WinsockInitializerExtension.OPTIONS_FILE, "missing.properties");
        ChannelFuture bind =
                Loopback.done(application(new WinsockInitializerExtension(System.getProperties(), ws2.provider()))
                        .listener()
                        .bind(Loopback.ANY_PORT));
        assertThat(bind.cause())
                .hasMessageStartingWith("-Dio.github.nettywinsock.options: cannot read ")
                .hasMessageContaining("missing.properties: java.nio.file.NoSuchFileException");
    }

    private WinsockInitializerExtension extension(String text) {
        return WayIn.extension(text, ws2.provider());
    }

    private UnmodifiedApplication application(WinsockInitializerExtension extension) {
        return new UnmodifiedApplication(loopback, extension);
    }

    private static <C> C initialized(C channel, Consumer<? super C> hook) {
        hook.accept(channel);
        return channel;
    }
}
