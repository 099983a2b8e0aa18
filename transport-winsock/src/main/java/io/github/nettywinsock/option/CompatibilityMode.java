package io.github.nettywinsock.option;

import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * The value of {@code SIO_SET_COMPATIBILITY_MODE}, a {@code WSA_COMPATIBILITY_MODE} struct: a behaviour of an older Windows.
 *
 * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/sio-set-compatibility-mode">SIO_SET_COMPATIBILITY_MODE</a>
 */
public final class CompatibilityMode {
    private static final long MAX_VERSION = 0xFFFFFFFFL;

    static final Codec<CompatibilityMode> CODEC =
            new Codec<>(CompatibilityMode.class, 8, "BEHAVIOUR/VERSION, 0 to 2 and an NTDDI number") {
                @Override
                CompatibilityMode parsed(String text) {
                    String[] parts = Codecs.split(text, '/', 2);
                    long version = Codecs.parseLong(parts[1]);
                    if (version < 0 || version > MAX_VERSION) {
                        throw new IllegalArgumentException("an NTDDI number has 32 bits, unlike " + parts[1]);
                    }
                    return of(Codecs.parseInt(parts[0]), (int) version);
                }

                @Override
                public int encode(CompatibilityMode value, ByteBuffer out) {
                    out.putInt(0, value.behaviour).putInt(4, value.targetVersion);
                    return length();
                }

                @Override
                CompatibilityMode read(ByteBuffer in, int length) {
                    return new CompatibilityMode(in.getInt(0), in.getInt(4));
                }
            };

    private final int behaviour;
    private final int targetVersion;

    private CompatibilityMode(int behaviour, int targetVersion) {
        this.behaviour = behaviour;
        this.targetVersion = targetVersion;
    }

    /**
     * A behaviour of a Windows.
     *
     * @param behaviour the behaviour: 0 all, 1 receive buffering, 2 receive window auto-tuning
     * @param targetVersion the Windows to behave like, an {@code NTDDI} number such as 0x06000000 for Vista
     * @throws IllegalArgumentException when one is out of range
     */
    public static CompatibilityMode of(int behaviour, int targetVersion) {
        if (behaviour < 0 || behaviour > 2) {
            throw new IllegalArgumentException("the behaviour is 0, 1 or 2, not " + behaviour);
        }
        return new CompatibilityMode(behaviour, targetVersion);
    }

    /** The behaviour: 0 all, 1 receive buffering, 2 receive window auto-tuning. */
    public int behaviour() {
        return behaviour;
    }

    /** The Windows to behave like, an {@code NTDDI} number such as 0x06000000 for Vista. */
    public int targetVersion() {
        return targetVersion;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CompatibilityMode
                && ((CompatibilityMode) other).behaviour == behaviour
                && ((CompatibilityMode) other).targetVersion == targetVersion;
    }

    @Override
    public int hashCode() {
        return Objects.hash(behaviour, targetVersion);
    }

    @Override
    public String toString() {
        return String.format("behaviour %d of 0x%08X", behaviour, targetVersion);
    }
}
