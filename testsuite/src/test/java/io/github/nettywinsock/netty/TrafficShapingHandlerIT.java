package io.github.nettywinsock.netty;

import io.github.nettywinsock.testsuite.NeedsWindows;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.testsuite.transport.TestsuitePermutation.BootstrapComboFactory;
import io.netty.testsuite.transport.socket.TrafficShapingHandlerTest;
import java.util.List;
import org.junit.jupiter.api.TestInfo;

/** Measures time: on a machine that has other work, a bootstrap that fails may pass when it is tried again. */
@NeedsWindows("it measures time")
class TrafficShapingHandlerIT extends TrafficShapingHandlerTest {
    private static final int ATTEMPTS = 3;

    @Override
    protected List<BootstrapComboFactory<ServerBootstrap, Bootstrap>> newFactories() {
        return IocpSocketTestPermutation.INSTANCE.socket();
    }

    @Override
    protected void run(TestInfo testInfo, Runner<ServerBootstrap, Bootstrap> runner) throws Throwable {
        super.run(testInfo, (server, client) -> {
            for (int attempt = 1; ; attempt++) {
                try {
                    runner.run(server.clone(), client.clone());
                    return;
                } catch (AssertionError e) {
                    if (attempt == ATTEMPTS) {
                        throw e;
                    }
                }
            }
        });
    }
}
