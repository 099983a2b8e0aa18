package io.github.nettywinsock.iocp;

import io.github.nettywinsock.ws2.OverlappedSockets;
import io.github.nettywinsock.ws2.Winsock2;
import java.lang.reflect.Proxy;

/** The real Winsock, some of whose calls a test answers. */
interface InterceptedWinsock {
    /** The answer to a call, or null to make it. */
    Object answer(String call, Object... arguments) throws Exception;

    static Calls by(InterceptedWinsock interceptor) {
        Winsock2 winsock = TransportUnderTest.ws2();
        OverlappedSockets sockets = TransportUnderTest.sockets();
        return (Calls) Proxy.newProxyInstance(
                InterceptedWinsock.class.getClassLoader(), new Class<?>[] {Calls.class}, (proxy, method, arguments) -> {
                    Object answer = interceptor.answer(method.getName(), arguments);
                    Object real = method.getDeclaringClass() == Winsock2.class ? winsock : sockets;
                    return answer != null ? answer : method.invoke(real, arguments);
                });
    }

    /** Whether a call is {@code setsockopt} of the option {@code optname}. */
    static boolean sets(int optname, String call, Object... arguments) {
        return call.equals("setsockopt") && arguments[2].equals(optname);
    }

    /** All calls on sockets. */
    interface Calls extends Winsock2, OverlappedSockets {}
}
