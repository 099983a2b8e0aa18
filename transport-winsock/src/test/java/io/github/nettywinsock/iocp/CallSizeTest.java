package io.github.nettywinsock.iocp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CallSizeTest {
    private static final long SHORT = TimeUnit.MILLISECONDS.toNanos(250);
    private static final long LONG = TimeUnit.MILLISECONDS.toNanos(350);

    private final CallSize size = new CallSize();

    @Test
    void aSlowPeerIsGivenSmallCalls() {
        assertThat(size.bytes()).isEqualTo(128 * 1024);
        size.wentOn(size.bytes(), LONG);
        assertThat(size.bytes()).isEqualTo(64 * 1024);
        size.wentOn(size.bytes(), LONG);
        assertThat(size.bytes()).isEqualTo(64 * 1024);
    }

    /** R244: while the buffer is not full, Windows takes a send of any size. */
    @Test
    void aSlowPeerIsGivenSmallCallsAlthoughSomeCompleteInline() {
        for (int i = 0; i < 20; i++) {
            size.wentOn(size.bytes(), 0);
            assertThat(size.bytes()).isLessThanOrEqualTo(192 * 1024);
            size.wentOn(size.bytes(), LONG);
        }
        size.wentOn(size.bytes(), 0);
        assertThat(size.bytes()).isEqualTo(128 * 1024);
    }

    @Test
    void aPeerThatIsFastEnoughForWindowsToBufferAllIsGivenLargeCalls() {
        for (int i = 0; i < 20; i++) {
            size.wentOn(size.bytes(), 0);
        }
        assertThat(size.bytes()).isEqualTo(1024 * 1024);
    }

    @Test
    void aFastPeerIsGivenLargeCalls() {
        for (int i = 0; i < 20; i++) {
            size.wentOn(size.bytes(), SHORT);
        }
        assertThat(size.bytes()).isEqualTo(1024 * 1024);
        size.wentOn(size.bytes(), LONG);
        assertThat(size.bytes()).isEqualTo(512 * 1024);
    }

    @Test
    void aCallThatIsNotFullSaysOnlyThatThePeerIsSlow() {
        size.wentOn(1000, SHORT);
        assertThat(size.bytes()).isEqualTo(128 * 1024);
        size.wentOn(1000, LONG);
        assertThat(size.bytes()).isEqualTo(64 * 1024);
    }
}
