package io.github.nettywinsock.iocp;

/** Faults of the transport that are known, so that programs go round them until they are mended. */
final class Known {
    /** An option is passed to Windows at once while ConnectEx is under way, when it may be refused (R176). */
    static final boolean OPTIONS_WHILE_CONNECTING = true;

    private Known() {}
}
