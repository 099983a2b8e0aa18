package io.github.nettywinsock.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousChannelGroup;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.CompletionHandler;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * An echo server, and one that sends a file for each byte, on the asynchronous channels of the JDK, which on Windows are on a
 * completion port too.
 */
final class AioServer {
    private static final int BACKLOG = 1024;
    private static final int BUFFER_LENGTH = 64 * 1024;

    /** As much as the transport sends by a call. */
    private static final int FILE_BUFFER_LENGTH = 512 * 1024;

    private AioServer() {}

    /** Prints the ports and runs until it is ended. */
    static void run(int threads, Path file) throws IOException, InterruptedException {
        int count = threads > 0 ? threads : 2 * Runtime.getRuntime().availableProcessors();
        AsynchronousChannelGroup group =
                AsynchronousChannelGroup.withFixedThreadPool(count, Executors.defaultThreadFactory());
        int echo = listen(group, Echo::new);
        int download = listen(group, channel -> new Download(channel, file));
        System.out.println(echo + " " + download);
        group.awaitTermination(Long.MAX_VALUE, TimeUnit.DAYS);
    }

    private static int listen(
            AsynchronousChannelGroup group, Function<AsynchronousSocketChannel, Connection> connections)
            throws IOException {
        AsynchronousServerSocketChannel listener =
                AsynchronousServerSocketChannel.open(group).bind(BenchServer.ANY_PORT, BACKLOG);
        listener.accept(null, new CompletionHandler<AsynchronousSocketChannel, Void>() {
            @Override
            public void completed(AsynchronousSocketChannel channel, Void nothing) {
                listener.accept(null, this);
                connections.apply(channel).begin();
            }

            @Override
            public void failed(Throwable cause, Void nothing) {
                cause.printStackTrace();
            }
        });
        return ((InetSocketAddress) listener.getLocalAddress()).getPort();
    }

    /** Receives, and sends what comes of that, in turn. */
    private abstract static class Connection implements CompletionHandler<Integer, Void> {
        final ByteBuffer buffer;
        private final AsynchronousSocketChannel channel;
        private boolean sending;

        Connection(AsynchronousSocketChannel channel, int bufferLength) {
            this.channel = channel;
            buffer = ByteBuffer.allocateDirect(bufferLength);
        }

        void begin() {
            try {
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                channel.read(buffer, null, this);
            } catch (IOException e) {
                failed(e, null);
            }
        }

        /** Makes of a buffer that was filled one to send, empty when there is nothing. */
        abstract void received() throws IOException;

        /** Fills the buffer with what is to be sent after it, if there is anything. */
        abstract void sent() throws IOException;

        @Override
        public void completed(Integer bytes, Void nothing) {
            try {
                if (!sending && bytes < 0) {
                    close();
                    return;
                }
                if (!sending) {
                    sending = true;
                    received();
                } else if (!buffer.hasRemaining()) {
                    sent();
                }
                if (buffer.hasRemaining()) {
                    channel.write(buffer, null, this);
                } else {
                    sending = false;
                    channel.read(buffer.clear(), null, this);
                }
            } catch (IOException e) {
                failed(e, null);
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

    private static final class Echo extends Connection {
        Echo(AsynchronousSocketChannel channel) {
            super(channel, BUFFER_LENGTH);
        }

        @Override
        void received() {
            buffer.flip();
        }

        @Override
        void sent() {
            // There is no more.
        }
    }

    /** Opens the file for each that is sent, as a {@code FileRegion} does. */
    private static final class Download extends Connection {
        private final Path path;
        private FileChannel file;
        private long position;

        Download(AsynchronousSocketChannel channel, Path path) {
            super(channel, FILE_BUFFER_LENGTH);
            this.path = path;
        }

        @Override
        void received() throws IOException {
            file = FileChannel.open(path);
            position = 0;
            sent();
        }

        @Override
        void sent() throws IOException {
            int read = file.read(buffer.clear(), position);
            buffer.flip();
            if (read < 0) {
                file.close();
            } else {
                position += read;
            }
        }
    }
}
