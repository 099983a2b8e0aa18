/** Winsock socket options for Netty on Windows. */
module io.github.nettywinsock {
    requires transitive io.netty.transport;
    requires transitive io.netty.buffer;
    requires io.netty.common;
    requires com.sun.jna;
    requires com.sun.jna.platform;

    exports io.github.nettywinsock;
    exports io.github.nettywinsock.iocp;
    exports io.github.nettywinsock.option;

    provides io.netty.bootstrap.ChannelInitializerExtension with
            io.github.nettywinsock.WinsockInitializerExtension;
}
