package io.github.nettywinsock.iocp;

import io.github.nettywinsock.option.Catalogue;
import io.github.nettywinsock.testsuite.Wine;
import io.github.nettywinsock.ws2.Interceptor;
import java.nio.ByteBuffer;

/** SO_CONDITIONAL_ACCEPT of a listener, which Wine refuses. */
final class ConditionalAcceptOnWine {
    private static final int SO_CONDITIONAL_ACCEPT =
            Catalogue.byName("SO_CONDITIONAL_ACCEPT").optname();

    private ConditionalAcceptOnWine() {}

    /** Takes it on Wine, and leaves other calls to {@code others}. */
    static Interceptor with(Interceptor others) {
        return (call, arguments) -> {
            if (Wine.major().isPresent() && Interceptor.sets(SO_CONDITIONAL_ACCEPT, call, arguments)) {
                return 0;
            }
            if (Wine.major().isPresent() && call.equals("getsockopt") && arguments[2].equals(SO_CONDITIONAL_ACCEPT)) {
                ((ByteBuffer) arguments[3]).put(0, (byte) 1);
                return Integer.BYTES;
            }
            return others.returns(call, arguments);
        };
    }
}
