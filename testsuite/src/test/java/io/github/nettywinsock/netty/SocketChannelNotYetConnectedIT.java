package io.github.nettywinsock.netty;

import io.github.nettywinsock.testsuite.NeedsWindows;
import io.netty.bootstrap.Bootstrap;
import io.netty.testsuite.transport.TestsuitePermutation.BootstrapFactory;
import io.netty.testsuite.transport.socket.SocketChannelNotYetConnectedTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

class SocketChannelNotYetConnectedIT extends SocketChannelNotYetConnectedTest {
    @Override
    protected List<BootstrapFactory<Bootstrap>> newFactories() {
        return IocpSocketTestPermutation.INSTANCE.clientSocket();
    }

    @Test
    @Override
    @NeedsWindows("a ServerSocketChannel of the JDK")
    public void readMustBePendingUntilChannelIsActive(TestInfo testInfo) throws Throwable {
        super.readMustBePendingUntilChannelIsActive(testInfo);
    }
}
