package io.github.nettywinsock.iocp;

import com.sun.management.ThreadMXBean;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.ResourceLeakDetector;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Prints how many bytes the thread of an event loop allocates for a message, on the sockets of a Windows JVM and with the
 * native calls. That thread counts itself, so that what clients allocate is not in it.
 */
public final class AllocationReport {
    /** What a message may take beyond its packets: until a method is compiled, and compiled anew, it makes objects that then go. */
    static final double NOISE = 1;

    private static final String LINE = "%-34s %18s %18s%n";

    /** Messages that are measured together; a task that asks for the bytes is among them. */
    private static final int MESSAGES = 5000;

    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final int TIMEOUT_MILLIS = 20_000;
    private static final int LENGTH = 64;
    private static final InetSocketAddress ANY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** What is measured, and the bytes of Netty's packets. */
    enum Road {
        ECHO_1("echo, 1 connection", 0),
        ECHO_16("echo, 16 connections", 0),
        /** One that is received and one that is written, of 24 bytes each. */
        DATAGRAM("datagram", 48),
        DATAGRAM_16("datagram, 16 clients", 48),
        TURN("turn of the loop", 0);

        final String label;
        final int packets;

        Road(String label, int packets) {
            this.label = label;
            this.packets = packets;
        }
    }

    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, IocpIoHandler.newFactory());

    private AllocationReport() {}

    /** Measures all. */
    public static void main(String[] args) throws Exception {
        // It would wrap some of the buffers.
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
        System.out.printf(LINE, "bytes allocated for each", "by the event loop", "Netty's packets");
        AllocationReport report = new AllocationReport();
        try {
            for (Road road : Road.values()) {
                String bytes = String.format(Locale.ROOT, "%.2f", report.bytes(road));
                System.out.printf(LINE, road.label, bytes, road.packets);
            }
        } finally {
            report.group.shutdownGracefully(0, 5, TimeUnit.SECONDS).sync();
        }
    }

    /** Of a message: when it is no more than Netty's packets twice in a row, or it is clear that compiling does not help. */
    private double bytes(Road road) throws Exception {
        try (Clients clients = open(road)) {
            long begin = System.nanoTime();
            double last = Double.MAX_VALUE;
            while (true) {
                double bytes = bytes(clients);
                if (Math.max(bytes, last) < road.packets + NOISE || System.nanoTime() - begin > LIMIT_NANOS) {
                    return bytes;
                }
                last = bytes;
            }
        }
    }

    private double bytes(Clients clients) throws Exception {
        long before = allocated();
        for (int sent = 0; sent < MESSAGES; sent += clients.size()) {
            clients.exchange();
        }
        return (double) (allocated() - before) / MESSAGES;
    }

    private long allocated() throws Exception {
        return group.submit(() ->
                        THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()))
                .get();
    }

    private Clients open(Road road) throws Exception {
        switch (road) {
            case ECHO_1:
                return new Connections(listen(), 1);
            case ECHO_16:
                return new Connections(listen(), 16);
            case DATAGRAM:
                return new Datagrams(bind(), 1);
            case DATAGRAM_16:
                return new Datagrams(bind(), 16);
            default:
                return new Turns();
        }
    }

    private Channel listen() throws InterruptedException {
        return new ServerBootstrap()
                .group(group)
                .channel(IocpServerSocketChannel.class)
                .childHandler(new CostScenario.Echo())
                .bind(ANY)
                .sync()
                .channel();
    }

    private Channel bind() throws InterruptedException {
        return new Bootstrap()
                .group(group)
                .channel(IocpDatagramChannel.class)
                .handler(new CostScenario.DatagramEcho(Workload.Variant.NONE))
                .bind(ANY)
                .sync()
                .channel();
    }

    /** What gives an event loop something to do. */
    private abstract static class Clients implements AutoCloseable {
        final byte[] message = new byte[LENGTH];

        /** Sends as many messages as there are clients, and has them back. */
        abstract void exchange() throws Exception;

        abstract int size();

        @Override
        public void close() throws Exception {}
    }

    private static final class Connections extends Clients {
        private final Channel server;
        private final List<Socket> sockets = new ArrayList<>();

        Connections(Channel server, int count) throws IOException {
            this.server = server;
            InetSocketAddress address = (InetSocketAddress) server.localAddress();
            for (int i = 0; i < count; i++) {
                Socket socket = new Socket(address.getAddress(), address.getPort());
                socket.setTcpNoDelay(true);
                socket.setSoTimeout(TIMEOUT_MILLIS);
                sockets.add(socket);
            }
        }

        @Override
        void exchange() throws IOException {
            for (Socket socket : sockets) {
                socket.getOutputStream().write(message);
            }
            for (Socket socket : sockets) {
                socket.getInputStream().readNBytes(message, 0, LENGTH);
            }
        }

        @Override
        int size() {
            return sockets.size();
        }

        @Override
        public void close() throws Exception {
            for (Socket socket : sockets) {
                socket.close();
            }
            server.close().sync();
        }
    }

    private static final class Datagrams extends Clients {
        private final Channel server;
        private final List<DatagramSocket> sockets = new ArrayList<>();
        private final DatagramPacket packet;

        Datagrams(Channel server, int count) throws IOException {
            this.server = server;
            packet = new DatagramPacket(message, LENGTH, server.localAddress());
            for (int i = 0; i < count; i++) {
                DatagramSocket socket = new DatagramSocket(ANY);
                socket.setSoTimeout(TIMEOUT_MILLIS);
                sockets.add(socket);
            }
        }

        @Override
        void exchange() throws IOException {
            for (DatagramSocket socket : sockets) {
                socket.send(packet);
            }
            for (DatagramSocket socket : sockets) {
                socket.receive(packet);
            }
        }

        @Override
        int size() {
            return sockets.size();
        }

        @Override
        public void close() throws Exception {
            sockets.forEach(DatagramSocket::close);
            server.close().sync();
        }
    }

    /** Wakes the event loop from another thread, when it waits. */
    private final class Turns extends Clients {
        private final Semaphore turned = new Semaphore(0);
        private final Runnable turn = turned::release;

        @Override
        void exchange() throws InterruptedException {
            group.execute(turn);
            turned.acquire();
        }

        @Override
        int size() {
            return 1;
        }
    }
}
