package io.github.nettywinsock.vertx;

import io.vertx.core.internal.VertxBootstrap;
import io.vertx.core.spi.VertxServiceProvider;

/** Has Vert.x use the IOCP transport where a native transport is preferred and this one is available. */
// who uses it requires the module of the framework itself
@SuppressWarnings("exports")
public final class IocpTransportProvider implements VertxServiceProvider {
    /** Creates the provider, as Vert.x does. */
    public IocpTransportProvider() {}

    @Override
    public void init(VertxBootstrap bootstrap) {
        IocpTransport transport = new IocpTransport();
        if (bootstrap.options().getPreferNativeTransport() && transport.isAvailable()) {
            bootstrap.transport(transport);
        }
    }
}
