package io.github.nettywinsock.netty;

import io.github.nettywinsock.testsuite.NeedsWindows;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.testsuite.transport.TestsuitePermutation.BootstrapComboFactory;
import io.netty.testsuite.transport.socket.DatagramUnicastIPv6MappedTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

class DatagramUnicastIPv6MappedIT extends DatagramUnicastIPv6MappedTest {
    @Override
    protected List<BootstrapComboFactory<Bootstrap, Bootstrap>> newFactories() {
        return IocpSocketTestPermutation.INSTANCE.datagram(socketInternetProtocalFamily());
    }

    @Override
    protected boolean disconnectMightFail(DatagramChannel channel) {
        // Under Wine the JDK cannot bind again the port that disconnect took away.
        return channel instanceof NioDatagramChannel;
    }

    @Test
    @Override
    @NeedsWindows("a DatagramSocket of the JDK")
    public void testReceiveEmptyDatagrams(TestInfo testInfo) throws Throwable {
        super.testReceiveEmptyDatagrams(testInfo);
    }
}
