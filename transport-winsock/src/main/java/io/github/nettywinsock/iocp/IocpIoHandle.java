package io.github.nettywinsock.iocp;

import io.github.nettywinsock.ChannelSocket;
import io.netty.channel.IoHandle;

/** What an {@link IocpIoHandler} takes: the owner of an {@link IocpSocket}. Its events are {@link IocpOperation}s. */
interface IocpIoHandle extends IoHandle, ChannelSocket.Owner {
    @Override
    IocpSocket socket();
}
