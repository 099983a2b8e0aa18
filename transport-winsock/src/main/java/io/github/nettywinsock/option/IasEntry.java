package io.github.nettywinsock.option;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * The value of {@code IRLMP_IAS_SET}, an {@code IAS_SET} struct: an attribute of a class in the local IAS database.
 *
 * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/sol-irlmp-socket-options">
 *     SOL_IRLMP socket options</a>
 */
public final class IasEntry {
    /** The longest name of a class, in ASCII characters. */
    public static final int MAX_CLASS_NAME = 63;

    /** The longest name of an attribute, in ASCII characters. */
    public static final int MAX_ATTRIBUTE_NAME = 255;

    static final Codec<IasEntry> CODEC =
            new WriteOnlyCodec<>(
                    IasEntry.class,
                    1352,
                    "an entry, written CLASS/ATTRIBUTE=NUMBER, CLASS/ATTRIBUTE=0xOCTETS or CLASS/ATTRIBUTE=\"TEXT\"") {
                @Override
                void write(IasEntry value, ByteBuffer out) {
                    write(value.className, out, 0);
                    write(value.attributeName, out, 64);
                    value.attribute.write(out);
                }

                private void write(String name, ByteBuffer out, int offset) {
                    byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
                    for (int i = 0; i < bytes.length; i++) {
                        out.put(offset + i, bytes[i]);
                    }
                }

                @Override
                IasEntry parsed(String text) {
                    return IasEntry.parse(text);
                }
            };

    private final String className;
    private final String attributeName;
    private final IasAttribute attribute;

    private IasEntry(String className, String attributeName, IasAttribute attribute) {
        this.className = checked("class", className, MAX_CLASS_NAME);
        this.attributeName = checked("attribute", attributeName, MAX_ATTRIBUTE_NAME);
        if (attribute == null) {
            throw new IllegalArgumentException("an IAS entry has an attribute, not null");
        }
        this.attribute = attribute;
    }

    /**
     * An entry.
     *
     * @throws IllegalArgumentException when a name is empty, too long, not in ASCII or has a NUL, or there is no attribute
     */
    public static IasEntry of(String className, String attributeName, IasAttribute attribute) {
        return new IasEntry(className, attributeName, attribute);
    }

    /**
     * An entry as {@link #toString()} writes it, such as {@code IrDA:IrCOMM/Parameters=0x000106010101}.
     *
     * @throws IllegalArgumentException when {@code text} is not of this form
     */
    public static IasEntry parse(String text) {
        int slash = Codecs.given(text).indexOf('/');
        int equals = text.indexOf('=', slash);
        if (slash < 0 || equals < 0) {
            throw new IllegalArgumentException("a class, a slash, an attribute, = and a value are expected");
        }
        return of(
                text.substring(0, slash),
                text.substring(slash + 1, equals),
                IasAttribute.parse(text.substring(equals + 1)));
    }

    private static String checked(String what, String name, int max) {
        // A NUL ends the name in the struct.
        if (name == null
                || name.isEmpty()
                || name.length() > max
                || name.indexOf('\0') >= 0
                || !StandardCharsets.US_ASCII.newEncoder().canEncode(name)) {
            throw new IllegalArgumentException("the name of an IAS " + what + " has 1 to " + max
                    + " ASCII characters without NUL, not " + Codecs.shortened(name));
        }
        return name;
    }

    /** The name of the class. */
    public String className() {
        return className;
    }

    /** The name of the attribute. */
    public String attributeName() {
        return attributeName;
    }

    /** The value of the attribute. */
    public IasAttribute attribute() {
        return attribute;
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof IasEntry)) {
            return false;
        }
        IasEntry that = (IasEntry) other;
        return className.equals(that.className)
                && attributeName.equals(that.attributeName)
                && attribute.equals(that.attribute);
    }

    @Override
    public int hashCode() {
        return Objects.hash(className, attributeName, attribute);
    }

    @Override
    public String toString() {
        return className + '/' + attributeName + '=' + attribute;
    }
}
