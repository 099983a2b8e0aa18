package io.github.nettywinsock.engine;

import io.github.nettywinsock.option.WinsockOption;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelOption;
import io.netty.channel.MessageSizeEstimator;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
import java.util.Map;

/**
 * A configuration that takes the options of the catalogue and leaves everything else to the configuration of the
 * channel's superclass, whose state the superclass reads directly.
 *
 * @param <C> the type of both configurations
 */
public abstract class WinsockChannelConfig<C extends ChannelConfig> implements ChannelConfig {
    private final C config;
    private final SocketOptions options;

    /** Creates a configuration that leaves to {@code config} what {@code options} does not know. */
    protected WinsockChannelConfig(C config, SocketOptions options) {
        this.config = config;
        this.options = options;
    }

    /** The configuration that knows everything else. */
    protected final C delegate() {
        return config;
    }

    /** This, for chained calls. */
    protected abstract C self();

    @Override
    public final Map<ChannelOption<?>, Object> getOptions() {
        Map<ChannelOption<?>, Object> nettyOptions = config.getOptions();
        return options.isAvailable() ? options.getOptions(nettyOptions) : nettyOptions;
    }

    @Override
    @SuppressWarnings("unchecked")
    public final boolean setOptions(Map<ChannelOption<?>, ?> settings) {
        boolean all = true;
        for (Map.Entry<ChannelOption<?>, ?> setting : settings.entrySet()) {
            all &= setOption((ChannelOption<Object>) setting.getKey(), setting.getValue());
        }
        return all;
    }

    @Override
    @SuppressWarnings("unchecked")
    public final <T> T getOption(ChannelOption<T> option) {
        WinsockOption<?> winsockOption = ChannelOptions.winsockOption(option);
        if (winsockOption == null) {
            return config.getOption(option);
        }
        return options.isAvailable() ? (T) options.getOption(winsockOption) : null;
    }

    @Override
    public final <T> boolean setOption(ChannelOption<T> option, T value) {
        WinsockOption<?> winsockOption = ChannelOptions.winsockOption(option);
        if (winsockOption == null) {
            boolean known = config.setOption(option, value);
            if (!known) {
                options.unknown(option);
            }
            return known;
        }
        if (options.areAbsent()) {
            return false;
        }
        options.setOption(winsockOption, value);
        return true;
    }

    @Override
    public final int getConnectTimeoutMillis() {
        return config.getConnectTimeoutMillis();
    }

    @Override
    public final C setConnectTimeoutMillis(int connectTimeoutMillis) {
        config.setConnectTimeoutMillis(connectTimeoutMillis);
        return self();
    }

    @Override
    @Deprecated
    public final int getMaxMessagesPerRead() {
        return config.getMaxMessagesPerRead();
    }

    @Override
    @Deprecated
    public final C setMaxMessagesPerRead(int maxMessagesPerRead) {
        config.setMaxMessagesPerRead(maxMessagesPerRead);
        return self();
    }

    @Override
    public final int getWriteSpinCount() {
        return config.getWriteSpinCount();
    }

    @Override
    public final C setWriteSpinCount(int writeSpinCount) {
        config.setWriteSpinCount(writeSpinCount);
        return self();
    }

    @Override
    public final ByteBufAllocator getAllocator() {
        return config.getAllocator();
    }

    @Override
    public final C setAllocator(ByteBufAllocator allocator) {
        config.setAllocator(allocator);
        return self();
    }

    @Override
    public final <T extends RecvByteBufAllocator> T getRecvByteBufAllocator() {
        return config.getRecvByteBufAllocator();
    }

    @Override
    public final C setRecvByteBufAllocator(RecvByteBufAllocator allocator) {
        config.setRecvByteBufAllocator(allocator);
        return self();
    }

    @Override
    public final boolean isAutoRead() {
        return config.isAutoRead();
    }

    @Override
    public final C setAutoRead(boolean autoRead) {
        config.setAutoRead(autoRead);
        return self();
    }

    @Override
    public final boolean isAutoClose() {
        return config.isAutoClose();
    }

    @Override
    public final C setAutoClose(boolean autoClose) {
        config.setAutoClose(autoClose);
        return self();
    }

    @Override
    public final int getWriteBufferHighWaterMark() {
        return config.getWriteBufferHighWaterMark();
    }

    @Override
    public final C setWriteBufferHighWaterMark(int writeBufferHighWaterMark) {
        config.setWriteBufferHighWaterMark(writeBufferHighWaterMark);
        return self();
    }

    @Override
    public final int getWriteBufferLowWaterMark() {
        return config.getWriteBufferLowWaterMark();
    }

    @Override
    public final C setWriteBufferLowWaterMark(int writeBufferLowWaterMark) {
        config.setWriteBufferLowWaterMark(writeBufferLowWaterMark);
        return self();
    }

    @Override
    public final MessageSizeEstimator getMessageSizeEstimator() {
        return config.getMessageSizeEstimator();
    }

    @Override
    public final C setMessageSizeEstimator(MessageSizeEstimator estimator) {
        config.setMessageSizeEstimator(estimator);
        return self();
    }

    @Override
    public final WriteBufferWaterMark getWriteBufferWaterMark() {
        return config.getWriteBufferWaterMark();
    }

    @Override
    public final C setWriteBufferWaterMark(WriteBufferWaterMark writeBufferWaterMark) {
        config.setWriteBufferWaterMark(writeBufferWaterMark);
        return self();
    }
}
