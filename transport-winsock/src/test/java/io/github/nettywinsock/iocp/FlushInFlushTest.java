package io.github.nettywinsock.iocp;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.WriteBufferWaterMark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A handler that flushes when the channel is writable, in a flush that frees a cancelled write: Netty counts it twice. */
class FlushInFlushTest {
    private static final int CALLS = 16;

    @RegisterExtension
    final FakeChannels channels = new FakeChannels();

    @Test
    void theEventLoopIsNotKeptBusyWithWhatIsNotThere() throws Exception {
        IocpSocketChannel channel = channels.connected();
        channel.config().setWriteBufferWaterMark(new WriteBufferWaterMark(1, 2));
        channel.pipeline().addFirst(new ChannelInboundHandlerAdapter() {
            @Override
            public void channelWritabilityChanged(ChannelHandlerContext ctx) {
                if (ctx.channel().isWritable()) {
                    ctx.flush();
                }
            }
        });
        boolean again = channels.onLoop(() -> {
            channel.write(Unpooled.directBuffer(10).writeZero(10)).cancel(false);
            channel.flush();
            ChannelOutboundBuffer in = channel.unsafe().outboundBuffer();
            assertThat(in.current()).isNull();
            assertThat(in.size()).isPositive();
            return channel.writes.write(in, CALLS);
        });
        assertThat(again).isFalse();
    }
}
