package io.github.nettywinsock.netty;

import io.github.nettywinsock.testsuite.WithoutWhims;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.testsuite.transport.TestsuitePermutation.BootstrapComboFactory;
import io.netty.testsuite.transport.socket.SocketSslGreetingTest;
import java.util.List;

/** With whims the peer may be gone before the answer to its close_notify, as on any network; and Netty's test takes no reset. */
@WithoutWhims("a peer whose end comes with its close_notify")
class SocketSslGreetingIT extends SocketSslGreetingTest {
    @Override
    protected List<BootstrapComboFactory<ServerBootstrap, Bootstrap>> newFactories() {
        return IocpSocketTestPermutation.INSTANCE.socket();
    }
}
