package io.github.nettywinsock.simulation;

/** The NTSTATUS values that the simulation puts into packets. */
@Rules("R349")
final class Status {
    static final int SUCCESS = 0;
    static final int PENDING = 0x103;
    static final int BUFFER_OVERFLOW = 0x80000005;
    static final int END_OF_FILE = 0xC0000011;
    static final int INSUFFICIENT_RESOURCES = 0xC000009A;
    static final int PIPE_DISCONNECTED = 0xC00000B0;
    static final int IO_TIMEOUT = 0xC00000B5;
    static final int CANCELLED = 0xC0000120;
    static final int LOCAL_DISCONNECT = 0xC000013B;
    static final int REMOTE_DISCONNECT = 0xC000013C;
    static final int ADDRESS_ALREADY_EXISTS = 0xC000020A;
    static final int CONNECTION_DISCONNECTED = 0xC000020C;
    static final int CONNECTION_RESET = 0xC000020D;
    static final int CONNECTION_REFUSED = 0xC0000236;
    static final int NETWORK_UNREACHABLE = 0xC000023C;
    static final int PORT_UNREACHABLE = 0xC000023F;
    static final int HOPLIMIT_EXCEEDED = 0xC000A012;
    static final int CONNECTION_ABORTED = 0xC0000241;

    private static final int ERROR_MR_MID_NOT_FOUND = 317;

    private Status() {}

    /** What the system calls a status that Winsock has no code for. */
    static int systemError(int status) {
        return status == END_OF_FILE ? SimulatedWindows.ERROR_HANDLE_EOF : ERROR_MR_MID_NOT_FOUND;
    }
}
