package io.github.nettywinsock.netty;

import io.github.nettywinsock.testsuite.NeedsWindows;
import io.netty.bootstrap.Bootstrap;
import io.netty.testsuite.transport.TestsuitePermutation.BootstrapComboFactory;
import io.netty.testsuite.transport.socket.DatagramMulticastIPv6Test;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;

class DatagramMulticastIPv6IT extends DatagramMulticastIPv6Test {
    @Override
    protected List<BootstrapComboFactory<Bootstrap, Bootstrap>> newFactories() {
        return IocpSocketTestPermutation.INSTANCE.datagram(socketInternetProtocalFamily());
    }

    @Test
    @Override
    @NeedsWindows("a network interface of the JVM")
    public void testMulticast(TestInfo testInfo) throws Throwable {
        super.testMulticast(testInfo);
    }

    @Test
    @Override
    @NeedsWindows("a network interface of the JVM")
    @DisabledIfEnvironmentVariable(
            named = "WINEPREFIX",
            matches = ".+",
            disabledReason = "Wine refuses to block the source, NIO or not")
    public void testMulticastWithWildcardLocalAddress(TestInfo testInfo) throws Throwable {
        super.testMulticastWithWildcardLocalAddress(testInfo);
    }
}
