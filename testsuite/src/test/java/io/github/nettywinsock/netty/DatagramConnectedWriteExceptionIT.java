package io.github.nettywinsock.netty;

import io.github.nettywinsock.testsuite.NeedsWindows;
import io.netty.bootstrap.Bootstrap;
import io.netty.testsuite.transport.TestsuitePermutation.BootstrapFactory;
import io.netty.testsuite.transport.socket.DatagramConnectedWriteExceptionTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

class DatagramConnectedWriteExceptionIT extends DatagramConnectedWriteExceptionTest {
    @Override
    protected List<BootstrapFactory<Bootstrap>> newFactories() {
        return IocpSocketTestPermutation.INSTANCE.datagramSocket();
    }

    @Test
    @Override
    @NeedsWindows("Netty skips it on Windows")
    public void testWriteThrowsPortUnreachableException(TestInfo testInfo) throws Throwable {
        super.testWriteThrowsPortUnreachableException(testInfo);
    }
}
