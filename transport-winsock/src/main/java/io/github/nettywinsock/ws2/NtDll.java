package io.github.nettywinsock.ws2;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;

/**
 * {@code ntdll.dll}, mapped directly; initialising this class loads the DLL, so it must not be touched on other systems.
 */
final class NtDll {

    static {
        Native.register(NtDll.class, NativeLibrary.getInstance("ntdll"));
    }

    private NtDll() {}

    static native int RtlNtStatusToDosError(int Status);
}
