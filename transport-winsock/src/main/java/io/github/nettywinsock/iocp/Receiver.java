package io.github.nettywinsock.iocp;

import io.netty.buffer.ByteBuf;

/** What a {@link ReceiveLoop} drives: what is special about the receives of a connection, or of a datagram channel. */
interface Receiver {
    /** Makes the operation of one more receive. */
    ReceiveOperation newReceive();

    /** How many receives are to be pending at a time. */
    int pendingReceives();

    /** Whether Windows takes a receive. */
    boolean canReceive();

    /** The buffer of a receive that may wait for data long; one without capacity only waits. */
    ByteBuf bufferToWaitWith();

    /** Whether a cancel of receives leaves alone what is sent. */
    boolean mayCancel();

    /** Whether a receive has completed for no other reason than that it was cancelled. */
    boolean isAborted(ReceiveOperation receive);

    /** Whether a read that has got something goes on. */
    boolean continuesReading();

    /** Whether a receive has got something for the pipeline. */
    boolean hasReceived(ReceiveOperation receive);

    /** Hands what was received, one message so far, to the pipeline; returns whether the read goes on. */
    boolean deliver(ReceiveOperation receive, ByteBuf buffer);

    /** Takes note of a receive that has got nothing for the pipeline; returns what follows when the read has ended. */
    Runnable receivedNothing(ReceiveOperation receive, ReceiveLoop loop);
}
