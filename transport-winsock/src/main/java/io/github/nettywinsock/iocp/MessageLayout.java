package io.github.nettywinsock.iocp;

/** Where the fields of the WSAMSG are in a slot, and those of a WSACMSGHDR. */
final class MessageLayout {
    /** The WSAMSG: address, buffers, control messages, flags. */
    static final int NAME = OverlappedSlab.MESSAGE;

    static final int NAMELEN = OverlappedSlab.MESSAGE + 8;
    static final int BUFFERS = OverlappedSlab.MESSAGE + 16;
    static final int BUFFER_COUNT = OverlappedSlab.MESSAGE + 24;
    static final int CONTROL_LENGTH = OverlappedSlab.MESSAGE + 32;
    static final int CONTROL_BUFFER = OverlappedSlab.MESSAGE + 40;
    static final int FLAGS = OverlappedSlab.MESSAGE + 48;

    /** A control message: a WSACMSGHDR of its length, level and type, and the data. */
    static final int LEVEL = 8;

    static final int TYPE = 12;
    static final int DATA = 16;

    static final int IN_PKTINFO_LENGTH = 8;
    static final int IN6_PKTINFO_LENGTH = 20;

    private MessageLayout() {}

    /** The length of a control message with what keeps the next one aligned. */
    static int padded(long length) {
        return (int) (length + Long.BYTES - 1 & -Long.BYTES);
    }
}
