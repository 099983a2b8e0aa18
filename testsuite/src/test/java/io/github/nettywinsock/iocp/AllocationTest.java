package io.github.nettywinsock.iocp;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.nettywinsock.option.SocketAddresses;
import io.github.nettywinsock.simulation.SimulatedWindows;
import io.github.nettywinsock.ws2.WsaErrors;
import io.netty.channel.socket.SocketProtocolFamily;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is done for each message allocates nothing, even before it is compiled. */
class AllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int TIMES = 10_000;

    /** Something that is done again and again. */
    interface Action {
        void run() throws Exception;
    }

    private static void assertAllocatesNothing(Action action) throws Exception {
        action.run();
        long thread = Thread.currentThread().getId();
        long before = THREADS.getThreadAllocatedBytes(thread);
        for (int i = 0; i < TIMES; i++) {
            action.run();
        }
        assertThat(THREADS.getThreadAllocatedBytes(thread) - before).isLessThan(TIMES);
    }

    /** Windows says so of each call that is pending. */
    @Test
    void aCodeOfTheSystem() throws Exception {
        assertAllocatesNothing(() -> WsaErrors.ofSystemError(WsaErrors.WSA_IO_PENDING));
    }

    /** Also from the address that it has come to. */
    @ParameterizedTest
    @CsvSource({"INET, 192.0.2.1", "INET6, 192.0.2.1", "INET6, 2001:db8::1"})
    void theAddressOfAnAnswer(SocketFamily family, String host) throws Exception {
        ByteBuffer memory = ByteBuffer.allocate(SocketAddresses.MAX_LENGTH).order(ByteOrder.nativeOrder());
        family.write(new InetSocketAddress(host, 5), memory);
        AddressTable known = new AddressTable();
        assertAllocatesNothing(() -> family.write(known.read(memory, 0), memory));
        InetSocketAddress source = known.read(memory, 0);
        if (source.getAddress().getAddress().length == 4 == (family == SocketFamily.INET)) {
            assertAllocatesNothing(() -> KnownAddress.writeHost(source, memory, 0));
        }
    }

    /** Of a client that writes to the same address again and again, which nothing was received from. */
    @ParameterizedTest
    @CsvSource({"INET, 192.0.2.1", "INET6, 192.0.2.1", "INET6, 2001:db8::1"})
    void theAddressOfTheLastDatagram(SocketProtocolFamily family, String host) throws Exception {
        SimulatedWindows windows = SimulatedWindows.withoutWhims();
        IocpDatagramChannel channel = new IocpDatagramChannel(windows.ws2(), windows.sockets(), family);
        SendDatagramOperation send = new SendDatagramOperation(windows.ws2());
        InetSocketAddress address = new InetSocketAddress(host, 5);
        assertAllocatesNothing(() -> send.to(address, channel.socket));
        channel.socket.close();
    }
}
