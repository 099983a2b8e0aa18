package io.github.nettywinsock.iocp;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelOutboundBuffer;
import java.lang.reflect.Field;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A handler that flushes when the channel is writable, in a flush that frees a cancelled write: before 4.2.20, Netty counts
 * it twice.
 */
class FlushInFlushTest {
    private static final int CALLS = 16;

    @RegisterExtension
    final FakeChannels channels = new FakeChannels();

    @Test
    void theEventLoopIsNotKeptBusyWithWhatIsNotThere() throws Exception {
        IocpSocketChannel channel = channels.connected();
        boolean again = channels.onLoop(() -> {
            ChannelOutboundBuffer in = channel.unsafe().outboundBuffer();
            countOneMore(in);
            assertThat(in.current()).isNull();
            assertThat(in.size()).isPositive();
            return channel.writes.write(in, CALLS);
        });
        assertThat(again).isFalse();
    }

    private static void countOneMore(ChannelOutboundBuffer in) throws ReflectiveOperationException {
        Field flushed = ChannelOutboundBuffer.class.getDeclaredField("flushed");
        flushed.setAccessible(true);
        flushed.setInt(in, in.size() + 1);
    }
}
