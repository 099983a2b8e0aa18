package io.github.nettywinsock.netty;

import io.github.nettywinsock.testsuite.NeedsWindows;
import io.netty.bootstrap.Bootstrap;
import io.netty.testsuite.transport.TestsuitePermutation.BootstrapFactory;
import io.netty.testsuite.transport.socket.DatagramConnectedWriteExceptionTest;
import java.util.List;

/** On Windows, Netty skips it. */
@NeedsWindows("Netty skips it on Windows")
class DatagramConnectedWriteExceptionIT extends DatagramConnectedWriteExceptionTest {
    @Override
    protected List<BootstrapFactory<Bootstrap>> newFactories() {
        return IocpSocketTestPermutation.INSTANCE.datagramSocket();
    }
}
