package io.github.nettywinsock;

import static io.github.nettywinsock.Loopback.succeeded;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.util.internal.PlatformDependent;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A child whose channel cannot be created costs its own connection, as with Netty's listener. */
class AcceptFailureTest {
    @RegisterExtension
    final Loopback loopback = new Loopback();

    private final List<SocketChannel> failing = new CopyOnWriteArrayList<>();

    @ParameterizedTest
    @ValueSource(classes = {IOException.class, IllegalStateException.class, LinkageError.class, OutOfMemoryError.class})
    void theNextIsServed(Class<? extends Throwable> type) throws Exception {
        Throwable thrown = type.getConstructor(String.class).newInstance("thrown by a test");
        Channel listener = succeeded(Loopback.done(new ServerBootstrap()
                .group(loopback.group)
                .channelFactory(() -> new FirstChildFails(thrown))
                .childHandler(loopback.child)
                .bind(Loopback.ANY_PORT)));

        try (Socket first = new Socket()) {
            first.connect(listener.localAddress());
            first.setSoTimeout(10_000);
            assertThat(first.getInputStream().read())
                    .as("the accepted SOCKET is closed")
                    .isNegative();
        }
        loopback.connectPlainly(listener);
        loopback.child.next("active");
        assertThat(listener.isActive()).isTrue();
        assertThat(failing).hasSize(1).noneMatch(SocketChannel::isOpen);
    }

    private final class FirstChildFails extends WinsockServerSocketChannel {
        private final Throwable thrown;
        private boolean accepting;

        FirstChildFails(Throwable thrown) {
            super(open(), loopback.ws2.provider());
            this.thrown = thrown;
        }

        @Override
        protected int doReadMessages(List<Object> messages) throws Exception {
            accepting = failing.isEmpty();
            try {
                return super.doReadMessages(messages);
            } finally {
                accepting = false;
            }
        }

        @Override
        protected ServerSocketChannel javaChannel() {
            ServerSocketChannel real = super.javaChannel();
            return accepting ? new Acceptor(real, thrown) : real;
        }
    }

    private static ServerSocketChannel open() {
        try {
            return ServerSocketChannel.open();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Accepts channels that no Netty channel can be made of. */
    private final class Acceptor extends ServerSocketChannel {
        private final ServerSocketChannel real;
        private final Throwable thrown;

        Acceptor(ServerSocketChannel real, Throwable thrown) {
            super(real.provider());
            this.real = real;
            this.thrown = thrown;
        }

        @Override
        public SocketChannel accept() throws IOException {
            SocketChannel accepted = real.accept();
            if (accepted == null) {
                return null;
            }
            SocketChannel child = new Unusable(accepted, thrown);
            failing.add(child);
            return child;
        }

        @Override
        public ServerSocketChannel bind(SocketAddress local, int backlog) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <T> ServerSocketChannel setOption(SocketOption<T> name, T value) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <T> T getOption(SocketOption<T> name) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Set<SocketOption<?>> supportedOptions() {
            return real.supportedOptions();
        }

        @Override
        public java.net.ServerSocket socket() {
            return real.socket();
        }

        @Override
        public SocketAddress getLocalAddress() throws IOException {
            return real.getLocalAddress();
        }

        @Override
        protected void implCloseSelectableChannel() throws IOException {
            real.close();
        }

        @Override
        protected void implConfigureBlocking(boolean block) {}
    }

    /** Throws where Netty prepares it. */
    private static final class Unusable extends SocketChannel {
        private final SocketChannel real;
        private final Throwable thrown;

        Unusable(SocketChannel real, Throwable thrown) {
            super(real.provider());
            this.real = real;
            this.thrown = thrown;
        }

        @Override
        protected void implConfigureBlocking(boolean block) {
            PlatformDependent.throwException(thrown);
        }

        @Override
        protected void implCloseSelectableChannel() throws IOException {
            real.close();
        }

        @Override
        public SocketChannel bind(SocketAddress local) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <T> SocketChannel setOption(SocketOption<T> name, T value) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <T> T getOption(SocketOption<T> name) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Set<SocketOption<?>> supportedOptions() {
            throw new UnsupportedOperationException();
        }

        @Override
        public SocketChannel shutdownInput() {
            throw new UnsupportedOperationException();
        }

        @Override
        public SocketChannel shutdownOutput() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket socket() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isConnected() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isConnectionPending() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean connect(SocketAddress remote) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean finishConnect() {
            throw new UnsupportedOperationException();
        }

        @Override
        public SocketAddress getRemoteAddress() {
            throw new UnsupportedOperationException();
        }

        @Override
        public SocketAddress getLocalAddress() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int read(ByteBuffer data) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long read(ByteBuffer[] data, int offset, int length) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int write(ByteBuffer data) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long write(ByteBuffer[] data, int offset, int length) {
            throw new UnsupportedOperationException();
        }
    }
}
