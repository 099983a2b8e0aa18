package io.github.nettywinsock.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousChannelGroup;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.CompletionHandler;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** An echo server on the asynchronous channels of the JDK, which on Windows are on a completion port too. */
final class AioEchoServer {
    private static final int BACKLOG = 1024;
    private static final int BUFFER_LENGTH = 64 * 1024;

    private AioEchoServer() {}

    /** Prints the port and runs until it is ended. */
    static void run(int threads) throws IOException, InterruptedException {
        int count = threads > 0 ? threads : 2 * Runtime.getRuntime().availableProcessors();
        AsynchronousChannelGroup group =
                AsynchronousChannelGroup.withFixedThreadPool(count, Executors.defaultThreadFactory());
        AsynchronousServerSocketChannel listener =
                AsynchronousServerSocketChannel.open(group).bind(BenchServer.ANY_PORT, BACKLOG);
        listener.accept(null, new CompletionHandler<AsynchronousSocketChannel, Void>() {
            @Override
            public void completed(AsynchronousSocketChannel channel, Void nothing) {
                listener.accept(null, this);
                new Connection(channel).begin();
            }

            @Override
            public void failed(Throwable cause, Void nothing) {
                cause.printStackTrace();
            }
        });
        System.out.println(((InetSocketAddress) listener.getLocalAddress()).getPort());
        group.awaitTermination(Long.MAX_VALUE, TimeUnit.DAYS);
    }

    /** Receives and sends in turn. */
    private static final class Connection implements CompletionHandler<Integer, Void> {
        private final AsynchronousSocketChannel channel;
        private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_LENGTH);
        private boolean sending;

        Connection(AsynchronousSocketChannel channel) {
            this.channel = channel;
        }

        void begin() {
            try {
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                channel.read(buffer, null, this);
            } catch (IOException e) {
                failed(e, null);
            }
        }

        @Override
        public void completed(Integer bytes, Void nothing) {
            if (!sending && bytes < 0) {
                close();
            } else if (!sending) {
                sending = true;
                channel.write(buffer.flip(), null, this);
            } else if (buffer.hasRemaining()) {
                channel.write(buffer, null, this);
            } else {
                sending = false;
                channel.read(buffer.clear(), null, this);
            }
        }

        @Override
        public void failed(Throwable cause, Void nothing) {
            cause.printStackTrace();
            close();
        }

        private void close() {
            try {
                channel.close();
            } catch (IOException e) {
                e.printStackTrace();
            }
        }
    }
}
