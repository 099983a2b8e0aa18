package io.github.nettywinsock.netty;

import io.github.nettywinsock.iocp.IocpChannelOption;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.testsuite.transport.TestsuitePermutation.BootstrapComboFactory;
import io.netty.testsuite.transport.socket.SocketFileRegionTest;
import java.util.ArrayList;
import java.util.List;

/** Files are copied, and sent by TransmitFile. */
class SocketFileRegionIT extends SocketFileRegionTest {
    @Override
    protected List<BootstrapComboFactory<ServerBootstrap, Bootstrap>> newFactories() {
        List<BootstrapComboFactory<ServerBootstrap, Bootstrap>> all =
                new ArrayList<>(IocpSocketTestPermutation.INSTANCE.socket());
        all.add(new Transmitting(all.get(0)));
        return all;
    }

    /** Bootstraps of IOCP channels at both ends. */
    private static final class Transmitting implements BootstrapComboFactory<ServerBootstrap, Bootstrap> {
        private final BootstrapComboFactory<ServerBootstrap, Bootstrap> factory;

        Transmitting(BootstrapComboFactory<ServerBootstrap, Bootstrap> factory) {
            this.factory = factory;
        }

        @Override
        public ServerBootstrap newServerInstance() {
            return factory.newServerInstance().childOption(IocpChannelOption.TRANSMIT_FILE, true);
        }

        @Override
        public Bootstrap newClientInstance() {
            return factory.newClientInstance().option(IocpChannelOption.TRANSMIT_FILE, true);
        }
    }
}
