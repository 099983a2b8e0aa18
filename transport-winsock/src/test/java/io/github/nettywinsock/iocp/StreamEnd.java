package io.github.nettywinsock.iocp;

/** One end of a connection in a program: a channel, or SOCKETs of a peer that is none of ours. */
interface StreamEnd {
    /** The connection that it is an end of, or -1 before there is one. */
    long connection();

    Outgoing outgoing();

    Incoming incoming();
}
