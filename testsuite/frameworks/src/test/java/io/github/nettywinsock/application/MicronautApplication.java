package io.github.nettywinsock.application;

import io.github.nettywinsock.iocp.IocpDatagramChannel;
import io.github.nettywinsock.iocp.IocpIoHandler;
import io.github.nettywinsock.iocp.IocpServerSocketChannel;
import io.github.nettywinsock.iocp.IocpSocketChannel;
import io.micronaut.context.ApplicationContext;
import io.micronaut.http.netty.channel.EventLoopGroupConfiguration;
import io.micronaut.http.netty.channel.EventLoopGroupFactory;
import io.micronaut.http.netty.channel.NettyChannelType;
import io.micronaut.inject.qualifiers.Qualifiers;
import io.micronaut.runtime.server.EmbeddedServer;
import io.netty.channel.Channel;
import io.netty.channel.IoHandlerFactory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Map;

/** The HTTP server of Micronaut, without anything to serve, on its own channels, then on those of the IOCP transport. */
public final class MicronautApplication {
    private MicronautApplication() {}

    public static void main(String[] args) throws IOException {
        Witness.listen();
        for (String transport : List.of("nio", "iocp")) {
            ApplicationContext context = ApplicationContext.builder()
                    .properties(Map.of(
                            "micronaut.server.host",
                            "127.0.0.1",
                            "micronaut.server.port",
                            -1,
                            "micronaut.netty.event-loops.default.transport",
                            transport,
                            "micronaut.netty.event-loops.parent.transport",
                            transport))
                    .build();
            context.registerSingleton(
                    EventLoopGroupFactory.class, new IocpEventLoopGroupFactory(), Qualifiers.byName("iocp"));
            EmbeddedServer server =
                    context.start().getBean(EmbeddedServer.class).start();
            HttpURLConnection client = (HttpURLConnection) server.getURL().openConnection();
            System.out.println(client.getResponseCode());
            Witness.tell();
            client.disconnect();
        }
        Witness.end();
    }

    // snippet: micronaut
    @Singleton
    @Named("iocp")
    static final class IocpEventLoopGroupFactory implements EventLoopGroupFactory {
        @Override
        public IoHandlerFactory createIoHandlerFactory(EventLoopGroupConfiguration group) {
            return IocpIoHandler.newFactory();
        }

        @Override
        public Channel channelInstance(NettyChannelType type, EventLoopGroupConfiguration group) {
            switch (type) {
                case SERVER_SOCKET:
                    return new IocpServerSocketChannel();
                case CLIENT_SOCKET:
                    return new IocpSocketChannel();
                case DATAGRAM_SOCKET:
                    return new IocpDatagramChannel();
                default:
                    throw new UnsupportedOperationException("IOCP has no " + type);
            }
        }
    }
    // end
}
