package io.github.nettywinsock.netty;

import static org.junit.jupiter.api.Assumptions.abort;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.testsuite.transport.TestsuitePermutation.BootstrapComboFactory;
import io.netty.testsuite.transport.socket.SocketSslSessionReuseTest;
import java.util.List;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SocketSslSessionReuseIT extends SocketSslSessionReuseTest {
    @Override
    protected List<BootstrapComboFactory<ServerBootstrap, Bootstrap>> newFactories() {
        return IocpSocketTestPermutation.INSTANCE.socket();
    }

    @ParameterizedTest
    @MethodSource("jdkAndOpenSSL")
    @Override
    public void testSslSessionTrustManagerResumption(
            SslContextBuilder server, SslContextBuilder client, TestInfo testInfo) throws Throwable {
        try {
            super.testSslSessionTrustManagerResumption(server, client, testInfo);
        } catch (NoClassDefFoundError e) {
            abort("OpenSSL needs netty-tcnative: " + e);
        }
    }
}
