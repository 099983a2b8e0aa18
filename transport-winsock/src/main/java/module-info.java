/** Winsock socket options for Netty on Windows. */
module io.github.nettywinsock {
    requires transitive io.netty.transport;
    requires transitive io.netty.buffer;
    requires io.netty.common;
    requires com.sun.jna;
    requires com.sun.jna.platform;
    requires static reactor.core;
    requires static reactor.netty.core;
    requires static io.vertx.core;

    exports io.github.nettywinsock;
    exports io.github.nettywinsock.iocp;
    exports io.github.nettywinsock.option;
    exports io.github.nettywinsock.reactor;
    exports io.github.nettywinsock.vertx;

    provides io.netty.bootstrap.ChannelInitializerExtension with
            io.github.nettywinsock.WinsockInitializerExtension;
}
