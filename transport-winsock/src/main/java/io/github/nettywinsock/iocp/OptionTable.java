package io.github.nettywinsock.iocp;

import io.github.nettywinsock.option.WinsockOption;
import io.netty.channel.ChannelOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * The options of Netty and of the transport that a configuration has, one line an option.
 *
 * @param <C> the type of the configuration
 */
final class OptionTable<C extends IocpChannelConfig<C>> {
    private final Map<ChannelOption<?>, Accessors<C, ?>> options = new LinkedHashMap<>();

    /** Adds an option that means the same as one of Windows. */
    <T> OptionTable<C> with(ChannelOption<T> option, WinsockOption<T> meaning) {
        return with(option, c -> c.get(meaning), (c, value) -> c.set(meaning, value));
    }

    /** Adds an option. */
    <T> OptionTable<C> with(ChannelOption<T> option, Function<C, T> getter, BiConsumer<C, T> setter) {
        options.put(option, new Accessors<>(getter, setter));
        return this;
    }

    boolean contains(ChannelOption<?> option) {
        return options.containsKey(option);
    }

    /** All of them. */
    ChannelOption<?>[] options() {
        return options.keySet().toArray(new ChannelOption<?>[0]);
    }

    /** Reads an option that the table contains. */
    <T> T get(C config, ChannelOption<T> option) {
        return this.<T>accessors(option).getter.apply(config);
    }

    /**
     * Sets an option that the table contains.
     *
     * @throws IllegalArgumentException when {@code value} is of another type: a bootstrap does not check it
     */
    <T> void set(C config, ChannelOption<T> option, T value) {
        try {
            this.<T>accessors(option).setter.accept(config, value);
        } catch (ClassCastException e) {
            throw new IllegalArgumentException(
                    option + " does not take a value of " + value.getClass().getName(), e);
        }
    }

    @SuppressWarnings("unchecked")
    private <T> Accessors<C, T> accessors(ChannelOption<T> option) {
        return (Accessors<C, T>) options.get(option);
    }

    private static final class Accessors<C, T> {
        private final Function<C, T> getter;
        private final BiConsumer<C, T> setter;

        Accessors(Function<C, T> getter, BiConsumer<C, T> setter) {
            this.getter = getter;
            this.setter = setter;
        }
    }
}
