package io.github.nettywinsock.iocp;

import io.netty.channel.IoEventLoop;
import io.netty.channel.IoHandle;

/**
 * An {@link IoHandle} that event loops of {@link IocpIoHandler} take, as {@link IoEventLoop#isCompatible(Class)} tells. It
 * belongs to a channel of this package.
 */
public interface IocpIoHandle extends IoHandle {}
