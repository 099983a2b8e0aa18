package io.github.nettywinsock.ws2;

import com.sun.jna.Native;

/**
 * An event object that the end of a wait resets.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/sync/event-objects">Event objects</a>
 */
public final class WaitableEvent {
    private static final int INFINITE = -1;

    private final long event;

    private WaitableEvent(long event) {
        this.event = event;
    }

    /**
     * Creates an event that is not signalled.
     *
     * @throws IllegalStateException if Windows creates none
     * @see <a href="https://learn.microsoft.com/windows/win32/api/synchapi/nf-synchapi-createeventw">CreateEventW</a>
     */
    public static WaitableEvent create() {
        long event = Kernel32.CreateEventW(0, 0, 0, 0);
        if (event == 0) {
            throw new IllegalStateException("CreateEventW failed: error " + Native.getLastError());
        }
        return new WaitableEvent(event);
    }

    /** The HANDLE. */
    public long handle() {
        return event;
    }

    /**
     * Signals the event.
     *
     * @return 0, or the error code negated
     * @see <a href="https://learn.microsoft.com/windows/win32/api/synchapi/nf-synchapi-setevent">SetEvent</a>
     */
    public int SetEvent() {
        return Kernel32.SetEvent(event) != 0 ? 0 : NativeWinsock2.negatedLastError();
    }

    /**
     * Waits until the event is signalled.
     *
     * @return 0, or the error code negated
     * @see <a href="https://learn.microsoft.com/windows/win32/api/synchapi/nf-synchapi-waitforsingleobject">
     *     WaitForSingleObject</a>
     */
    public int WaitForSingleObject() {
        return Kernel32.WaitForSingleObject(event, INFINITE) == 0 ? 0 : NativeWinsock2.negatedLastError();
    }

    /**
     * Closes the event, once; nobody may use it afterwards.
     *
     * @return 0, or the error code negated
     * @see <a href="https://learn.microsoft.com/windows/win32/api/handleapi/nf-handleapi-closehandle">CloseHandle</a>
     */
    public int CloseHandle() {
        return Kernel32.CloseHandle(event) != 0 ? 0 : NativeWinsock2.negatedLastError();
    }
}
