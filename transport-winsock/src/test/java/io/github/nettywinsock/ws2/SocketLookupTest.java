package io.github.nettywinsock.ws2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.DatagramChannel;
import java.nio.channels.NetworkChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.AbstractSelectableChannel;
import java.nio.channels.spi.SelectorProvider;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SocketLookupTest {

    private static final InetSocketAddress LOOPBACK = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private final SocketLookup lookup = NioSocketLookup.load();

    enum Kind {
        SERVER_SOCKET("tcp") {
            @Override
            SelectableChannel open() throws IOException {
                return ServerSocketChannel.open();
            }
        },
        SOCKET("tcp") {
            @Override
            SelectableChannel open() throws IOException {
                return SocketChannel.open();
            }
        },
        DATAGRAM("udp") {
            @Override
            SelectableChannel open() throws IOException {
                return DatagramChannel.open();
            }
        };

        final String protocol;

        Kind(String protocol) {
            this.protocol = protocol;
        }

        abstract SelectableChannel open() throws IOException;
    }

    @Test
    void jniIsTheFirstWay() {
        assertThat(lookup).isInstanceOf(JniSocketLookup.class);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    @EnabledOnOs(OS.LINUX)
    void theHandleIsTheSocketThatHoldsTheChannelsPort(Kind kind) throws IOException {
        try (SelectableChannel ch = kind.open()) {
            bind(ch);
            SocketAddress bound = ((NetworkChannel) ch).getLocalAddress();
            if (kind == Kind.SOCKET) {
                // The kernel lists a TCP socket under its port only once it listens or connects.
                try (ServerSocketChannel listener = ServerSocketChannel.open().bind(LOOPBACK)) {
                    ((SocketChannel) ch).connect(listener.getLocalAddress());
                    assertThat(inodesAtPort(kind, bound)).contains(inode(handle(ch)));
                }
            } else {
                assertThat(inodesAtPort(kind, bound)).containsExactly(inode(handle(ch)));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void twoChannelsHaveTwoHandles(Kind kind) throws IOException {
        try (SelectableChannel one = kind.open();
                SelectableChannel other = kind.open()) {
            assertThat(handle(one)).isNotEqualTo(handle(other)).isBetween(1L, 0xFFFFFFFEL);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void theStateLockBelongsToTheChannelForLife(Kind kind) throws IOException {
        SelectableChannel one = kind.open();
        try (SelectableChannel other = kind.open()) {
            Object lock = lookup.stateLock(one);
            assertThat(lock).isNotNull().isSameAs(lookup.stateLock(one)).isNotSameAs(lookup.stateLock(other));
            bind(one);
            one.configureBlocking(false);
            assertThat(lookup.stateLock(one)).isSameAs(lock);
            one.close();
            assertThat(lookup.stateLock(one)).isSameAs(lock);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    @EnabledOnOs(OS.LINUX)
    void closeWaitsForTheStateLockInBlockingMode(Kind kind) throws Exception {
        SelectableChannel ch = kind.open();
        bind(ch);
        closeWhileLocked(ch);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    @EnabledOnOs(OS.LINUX)
    void closeWaitsForTheStateLockInNonBlockingMode(Kind kind) throws Exception {
        SelectableChannel ch = kind.open();
        bind(ch);
        ch.configureBlocking(false);
        closeWhileLocked(ch);
    }

    /** A registered channel is closed in two steps: the SOCKET goes when the selector drops the key. */
    @ParameterizedTest
    @EnumSource(Kind.class)
    @EnabledOnOs(OS.LINUX)
    void theSelectorsDeferredCloseWaitsForTheStateLock(Kind kind) throws Exception {
        try (Selector selector = Selector.open()) {
            SelectableChannel ch = kind.open();
            bind(ch);
            ch.configureBlocking(false);
            ch.register(selector, 0);
            long handle = handle(ch);
            String inode = inode(handle);
            ch.close();
            assertThat(inode(handle)).isEqualTo(inode);

            Thread selecting = new Thread(() -> {
                try {
                    selector.selectNow();
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });
            assertHeldOpen(ch, handle, selecting);
        }
    }

    @Test
    void aForeignChannelIsNamed() throws IOException {
        try (SelectableChannel foreign = new ForeignChannel()) {
            assertThatThrownBy(() -> lookup.stateLock(foreign))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(ForeignChannel.class.getName());
            // The failure before must have left nothing pending.
            try (SelectableChannel ch = DatagramChannel.open()) {
                assertThat(handle(ch)).isPositive();
            }
        }
    }

    @Test
    void aHandleAskedForWithoutTheLockIsCaught() throws IOException {
        try (SelectableChannel ch = SocketChannel.open()) {
            assertThatThrownBy(() -> lookup.handle(ch)).isInstanceOf(AssertionError.class);
        }
    }

    private long handle(SelectableChannel ch) {
        synchronized (lookup.stateLock(ch)) {
            return lookup.handle(ch);
        }
    }

    private static void bind(SelectableChannel ch) throws IOException {
        ((NetworkChannel) ch).bind(LOOPBACK);
    }

    private void closeWhileLocked(SelectableChannel ch) throws Exception {
        assertHeldOpen(ch, handle(ch), new Thread(() -> {
            try {
                ch.close();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }));
    }

    private void assertHeldOpen(SelectableChannel ch, long handle, Thread closing) throws Exception {
        String inode = inode(handle);
        synchronized (lookup.stateLock(ch)) {
            closing.start();
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
            while (closing.getState() != Thread.State.BLOCKED) {
                assertThat(System.nanoTime()).isLessThan(deadline);
                Thread.sleep(1);
            }
            assertThat(ch.isOpen()).isFalse();
            assertThat(inode(handle)).isEqualTo(inode);
        }
        closing.join();
        // Another thread may have opened something under the number since.
        assertThat(opened(handle)).isNotEqualTo("socket:[" + inode + "]");
    }

    /** What the number stands for in this process; nothing when it is closed. */
    private static String opened(long handle) throws IOException {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/fd/" + handle)).toString();
        } catch (NoSuchFileException e) {
            return "";
        }
    }

    private static String inode(long handle) throws IOException {
        String target = opened(handle);
        assertThat(target).matches("socket:\\[\\d+]");
        return target.replaceAll("\\D", "");
    }

    private static List<String> inodesAtPort(Kind kind, SocketAddress address) throws IOException {
        String port = String.format(":%04X", ((InetSocketAddress) address).getPort());
        return Stream.of(Path.of("/proc/self/net/" + kind.protocol), Path.of("/proc/self/net/" + kind.protocol + "6"))
                .filter(Files::exists)
                .flatMap(SocketLookupTest::lines)
                .map(line -> line.trim().split("\\s+"))
                .filter(columns -> columns[1].endsWith(port))
                .map(columns -> columns[9])
                .collect(Collectors.toList());
    }

    private static Stream<String> lines(Path table) {
        try {
            return Files.readAllLines(table).stream();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static final class ForeignChannel extends AbstractSelectableChannel {

        ForeignChannel() {
            super(SelectorProvider.provider());
        }

        @Override
        public int validOps() {
            return 0;
        }

        @Override
        protected void implCloseSelectableChannel() {}

        @Override
        protected void implConfigureBlocking(boolean block) {}
    }
}
