package io.github.nettywinsock.option;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The value of {@code IRLMP_ENUMDEVICES}, a {@code DEVICELIST} struct: the infrared devices in range.
 *
 * @see <a href="https://learn.microsoft.com/en-us/windows/win32/winsock/sol-irlmp-socket-options">
 *     SOL_IRLMP socket options</a>
 */
public final class IrdaDevices {
    private static final int MAX_DEVICES = 32;
    private static final int DEVICE_OFFSET = 4;
    private static final int DEVICE_LENGTH = 29;

    static final Codec<IrdaDevices> CODEC =
            new StructCodec<>(IrdaDevices.class, DEVICE_OFFSET + MAX_DEVICES * DEVICE_LENGTH) {
                @Override
                int shortest() {
                    return DEVICE_OFFSET;
                }

                @Override
                IrdaDevices read(ByteBuffer in, int length) {
                    List<Device> devices = new ArrayList<>();
                    // There may be more devices than there was room for.
                    int count = Math.min(in.getInt(0), (length - DEVICE_OFFSET) / DEVICE_LENGTH);
                    for (int i = 0; i < count; i++) {
                        devices.add(new Device(new Struct(in, DEVICE_OFFSET + i * DEVICE_LENGTH, DEVICE_LENGTH)));
                    }
                    return new IrdaDevices(devices);
                }
            };

    private final List<Device> devices;

    private IrdaDevices(List<Device> devices) {
        this.devices = Collections.unmodifiableList(devices);
    }

    /** The devices, at most 32. */
    public List<Device> devices() {
        return devices;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IrdaDevices && ((IrdaDevices) other).devices.equals(devices);
    }

    @Override
    public int hashCode() {
        return devices.hashCode();
    }

    @Override
    public String toString() {
        return devices.toString();
    }

    /** An infrared device, an {@code IRDA_DEVICE_INFO} struct. */
    public static final class Device {
        private final Struct struct;

        private Device(Struct struct) {
            this.struct = struct;
        }

        /** Its identifier, in hexadecimal digits. */
        public String id() {
            return struct.hex(0, 4);
        }

        /** Its name; that of a device with another character set than ASCII and ISO 8859-1 is not translated. */
        public String name() {
            return struct.text(4, 22);
        }

        /** What it says to be, in two bytes of bits: {@code irdaDeviceHints1} below {@code irdaDeviceHints2}. */
        public int hints() {
            return struct.uint16(26);
        }

        /** The character set of its name: {@code LmCharSetASCII} is 0, {@code LmCharSetUNICODE} is 255. */
        public int charset() {
            return struct.uint8(28);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Device && ((Device) other).struct.equals(struct);
        }

        @Override
        public int hashCode() {
            return struct.hashCode();
        }

        @Override
        public String toString() {
            return name() + " (" + id() + String.format(", hints 0x%04X)", hints());
        }
    }
}
