package io.github.nettywinsock.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.nettywinsock.option.ControlCodes;
import io.github.nettywinsock.option.SocketLevel;
import io.github.nettywinsock.option.WinsockOption;
import io.github.nettywinsock.ws2.Interceptor;
import io.github.nettywinsock.ws2.Winsock2;
import io.github.nettywinsock.ws2.WsaErrors;
import io.netty.util.internal.logging.InternalLogLevel;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What is logged of each native call. */
class TracedWinsock2Test {
    private static final WinsockOption<?> SO_RCVBUF = SocketLevel.SO_RCVBUF;
    private static final WinsockOption<?> SIO_UDP_CONNRESET = ControlCodes.SIO_UDP_CONNRESET;

    private final Logger logger = (Logger) LoggerFactory.getLogger(TracedWinsock2.TRACE);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(64).order(ByteOrder.LITTLE_ENDIAN);
    private final Answer answer = new Answer();
    private final Winsock2 ws2 = Interceptor.winsock(null, answer);
    private final Winsock2 traced =
            new TracedWinsock2(ws2, InternalLoggerFactory.getInstance(TracedWinsock2.TRACE), InternalLogLevel.INFO);

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void leave() {
        logger.detachAppender(log);
        logger.setLevel(null);
        System.clearProperty(TracedWinsock2.TRACE);
    }

    @Test
    void aValueThatIsSet() {
        buffer.putInt(0, 65536);
        assertThat(traced.setsockopt(0x1a4, SO_RCVBUF.level(), SO_RCVBUF.optname(), buffer, 4))
                .isZero();
        assertLogged("setsockopt\\(0x1a4, SOL_SOCKET, SO_RCVBUF, 65536\\) = 0, \\d+ us");
    }

    @Test
    void aValueThatIsRefused() {
        answer.result = -WsaErrors.WSAENOPROTOOPT;
        assertThat(traced.setsockopt(1, SO_RCVBUF.level(), SO_RCVBUF.optname(), buffer, 4))
                .isEqualTo(-WsaErrors.WSAENOPROTOOPT);
        assertLogged("setsockopt\\(0x1, SOL_SOCKET, SO_RCVBUF, 0\\) = WSAENOPROTOOPT \\(10042\\), \\d+ us");
    }

    @Test
    void aValueThatIsRead() {
        answer.result = 4;
        answer.value = 4242;
        assertThat(traced.getsockopt(1, SO_RCVBUF.level(), SO_RCVBUF.optname(), buffer, 4))
                .isEqualTo(4);
        assertLogged("getsockopt\\(0x1, SOL_SOCKET, SO_RCVBUF\\) = 4242, \\d+ us");
    }

    @Test
    void aControlCode() {
        buffer.putInt(0, 1);
        traced.WSAIoctl(1, SIO_UDP_CONNRESET.optname(), buffer, 4, null, 0);
        assertLogged("WSAIoctl\\(0x1, SIO_UDP_CONNRESET, true\\) = 0, \\d+ us");
    }

    @Test
    void whatTheCatalogueDoesNotKnowIsShownAsNumbersAndBytes() {
        buffer.putInt(0, 0x0201).putInt(60, 1);
        traced.setsockopt(1, 0xFFFF, 0x1234, buffer, 4);
        assertLogged("setsockopt\\(0x1, 0xFFFF, 0x1234, 0x01020000\\) = 0, \\d+ us");
        traced.setsockopt(1, SO_RCVBUF.level(), SO_RCVBUF.optname(), buffer, 20);
        assertLogged("setsockopt\\(0x1, SOL_SOCKET, SO_RCVBUF, 0x0102[0]{28}\\.\\.\\. \\(20 bytes\\)\\) = 0, \\d+ us");
        traced.WSAIoctl(1, 0x98001234, null, 0, buffer, 4);
        assertLogged("WSAIoctl\\(0x1, 0x98001234\\) = 0, \\d+ us");
    }

    @Test
    void thePropertyOrTheLoggerAsksForIt() {
        assertThat(TracedWinsock2.ifWanted(ws2)).isSameAs(ws2);
        System.setProperty(TracedWinsock2.TRACE, "true");
        assertThat(TracedWinsock2.ifWanted(ws2)).isInstanceOf(TracedWinsock2.class);
        System.clearProperty(TracedWinsock2.TRACE);
        logger.setLevel(Level.DEBUG);
        assertThat(TracedWinsock2.ifWanted(ws2)).isInstanceOf(TracedWinsock2.class);
    }

    private void assertLogged(String pattern) {
        assertThat(log.list)
                .singleElement()
                .satisfies(event -> assertThat(event.getFormattedMessage()).matches(pattern));
        log.list.clear();
    }

    /** A provider that returns the same to every call. */
    private static final class Answer implements Interceptor {
        private int result;
        private int value;

        @Override
        public Object returns(String call, Object... arguments) {
            if (call.equals("getsockopt")) {
                ((ByteBuffer) arguments[3]).putInt(0, value);
            }
            return call.equals("address") ? 0 : result;
        }
    }
}
