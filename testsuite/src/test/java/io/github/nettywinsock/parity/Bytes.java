package io.github.nettywinsock.parity;

import java.util.zip.CRC32;

/** Bytes that are sent, and what identifies them. */
final class Bytes {
    private Bytes() {}

    static byte[] of(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i * 31 + length + (i >> 8));
        }
        return bytes;
    }

    static String describe(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return bytes.length + " bytes #" + Long.toHexString(crc.getValue());
    }
}
