package io.github.nettywinsock.simulation;

import io.github.nettywinsock.ws2.WsaErrors;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** SIO_GET_EXTENSION_FUNCTION_POINTER: the functions by the first 4 bytes of their GUIDs, and pointers nobody may call. */
@Rules({"R014", "R015"})
final class ExtensionFunctions {
    /** AcceptEx, ConnectEx, GetAcceptExSockaddrs, TransmitFile, WSARecvMsg. */
    private static final List<Integer> GUIDS = List.of(0xb5367df1, 0x25a207b9, 0xb5367df2, 0xb5367df0, 0xf689d7c8);

    private static final int SIZEOF_GUID = 16;

    private ExtensionFunctions() {}

    /** Writes the pointer that a GUID stands for, and answers its length or an error negated. */
    static int pointer(ByteBuffer in, int cbIn, ByteBuffer out, int cbOut) {
        if (cbIn < SIZEOF_GUID || cbOut < Long.BYTES) {
            return -WsaErrors.WSAEFAULT;
        }
        int function =
                GUIDS.indexOf(in.duplicate().order(ByteOrder.LITTLE_ENDIAN).getInt(0));
        if (function < 0) {
            return -WsaErrors.WSAEINVAL;
        }
        out.putLong(0, function + 1L);
        return Long.BYTES;
    }
}
