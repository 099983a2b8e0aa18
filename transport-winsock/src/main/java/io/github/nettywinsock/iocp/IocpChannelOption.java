package io.github.nettywinsock.iocp;

import io.github.nettywinsock.engine.ChannelOptions;
import io.netty.channel.ChannelOption;

/** Options of the IOCP transport itself. */
public final class IocpChannelOption {
    /**
     * The number of {@code AcceptEx} calls that an {@link IocpServerSocketChannel} keeps posted.
     *
     * <p>Value: 1 to 1024, 16 by default: each holds a SOCKET that is opened beforehand. To be set before bind: later it is
     * an {@link IllegalStateException}.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/mswsock/nf-mswsock-acceptex">AcceptEx</a>
     */
    public static final ChannelOption<Integer> PENDING_ACCEPTS =
            ChannelOption.valueOf(IocpChannelOption.class, "PENDING_ACCEPTS");

    /**
     * Whether an {@link IocpSocketChannel} that has nothing to read waits with a receive of no bytes, and takes a buffer
     * only when data is there. It saves memory where most of many connections are idle, and costs a call a read.
     *
     * <p>Value: false by default. To be set at any time; the next read follows it.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/winsock2/nf-winsock2-wsarecv">WSARecv</a>
     */
    public static final ChannelOption<Boolean> ZERO_BYTE_READ =
            ChannelOption.valueOf(IocpChannelOption.class, "ZERO_BYTE_READ");

    /**
     * Whether an {@link IocpSocketChannel} sends a {@link io.netty.channel.DefaultFileRegion} by {@code TransmitFile}; else
     * it reads the file on the event loop and sends what it has read. Client editions of Windows run two such calls at a
     * time in the whole system: two peers that do not read hold up all others.
     *
     * <p>Value: true by default on Windows Server, false on client editions. To be set at any time; the next region
     * that is begun follows it. A file that cannot be opened once more, such as one that others may not read, is copied all the same.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/mswsock/nf-mswsock-transmitfile">TransmitFile</a>
     */
    public static final ChannelOption<Boolean> TRANSMIT_FILE =
            ChannelOption.valueOf(IocpChannelOption.class, "TRANSMIT_FILE");

    /**
     * Which connections an {@link IocpServerSocketChannel} accepts.
     *
     * <p>The condition is asked about connections that {@code AcceptEx} has accepted: a client is connected, and then reset
     * when it is rejected. Only where {@code SO_CONDITIONAL_ACCEPT} is set too, Windows completes no handshake before the
     * condition has accepted the connection, and refuses a client that is rejected. A thread of the listener then calls
     * {@code WSAAccept}, which may wait for the client, for one connection at a time. Microsoft advises against that option:
     * it turns off the protection against SYN attacks, and in effect the backlog. Besides, a child process that is started
     * at the moment in which {@code WSAAccept} returns may inherit the SOCKET, and keep the connection open until it ends.
     *
     * <p>Value: a condition; every connection is accepted by default. To be set before bind: later it is an
     * {@link IllegalStateException}.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/winsock/so-conditional-accept">SO_CONDITIONAL_ACCEPT</a>
     * @see <a href="https://learn.microsoft.com/windows/win32/api/winsock2/nf-winsock2-wsaaccept">WSAAccept</a>
     */
    public static final ChannelOption<AcceptCondition> ACCEPT_CONDITION = ChannelOptions.refusedWhereUnknown(
            ChannelOption.valueOf(IocpChannelOption.class, "ACCEPT_CONDITION"),
            // It keeps clients out.
            "ACCEPT_CONDITION is for an IocpServerSocketChannel: no other channel asks it");

    /**
     * The number of receives that an {@link IocpDatagramChannel} keeps pending. With more than one, datagrams that come
     * while the event loop is busy find buffers of the channel, and not only {@code SO_RCVBUF}, which Windows drops them for
     * when it is full. Each holds a receive buffer while the channel reads, and that many datagrams are kept for the next read
     * when automatic reading is switched off. They are read in the order in which Windows has received them.
     *
     * <p>Value: 1 to 1024, 1 by default. To be set at any time; the next receives follow it.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/mswsock/nc-mswsock-lpfn_wsarecvmsg">WSARecvMsg</a>
     */
    public static final ChannelOption<Integer> PENDING_RECEIVES =
            ChannelOption.valueOf(IocpChannelOption.class, "PENDING_RECEIVES");

    /**
     * The number of sends that an {@link IocpDatagramChannel} has pending at a time. They are made in the order of the
     * writes, and promises are completed in that order. No more are made either while the high mark of
     * {@link ChannelOption#WRITE_BUFFER_WATER_MARK} is reached by what pending ones send: Windows locks its pages.
     *
     * <p>Value: 1 to 1024, 64 by default. To be set at any time.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/winsock2/nf-winsock2-wsasendto">WSASendTo</a>
     */
    public static final ChannelOption<Integer> PENDING_SENDS =
            ChannelOption.valueOf(IocpChannelOption.class, "PENDING_SENDS");

    private IocpChannelOption() {}
}
