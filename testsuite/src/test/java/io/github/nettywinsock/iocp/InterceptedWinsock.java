package io.github.nettywinsock.iocp;

import io.github.nettywinsock.option.Catalogue;
import io.github.nettywinsock.testsuite.Wine;
import io.github.nettywinsock.ws2.OverlappedSockets;
import io.github.nettywinsock.ws2.Winsock2;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;

/** The real Winsock, some of whose calls a test answers. */
interface InterceptedWinsock {
    /** The answer to a call, or null to make it. */
    Object answer(String call, Object... arguments) throws Exception;

    static Calls by(InterceptedWinsock interceptor) {
        return by(interceptor, TransportUnderTest.ws2(), TransportUnderTest.sockets());
    }

    private static Calls by(InterceptedWinsock interceptor, Winsock2 winsock, OverlappedSockets sockets) {
        return (Calls) Proxy.newProxyInstance(
                InterceptedWinsock.class.getClassLoader(), new Class<?>[] {Calls.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("ofFamily")) {
                        return by(interceptor, winsock, sockets.ofFamily((Integer) arguments[0]));
                    }
                    Object answer = interceptor.answer(method.getName(), arguments);
                    Object real = method.getDeclaringClass() == Winsock2.class ? winsock : sockets;
                    return answer != null ? answer : method.invoke(real, arguments);
                });
    }

    /** The same of a Windows whose listeners take SO_CONDITIONAL_ACCEPT, which Wine refuses. */
    static InterceptedWinsock conditional(InterceptedWinsock others) {
        int conditional = Catalogue.byName("SO_CONDITIONAL_ACCEPT").optname();
        return (call, arguments) -> {
            if (Wine.major().isPresent() && sets(conditional, call, arguments)) {
                return 0;
            }
            if (Wine.major().isPresent() && call.equals("getsockopt") && arguments[2].equals(conditional)) {
                ((ByteBuffer) arguments[3]).put(0, (byte) 1);
                return Integer.BYTES;
            }
            return others.answer(call, arguments);
        };
    }

    /** Whether a call is {@code setsockopt} of the option {@code optname}. */
    static boolean sets(int optname, String call, Object... arguments) {
        return call.equals("setsockopt") && arguments[2].equals(optname);
    }

    /** All calls on sockets. */
    interface Calls extends Winsock2, OverlappedSockets {}
}
