package io.github.nettywinsock.ws2;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/** Decides on calls that go through the door to Windows: the one way in which tests override some of them. */
public interface Interceptor {
    /** What a call returns, or null to make it. */
    Object returns(String call, Object... arguments) throws Throwable;

    /** All calls on sockets. */
    interface Sockets extends Winsock2, OverlappedSockets {}

    /** The calls of {@code winsock}; if that is null, {@code interceptor} decides on all that are made. */
    static Winsock2 winsock(Winsock2 winsock, Interceptor interceptor) {
        return door(Winsock2.class, (proxy, method, arguments) -> intercept(interceptor, winsock, method, arguments));
    }

    /** The same of all calls on sockets. */
    static Sockets sockets(Winsock2 winsock, OverlappedSockets sockets, Interceptor interceptor) {
        return door(Sockets.class, (proxy, method, arguments) -> {
            if (method.getName().equals("ofFamily")) {
                return sockets == null
                        ? proxy
                        : sockets(winsock, sockets.ofFamily((Integer) arguments[0]), interceptor);
            }
            Object door = method.getDeclaringClass() == Winsock2.class ? winsock : sockets;
            return intercept(interceptor, door, method, arguments);
        });
    }

    /** The same of a completion port. */
    static CompletionPort port(CompletionPort port, Interceptor interceptor) {
        return door(
                CompletionPort.class, (proxy, method, arguments) -> intercept(interceptor, port, method, arguments));
    }

    /** Whether a call is {@code setsockopt} of the option {@code optname}. */
    static boolean sets(int optname, String call, Object... arguments) {
        return call.equals("setsockopt") && arguments[2].equals(optname);
    }

    private static <D> D door(Class<D> door, InvocationHandler handler) {
        return door.cast(Proxy.newProxyInstance(Interceptor.class.getClassLoader(), new Class<?>[] {door}, handler));
    }

    private static Object intercept(Interceptor interceptor, Object door, Method method, Object[] arguments)
            throws Throwable {
        Object returned = interceptor.returns(method.getName(), arguments == null ? new Object[0] : arguments);
        if (returned == null && door != null) {
            try {
                return method.invoke(door, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }
        if (method.getReturnType() == void.class) {
            return null;
        }
        if (returned == null) {
            throw new UnsupportedOperationException("nobody decides on " + method.getName());
        }
        Number number = (Number) returned;
        return method.getReturnType() == long.class ? (Object) number.longValue() : (Object) number.intValue();
    }
}
