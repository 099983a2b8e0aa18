package io.github.nettywinsock.example.inspect;

import io.github.nettywinsock.Winsock;
import io.github.nettywinsock.WinsockChannelOption;
import io.github.nettywinsock.option.Codec;
import io.github.nettywinsock.option.WinsockException;
import io.github.nettywinsock.option.WinsockOption;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelOption;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * One option on the SOCKET of one channel, read and set past the phases: level, number and bytes go to the provider as
 * they are. An option that stands for others is read and set through these.
 */
final class OptionProbe<T> {
    private static final long INVALID_SOCKET = -1;

    private final Channel channel;
    private final WinsockOption<T> option;

    OptionProbe(Channel channel, WinsockOption<T> option) {
        this.channel = channel;
        this.option = option;
    }

    Answer get() {
        try {
            if (option.composition() != null) {
                String text = option.codec().text(typed());
                return Answer.ok(text, -1, text);
            }
            byte[] bytes = Winsock.getOption(channel, toRead());
            return Answer.ok(Value.text(option.codec(), bytes), bytes.length, text(bytes));
        } catch (ChannelException e) {
            return refused(e, "", "");
        }
    }

    /** Sets a value, zeros where it is null. */
    Answer set(T value) {
        if (option.composition() != null) {
            String text = option.codec().text(value);
            return set(constant(), value, text, text);
        }
        long listener = channel.parent() == null ? INVALID_SOCKET : Winsock.handle(channel.parent());
        byte[] bytes = value == null ? new byte[option.codec().length()] : Samples.bytes(option, value, listener);
        String number = Value.text(option.codec(), bytes);
        return set(
                toSet(bytes.length),
                bytes,
                number,
                value == null ? number : option.codec().text(value));
    }

    private <V> Answer set(ChannelOption<V> target, V value, String number, String text) {
        try {
            Winsock.setOption(channel, target, value);
            return Answer.ok(number, -1, text);
        } catch (ChannelException e) {
            return refused(e, number, text);
        }
    }

    private ChannelOption<byte[]> toRead() {
        int length = option.codec().length();
        return option.isControlCode()
                ? WinsockChannelOption.rawIoctl(
                        option.optname(), option.requests().get(0).length, length)
                : WinsockChannelOption.raw(option.level(), option.optname(), length);
    }

    private ChannelOption<byte[]> toSet(int length) {
        return option.isControlCode()
                ? WinsockChannelOption.rawIoctl(option.optname(), length, 0)
                : WinsockChannelOption.raw(option.level(), option.optname(), length);
    }

    /** What a person reads. A struct is read again, typed: it may point into the buffer that it was read into. */
    private String text(byte[] bytes) {
        Codec<T> codec = option.codec();
        if (bytes.length == 0 || codec.length() == 0) {
            return "no bytes";
        }
        T value;
        if (Value.isNumber(codec.type())) {
            ByteBuffer in =
                    ByteBuffer.allocate(Math.max(codec.length(), Long.BYTES)).order(ByteOrder.LITTLE_ENDIAN);
            in.put(bytes).clear();
            value = codec.decode(in, bytes.length, 0);
        } else {
            value = typed();
        }
        return value == null ? "none" : codec.text(value);
    }

    private T typed() {
        return Winsock.getOption(channel, constant());
    }

    @SuppressWarnings("unchecked")
    private ChannelOption<T> constant() {
        return (ChannelOption<T>) WinsockChannelOption.byName(option.name());
    }

    private static Answer refused(ChannelException e, String number, String text) {
        if (!(e.getCause() instanceof WinsockException)) {
            throw e;
        }
        WinsockException refusal = (WinsockException) e.getCause();
        return Answer.refused(refusal.errorCode(), refusal.symbol(), number, text);
    }
}
