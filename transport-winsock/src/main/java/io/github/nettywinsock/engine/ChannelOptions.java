package io.github.nettywinsock.engine;

import io.github.nettywinsock.option.Catalogue;
import io.github.nettywinsock.option.WinsockOption;
import io.netty.channel.ChannelOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The {@link ChannelOption} of each option of Windows, and the other way round. */
public final class ChannelOptions {
    private static final String PREFIX = "io.github.nettywinsock.WinsockChannelOption#";

    private static final Map<ChannelOption<?>, WinsockOption<?>> ALL = new LinkedHashMap<>();
    private static final Map<ChannelOption<?>, WinsockOption<?>> RAW = new ConcurrentHashMap<>();
    private static final Map<ChannelOption<?>, String> REFUSED = new ConcurrentHashMap<>();

    static {
        for (WinsockOption<?> option : Catalogue.options()) {
            ALL.put(of(option), option);
        }
    }

    private ChannelOptions() {}

    /** The ChannelOption of an option of the catalogue. */
    public static <T> ChannelOption<T> of(WinsockOption<T> option) {
        return ChannelOption.valueOf(PREFIX + option.name());
    }

    /** The ChannelOption of an option that the catalogue lacks. */
    public static <T> ChannelOption<T> ofRaw(WinsockOption<T> option) {
        ChannelOption<T> raw = of(option);
        RAW.putIfAbsent(raw, option);
        return raw;
    }

    /** All of the catalogue. */
    public static Map<ChannelOption<?>, WinsockOption<?>> all() {
        return Collections.unmodifiableMap(ALL);
    }

    /** What is known of an option, or null when it is none of Windows. */
    public static WinsockOption<?> winsockOption(ChannelOption<?> option) {
        WinsockOption<?> known = ALL.get(option);
        return known != null || option == null ? known : RAW.get(option);
    }

    /** Has channels that do not know an option refuse it for that reason, where Netty would leave it out. */
    public static <T> ChannelOption<T> refusedWhereUnknown(ChannelOption<T> option, String reason) {
        REFUSED.put(option, reason);
        return option;
    }

    /** Why a channel that does not know an option must refuse it, or null when it may be left out. */
    static String reasonToRefuse(ChannelOption<?> option) {
        return REFUSED.get(option);
    }
}
