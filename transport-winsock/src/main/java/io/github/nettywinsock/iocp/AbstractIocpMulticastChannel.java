package io.github.nettywinsock.iocp;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DatagramChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Objects;

/** The methods of a datagram channel for multicast groups. */
abstract class AbstractIocpMulticastChannel extends AbstractIocpDataChannel implements DatagramChannel {
    final MulticastOptions multicast = new MulticastOptions(socket, this::localAddress);
    private final Memberships memberships = new Memberships(multicast);

    AbstractIocpMulticastChannel(IocpSocket socket) {
        super(null, socket);
    }

    @Override
    public ChannelFuture joinGroup(InetAddress multicastAddress) {
        return joinGroup(multicastAddress, newPromise());
    }

    @Override
    public ChannelFuture joinGroup(InetAddress multicastAddress, ChannelPromise promise) {
        return complete(promise, () -> memberships.join(multicastAddress, multicastInterface(), null));
    }

    @Override
    public ChannelFuture joinGroup(InetSocketAddress multicastAddress, NetworkInterface networkInterface) {
        return joinGroup(multicastAddress, networkInterface, newPromise());
    }

    @Override
    public ChannelFuture joinGroup(
            InetSocketAddress multicastAddress, NetworkInterface networkInterface, ChannelPromise promise) {
        return joinGroup(multicastAddress.getAddress(), networkInterface, null, promise);
    }

    @Override
    public ChannelFuture joinGroup(
            InetAddress multicastAddress, NetworkInterface networkInterface, InetAddress source) {
        return joinGroup(multicastAddress, networkInterface, source, newPromise());
    }

    @Override
    public ChannelFuture joinGroup(
            InetAddress multicastAddress,
            NetworkInterface networkInterface,
            InetAddress source,
            ChannelPromise promise) {
        Objects.requireNonNull(networkInterface, "networkInterface");
        return complete(promise, () -> memberships.join(multicastAddress, networkInterface, source));
    }

    @Override
    public ChannelFuture leaveGroup(InetAddress multicastAddress) {
        return leaveGroup(multicastAddress, newPromise());
    }

    @Override
    public ChannelFuture leaveGroup(InetAddress multicastAddress, ChannelPromise promise) {
        return complete(promise, () -> memberships.leave(multicastAddress, multicastInterface(), null));
    }

    @Override
    public ChannelFuture leaveGroup(InetSocketAddress multicastAddress, NetworkInterface networkInterface) {
        return leaveGroup(multicastAddress, networkInterface, newPromise());
    }

    @Override
    public ChannelFuture leaveGroup(
            InetSocketAddress multicastAddress, NetworkInterface networkInterface, ChannelPromise promise) {
        return leaveGroup(multicastAddress.getAddress(), networkInterface, null, promise);
    }

    @Override
    public ChannelFuture leaveGroup(
            InetAddress multicastAddress, NetworkInterface networkInterface, InetAddress source) {
        return leaveGroup(multicastAddress, networkInterface, source, newPromise());
    }

    @Override
    public ChannelFuture leaveGroup(
            InetAddress multicastAddress,
            NetworkInterface networkInterface,
            InetAddress source,
            ChannelPromise promise) {
        Objects.requireNonNull(networkInterface, "networkInterface");
        return complete(promise, () -> memberships.leave(multicastAddress, networkInterface, source));
    }

    @Override
    public ChannelFuture block(
            InetAddress multicastAddress, NetworkInterface networkInterface, InetAddress sourceToBlock) {
        return block(multicastAddress, networkInterface, sourceToBlock, newPromise());
    }

    @Override
    public ChannelFuture block(
            InetAddress multicastAddress,
            NetworkInterface networkInterface,
            InetAddress sourceToBlock,
            ChannelPromise promise) {
        Objects.requireNonNull(networkInterface, "networkInterface");
        return complete(promise, () -> multicast.block(multicastAddress, networkInterface, sourceToBlock));
    }

    @Override
    public ChannelFuture block(InetAddress multicastAddress, InetAddress sourceToBlock) {
        return block(multicastAddress, sourceToBlock, newPromise());
    }

    @Override
    public ChannelFuture block(InetAddress multicastAddress, InetAddress sourceToBlock, ChannelPromise promise) {
        return complete(promise, () -> multicast.block(multicastAddress, multicastInterface(), sourceToBlock));
    }

    /** The interface of the configuration, else that of the local address, else null: Windows chooses. */
    private NetworkInterface multicastInterface() throws SocketException {
        if (!multicast.isOpen()) {
            // What is asked for says so, or does nothing.
            return null;
        }
        NetworkInterface networkInterface = multicast.networkInterface();
        InetSocketAddress local = localAddress();
        return networkInterface != null || local == null
                ? networkInterface
                : NetworkInterface.getByInetAddress(local.getAddress());
    }

    private static ChannelFuture complete(ChannelPromise promise, Call call) {
        try {
            call.make();
            promise.setSuccess();
        } catch (Throwable e) {
            promise.setFailure(e);
        }
        return promise;
    }

    private interface Call {
        void make() throws Exception;
    }
}
