package io.github.nettywinsock.ws2;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;

/**
 * {@code kernel32.dll}, mapped directly; initialising this class loads the DLL, so it must not be touched on other systems.
 */
final class Kernel32 {

    static {
        Native.register(Kernel32.class, NativeLibrary.getInstance("kernel32"));
    }

    private Kernel32() {}

    static native long CreateIoCompletionPort(
            long FileHandle, long ExistingCompletionPort, long CompletionKey, int NumberOfConcurrentThreads);

    static native int GetQueuedCompletionStatusEx(
            long CompletionPort,
            long lpCompletionPortEntries,
            int ulCount,
            long ulNumEntriesRemoved,
            int dwMilliseconds,
            int fAlertable);

    static native int PostQueuedCompletionStatus(
            long CompletionPort, int dwNumberOfBytesTransferred, long dwCompletionKey, long lpOverlapped);

    static native long ReOpenFile(long hOriginalFile, int dwDesiredAccess, int dwShareMode, int dwFlagsAndAttributes);

    static native int CancelIoEx(long hFile, long lpOverlapped);

    static native int SetFileCompletionNotificationModes(long FileHandle, byte Flags);

    static native int SetHandleInformation(long hObject, int dwMask, int dwFlags);

    static native long CreateEventW(long lpEventAttributes, int bManualReset, int bInitialState, long lpName);

    static native int SetEvent(long hEvent);

    static native int WaitForSingleObject(long hHandle, int dwMilliseconds);

    static native int CloseHandle(long hObject);
}
