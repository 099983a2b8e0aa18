package io.github.nettywinsock.iocp;

import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoRegistration;

/** Of an event loop that only runs tasks; it tells whether it was woken up. */
final class SleepyIoHandler implements IoHandler {
    private boolean awake;

    boolean isAwake() {
        return awake;
    }

    @Override
    public int run(IoHandlerContext context) {
        awake = false;
        return 0;
    }

    @Override
    public IoRegistration register(IoHandle handle) {
        throw new UnsupportedOperationException("no channels");
    }

    @Override
    public void wakeup() {
        awake = true;
    }

    @Override
    public boolean isCompatible(Class<? extends IoHandle> handleType) {
        return false;
    }
}
