package io.github.nettywinsock.option;

import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * The value of {@code IRLMP_IAS_QUERY}, an {@code IAS_QUERY} struct: an attribute in the IAS database of a peer.
 *
 * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/sol-irlmp-socket-options">
 *     SOL_IRLMP socket options</a>
 */
public final class IasAnswer {
    private static final int LENGTH = 1356;

    static final Codec<IasAnswer> CODEC = new StructCodec<>(IasAnswer.class, LENGTH) {
        @Override
        IasAnswer read(ByteBuffer in, int length) {
            return new IasAnswer(new Struct(in, 0, LENGTH));
        }
    };

    private final String device;
    private final String className;
    private final String attributeName;
    private final IasAttribute attribute;

    private IasAnswer(Struct struct) {
        device = struct.hex(0, 4);
        className = struct.text(4, 64);
        attributeName = struct.text(68, 256);
        attribute = IasAttribute.read(struct);
    }

    /** The identifier of the peer, in hexadecimal digits. */
    public String device() {
        return device;
    }

    /** The name of the class. */
    public String className() {
        return className;
    }

    /** The name of the attribute. */
    public String attributeName() {
        return attributeName;
    }

    /** The value of the attribute, or null when the peer has no such class or attribute. */
    public IasAttribute attribute() {
        return attribute;
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof IasAnswer)) {
            return false;
        }
        IasAnswer that = (IasAnswer) other;
        return device.equals(that.device)
                && className.equals(that.className)
                && attributeName.equals(that.attributeName)
                && Objects.equals(attribute, that.attribute);
    }

    @Override
    public int hashCode() {
        return Objects.hash(device, className, attributeName, attribute);
    }

    @Override
    public String toString() {
        return device + ':' + className + '/' + attributeName + '=' + attribute;
    }
}
