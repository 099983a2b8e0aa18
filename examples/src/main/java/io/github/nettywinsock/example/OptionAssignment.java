package io.github.nettywinsock.example;

import io.github.nettywinsock.WinsockChannelInitializer;
import io.github.nettywinsock.WinsockChannelOption;
import io.github.nettywinsock.option.Catalogue;
import io.github.nettywinsock.option.WinsockOption;
import io.netty.bootstrap.AbstractBootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelOption;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** An option and the value to set, as written on a command line: {@code NAME=VALUE}. */
final class OptionAssignment {
    private final String name;
    private final ChannelOption<Object> option;
    private final Object value;

    @SuppressWarnings("unchecked")
    private OptionAssignment(WinsockOption<?> option, Object value) {
        name = option.name();
        this.option = (ChannelOption<Object>) WinsockChannelOption.byName(option.name());
        this.value = value;
    }

    /**
     * Reads {@code NAME=VALUE}.
     *
     * @throws IllegalArgumentException when there is no such option, it cannot be set, or not to this value
     */
    static OptionAssignment parse(String text) {
        int equals = text.indexOf('=');
        if (equals < 0) {
            throw new IllegalArgumentException("NAME=VALUE is expected, not " + text);
        }
        WinsockOption<?> option = Catalogue.byName(text.substring(0, equals));
        if (!option.access().isWritable()) {
            throw new IllegalArgumentException(option + " cannot be set: it is " + option.access());
        }
        Object value = option.parse(text.substring(equals + 1));
        return new OptionAssignment(option, option.codec().checked(option.name(), value));
    }

    /** What can be set on a TCP channel, a line each: a name, and which values it takes. */
    static String listing() {
        List<WinsockOption<?>> options = Catalogue.options().stream()
                .filter(option ->
                        option.access().isWritable() && option.sockets().includesStream())
                .collect(Collectors.toList());
        int width = options.stream()
                .mapToInt(option -> option.name().length())
                .max()
                .orElseThrow();
        return Stream.concat(
                        Stream.of("", "The options of --option and --child-option, and the values they take:"),
                        options.stream()
                                .map(option -> String.format(
                                        "  %-" + width + "s  %s",
                                        option,
                                        option.codec().range())))
                .map(line -> line + System.lineSeparator())
                .collect(Collectors.joining());
    }

    String name() {
        return name;
    }

    ChannelOption<?> option() {
        return option;
    }

    Object value() {
        return value;
    }

    /** Sets the option on the channel that the bootstrap makes: a client or a listener. */
    void setOn(AbstractBootstrap<?, ?> bootstrap) {
        bootstrap.option(option, value);
    }

    /** Sets the option on the channels that the listener accepts. */
    void setOnChildren(ServerBootstrap bootstrap) {
        bootstrap.childOption(option, value);
    }

    /** Sets the option on the channels that the initializer meets. */
    void setOn(WinsockChannelInitializer initializer) {
        initializer.option(option, value);
    }

    @Override
    public String toString() {
        return name + '=' + value;
    }

    /** Lets picocli read assignments. */
    static final class Converter implements ITypeConverter<OptionAssignment> {
        @Override
        public OptionAssignment convert(String text) {
            try {
                return parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
