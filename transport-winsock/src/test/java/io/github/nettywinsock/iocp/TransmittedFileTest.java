package io.github.nettywinsock.iocp;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelFuture;
import io.netty.channel.DefaultFileRegion;
import java.io.File;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever is told of the end of a file's write may delete the file: it is not open here any more. */
@Timeout(30)
class TransmittedFileTest {
    private static final long HANDLE = 0x1000;
    private static final int LENGTH = 100;

    @RegisterExtension
    final FakeChannels channels = new FakeChannels();

    @TempDir
    Path directory;

    @BeforeEach
    void giveHandles() {
        channels.fake.before((call, arguments) -> {
            switch (call) {
                case "fileHandle":
                case "ReOpenFile":
                    return HANDLE;
                case "CloseHandle":
                    return arguments[0].equals(HANDLE) ? 0 : null;
                default:
                    return null;
            }
        });
    }

    /** Writes a region, and answers whether its file is open when the promise is told. */
    private CompletableFuture<Boolean> write(IocpSocketChannel channel, int length) throws Exception {
        channel.config().setOption(IocpChannelOption.TRANSMIT_FILE, true);
        FileChannel file =
                FileChannel.open(Files.write(directory.resolve("file"), new byte[LENGTH]), StandardOpenOption.READ);
        ChannelFuture write = channel.writeAndFlush(new DefaultFileRegion(file, 0, length));
        CompletableFuture<Boolean> openAtEnd = new CompletableFuture<>();
        write.addListener(end -> openAtEnd.complete(times("ReOpenFile") > times("CloseHandle")));
        return openAtEnd;
    }

    private int times(String call) {
        return Collections.frequency(channels.fake.made, call);
    }

    private static boolean get(CompletableFuture<Boolean> openAtEnd) throws Exception {
        return openAtEnd.get(30, TimeUnit.SECONDS);
    }

    @Test
    void whenAllIsSent() throws Exception {
        CompletableFuture<Boolean> openAtEnd = write(channels.connected(), LENGTH);
        channels.fake.end("TransmitFile", FakeIocp.SUCCESS, LENGTH);
        assertThat(get(openAtEnd)).isFalse();
        assertThat(times("ReOpenFile")).isOne();
    }

    @Test
    void whenThereIsNothingToSend() throws Exception {
        assertThat(get(write(channels.connected(), 0))).isFalse();
    }

    /** As over NIO. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whenThereIsNothingToSendOfAFileThatIsMissing(boolean transmits) throws Exception {
        IocpSocketChannel channel = channels.connected();
        channel.config().setOption(IocpChannelOption.TRANSMIT_FILE, transmits);
        File missing = directory.resolve("missing").toFile();
        channel.writeAndFlush(new DefaultFileRegion(missing, 0, 0)).sync();
        assertThat(times("ReOpenFile")).isZero();
    }

    @Test
    void whenThePeerResets() throws Exception {
        CompletableFuture<Boolean> openAtEnd = write(channels.connected(), LENGTH);
        channels.fake.end("TransmitFile", FakeIocp.CONNECTION_RESET, 0);
        assertThat(get(openAtEnd)).isFalse();
        assertThat(times("ReOpenFile")).isOne();
    }

    @Test
    void whenTheChannelIsClosed() throws Exception {
        IocpSocketChannel channel = channels.connected();
        CompletableFuture<Boolean> openAtEnd = write(channel, LENGTH);
        channels.fake.await("TransmitFile");
        channel.close().sync();
        assertThat(get(openAtEnd)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "Windows Server 2019, true",
        "Windows Server 2025, true",
        "Windows 10, false",
        "Windows 11, false",
        "Linux, false"
    })
    void onlyServerEditionsTransmitWithoutBeingAsked(String osName, boolean transmits) {
        assertThat(IocpSocketChannelConfig.isServerEdition(osName)).isEqualTo(transmits);
    }

    @Test
    void withoutTheOptionAFileIsCopiedWhereTwoCallsRunAtATime() throws Exception {
        boolean isServer = IocpSocketChannelConfig.isServerEdition(System.getProperty("os.name"));
        IocpSocketChannel channel = channels.connected();
        assertThat(channel.config().getOption(IocpChannelOption.TRANSMIT_FILE)).isEqualTo(isServer);
        FileChannel file =
                FileChannel.open(Files.write(directory.resolve("file"), new byte[LENGTH]), StandardOpenOption.READ);
        channel.writeAndFlush(new DefaultFileRegion(file, 0, LENGTH));
        channels.fake.end(isServer ? "TransmitFile" : "WSASend", FakeIocp.SUCCESS, LENGTH);
        assertThat(times("TransmitFile")).isEqualTo(isServer ? 1 : 0);
    }
}
