package io.github.nettywinsock.parity;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.zip.CRC32;

/** The other end of a connection: a plain socket, whose data a thread of its own reads unless it stalls. */
final class Peer implements AutoCloseable {
    private static final int POLL_MILLIS = 25;

    private final Socket socket;
    private final Thread reader;
    private final CRC32 crc = new CRC32();
    private long length;
    private String end = "open";
    private boolean stalled;
    private boolean waits;

    Peer(Socket socket, boolean stalled) throws IOException {
        this.socket = socket;
        this.stalled = stalled;
        socket.setSoTimeout(POLL_MILLIS);
        reader = new Thread(this::readAll, "peer");
        reader.setDaemon(true);
        reader.start();
    }

    private void readAll() {
        byte[] buffer = new byte[65536];
        try {
            while (true) {
                awaitTurn();
                int count = read(buffer);
                synchronized (this) {
                    if (count < 0) {
                        end = "has read the end";
                        return;
                    }
                    crc.update(buffer, 0, count);
                    length += count;
                }
            }
        } catch (IOException e) {
            synchronized (this) {
                end = socket.isClosed() ? "closed" : "was reset";
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int read(byte[] buffer) throws IOException {
        try {
            return socket.getInputStream().read(buffer);
        } catch (SocketTimeoutException e) {
            return 0;
        }
    }

    private synchronized void awaitTurn() throws InterruptedException {
        while (stalled) {
            waits = true;
            notifyAll();
            wait();
        }
        waits = false;
    }

    /** Reads nothing any more, from now on. */
    synchronized void stall() throws InterruptedException {
        stalled = true;
        while (!waits && reader.isAlive()) {
            wait(POLL_MILLIS);
        }
    }

    synchronized void resume() {
        stalled = false;
        notifyAll();
    }

    void send(int bytes) throws IOException {
        socket.getOutputStream().write(Bytes.of(bytes));
    }

    void shutdownOutput() throws IOException {
        socket.shutdownOutput();
    }

    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        close();
    }

    int localPort() {
        return socket.getLocalPort();
    }

    synchronized long received() {
        return length;
    }

    /** What it has received, and whether it was all. */
    synchronized String state() {
        return "peer got " + length + " bytes #" + Long.toHexString(crc.getValue()) + ", " + end;
    }

    @Override
    public void close() throws IOException {
        socket.close();
        resume();
    }
}
