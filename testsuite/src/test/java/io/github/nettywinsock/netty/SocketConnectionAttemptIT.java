package io.github.nettywinsock.netty;

import io.github.nettywinsock.SilentAddress;
import io.netty.bootstrap.Bootstrap;
import io.netty.resolver.AbstractAddressResolver;
import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.testsuite.transport.TestsuitePermutation.BootstrapFactory;
import io.netty.testsuite.transport.socket.SocketConnectionAttemptTest;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** The bad host of these tests is an address of this machine that does not answer. */
class SocketConnectionAttemptIT extends SocketConnectionAttemptTest {
    private SilentAddress silent;

    @BeforeEach
    void open() throws Exception {
        silent = new SilentAddress();
    }

    @AfterEach
    void close() throws Exception {
        silent.close();
    }

    @Override
    protected List<BootstrapFactory<Bootstrap>> newFactories() {
        return IocpSocketTestPermutation.INSTANCE.clientSocket();
    }

    @Override
    public void testConnectTimeout(Bootstrap bootstrap) throws Throwable {
        super.testConnectTimeout(bootstrap.resolver(new To(silent.address())));
    }

    /** Without asking first, with a plain socket, whether the bad host answers. */
    @Test
    @Override
    public void testConnectCancellation(TestInfo testInfo) throws Throwable {
        run(testInfo, this::testConnectCancellation);
    }

    @Override
    public void testConnectCancellation(Bootstrap bootstrap) throws Throwable {
        super.testConnectCancellation(bootstrap.resolver(new To(silent.address())));
    }

    /** Resolves every host to one address. */
    private static final class To extends AddressResolverGroup<InetSocketAddress> {
        private final InetSocketAddress address;

        To(InetSocketAddress address) {
            this.address = address;
        }

        @Override
        protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
            return new AbstractAddressResolver<>(executor, InetSocketAddress.class) {
                @Override
                protected boolean doIsResolved(InetSocketAddress given) {
                    return !given.isUnresolved();
                }

                @Override
                protected void doResolve(InetSocketAddress unresolved, Promise<InetSocketAddress> promise) {
                    promise.setSuccess(address);
                }

                @Override
                protected void doResolveAll(InetSocketAddress unresolved, Promise<List<InetSocketAddress>> promise) {
                    promise.setSuccess(List.of(address));
                }
            };
        }
    }
}
