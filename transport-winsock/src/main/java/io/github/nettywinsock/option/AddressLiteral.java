package io.github.nettywinsock.option;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** An IP address that is written in digits. No name is ever looked up, as {@code InetAddress.getByName} may do. */
final class AddressLiteral {
    private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
    private static final Pattern DOTTED = Pattern.compile(OCTET + "(?:\\." + OCTET + "){3}");
    private static final Pattern WORD = Pattern.compile("[0-9a-fA-F]{1,4}");
    private static final int MAX_TEXT = 100;
    private static final int INET_LENGTH = 4;
    private static final int INET6_LENGTH = 16;

    private AddressLiteral() {}

    /**
     * The address that {@code text} writes; one of IPv6 may have a scope, such as {@code fe80::1%eth0} or
     * {@code fe80::1%5}.
     *
     * @throws IllegalArgumentException when it writes none
     */
    static InetAddress parse(String text) {
        int percent = text.indexOf('%');
        String address = percent < 0 ? text : text.substring(0, percent);
        byte[] bytes = text.length() > MAX_TEXT ? null : address.indexOf(':') < 0 ? inet(address) : inet6(address);
        if (bytes == null || percent >= 0 && bytes.length != INET6_LENGTH) {
            throw new IllegalArgumentException(Codecs.shortened(text) + " is not an IP address");
        }
        try {
            return percent < 0
                    ? InetAddress.getByAddress(bytes)
                    : Inet6Address.getByAddress(
                            null,
                            bytes,
                            Interfaces.parse(text.substring(percent + 1)).getIndex());
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] inet(String text) {
        if (!DOTTED.matcher(text).matches()) {
            return null;
        }
        byte[] bytes = new byte[INET_LENGTH];
        String[] octets = text.split("\\.");
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Integer.parseInt(octets[i]);
        }
        return bytes;
    }

    private static byte[] inet6(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            byte[] bytes = words(text, true);
            return bytes != null && bytes.length == INET6_LENGTH ? bytes : null;
        }
        byte[] head = words(text.substring(0, gap), false);
        byte[] tail = words(text.substring(gap + 2), true);
        if (head == null || tail == null || head.length + tail.length > INET6_LENGTH - 2) {
            return null;
        }
        byte[] bytes = new byte[INET6_LENGTH];
        System.arraycopy(head, 0, bytes, 0, head.length);
        System.arraycopy(tail, 0, bytes, INET6_LENGTH - tail.length, tail.length);
        return bytes;
    }

    /** The bytes of words with colons between them, or null; the last two may be written as an address of IPv4. */
    private static byte[] words(String text, boolean maybeDotted) {
        if (text.isEmpty()) {
            return new byte[0];
        }
        String[] words = text.split(":", -1);
        byte[] last = maybeDotted ? inet(words[words.length - 1]) : null;
        int count = words.length - (last == null ? 0 : 1);
        byte[] bytes = new byte[2 * count + (last == null ? 0 : INET_LENGTH)];
        for (int i = 0; i < count; i++) {
            if (!WORD.matcher(words[i]).matches()) {
                return null;
            }
            int word = Integer.parseInt(words[i], 16);
            bytes[2 * i] = (byte) (word >> Byte.SIZE);
            bytes[2 * i + 1] = (byte) word;
        }
        if (last != null) {
            System.arraycopy(last, 0, bytes, 2 * count, INET_LENGTH);
        }
        return bytes;
    }
}
