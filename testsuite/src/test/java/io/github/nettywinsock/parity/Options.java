package io.github.nettywinsock.parity;

import io.github.nettywinsock.Winsock;
import io.github.nettywinsock.WinsockChannelOption;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MessageSizeEstimator;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The options of a channel: what they are read as, and what comes of setting them. */
final class Options {
    /** Netty's own, of all channels. */
    @SuppressWarnings("deprecation")
    static final List<ChannelOption<?>> NETTY = List.of(
            ChannelOption.ALLOCATOR,
            ChannelOption.RECVBUF_ALLOCATOR,
            ChannelOption.MESSAGE_SIZE_ESTIMATOR,
            ChannelOption.CONNECT_TIMEOUT_MILLIS,
            ChannelOption.MAX_MESSAGES_PER_READ,
            ChannelOption.MAX_MESSAGES_PER_WRITE,
            ChannelOption.WRITE_SPIN_COUNT,
            ChannelOption.WRITE_BUFFER_HIGH_WATER_MARK,
            ChannelOption.WRITE_BUFFER_LOW_WATER_MARK,
            ChannelOption.WRITE_BUFFER_WATER_MARK,
            ChannelOption.ALLOW_HALF_CLOSURE,
            ChannelOption.AUTO_READ,
            ChannelOption.AUTO_CLOSE,
            ChannelOption.SO_BROADCAST,
            ChannelOption.SO_KEEPALIVE,
            ChannelOption.SO_SNDBUF,
            ChannelOption.SO_RCVBUF,
            ChannelOption.SO_REUSEADDR,
            ChannelOption.SO_LINGER,
            ChannelOption.SO_BACKLOG,
            ChannelOption.SO_TIMEOUT,
            ChannelOption.IP_TOS,
            ChannelOption.IP_MULTICAST_ADDR,
            ChannelOption.IP_MULTICAST_IF,
            ChannelOption.IP_MULTICAST_TTL,
            ChannelOption.IP_MULTICAST_LOOP_DISABLED,
            ChannelOption.TCP_NODELAY,
            ChannelOption.TCP_FASTOPEN_CONNECT,
            ChannelOption.TCP_FASTOPEN,
            ChannelOption.SINGLE_EVENTEXECUTOR_PER_GROUP,
            ChannelOption.DATAGRAM_CHANNEL_ACTIVE_ON_REGISTRATION);

    /** Some of the library's. */
    static final List<ChannelOption<?>> WINSOCK = List.of(
            WinsockChannelOption.SO_REUSEADDR,
            WinsockChannelOption.SO_EXCLUSIVEADDRUSE,
            WinsockChannelOption.SO_KEEPALIVE,
            WinsockChannelOption.SO_RCVBUF,
            WinsockChannelOption.TCP_NODELAY,
            WinsockChannelOption.SO_TYPE,
            WinsockChannelOption.IPV6_V6ONLY,
            WinsockChannelOption.SO_RANDOMIZE_PORT,
            WinsockChannelOption.SO_CONDITIONAL_ACCEPT,
            WinsockChannelOption.SO_UPDATE_CONNECT_CONTEXT);

    private static final Map<String, ChannelOption<?>> BY_NAME = new LinkedHashMap<>();

    static {
        NETTY.forEach(option -> BY_NAME.put(option.name(), option));
        WINSOCK.forEach(option -> BY_NAME.put("Winsock." + simpleName(option), option));
    }

    private Options() {}

    static String simpleName(ChannelOption<?> option) {
        String name = option.name();
        return name.substring(name.indexOf('#') + 1);
    }

    /** What all options and all getters are read as. */
    static List<String> read(Channel channel) {
        ChannelConfig config = channel.config();
        List<String> lines = new ArrayList<>();
        BY_NAME.forEach((name, option) -> lines.add(name + " = " + value(() -> get(channel, name, option))));
        for (Method getter : getters(config)) {
            lines.add(getter.getName() + " = " + value(() -> call(getter, config)));
        }
        lines.add("getOptions = "
                + value(() -> config.getOptions().keySet().stream()
                        .filter(NETTY::contains)
                        .map(ChannelOption::name)
                        // They have lines of their own.
                        .filter(name -> !name.contains("FASTOPEN"))
                        .sorted()
                        .collect(Collectors.toList())));
        return lines;
    }

    static String set(Channel channel, String name, String value) {
        @SuppressWarnings("unchecked")
        ChannelOption<Object> option = (ChannelOption<Object>) BY_NAME.get(name);
        return value(() -> {
            Object parsed = parse(value);
            if (name.startsWith("Winsock.")) {
                Winsock.setOption(channel, option, parsed);
                return "set";
            }
            return channel.config().setOption(option, parsed);
        });
    }

    static String get(Channel channel, String name) {
        return value(() -> get(channel, name, BY_NAME.get(name)));
    }

    private static Object get(Channel channel, String name, ChannelOption<?> option) {
        return name.startsWith("Winsock.")
                ? Winsock.getOption(channel, option)
                : channel.config().getOption(option);
    }

    /** The interfaces' getters: the classes have more. */
    private static List<Method> getters(ChannelConfig config) {
        List<Method> getters = new ArrayList<>();
        for (Class<?> type = config.getClass(); type != null; type = type.getSuperclass()) {
            for (Class<?> declared : type.getInterfaces()) {
                Arrays.stream(declared.getMethods())
                        .filter(method -> method.getParameterCount() == 0)
                        .filter(method -> method.getName().matches("(get|is)[A-Z].*"))
                        .filter(method -> !method.getName().equals("getOptions"))
                        .forEach(getters::add);
            }
        }
        Map<String, Method> byName = new LinkedHashMap<>();
        getters.stream()
                .sorted(Comparator.comparing(Method::getName))
                .forEach(method -> byName.putIfAbsent(method.getName(), method));
        return new ArrayList<>(byName.values());
    }

    private static Object call(Method getter, ChannelConfig config) throws Throwable {
        try {
            return getter.invoke(config);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private interface Call {
        Object make() throws Throwable;
    }

    private static String value(Call call) {
        try {
            return describe(call.make());
        } catch (Throwable e) {
            return "threw " + Failures.name(e);
        }
    }

    private static String describe(Object value) {
        if (value instanceof NetworkInterface) {
            return "interface " + ((NetworkInterface) value).getName();
        }
        if (value instanceof ByteBufAllocator
                || value instanceof RecvByteBufAllocator
                || value instanceof MessageSizeEstimator
                || value instanceof WriteBufferWaterMark) {
            return value instanceof WriteBufferWaterMark
                    ? value.toString()
                    : value.getClass().getSimpleName();
        }
        return String.valueOf(value);
    }

    private static Object parse(String value) throws Exception {
        if (value.equals("null")) {
            return null;
        }
        if (value.equals("true") || value.equals("false")) {
            return Boolean.valueOf(value);
        }
        if (value.matches("-?[0-9]+")) {
            return Integer.valueOf(value);
        }
        if (value.startsWith("receive")) {
            return new FixedRecvByteBufAllocator(Integer.parseInt(value.substring("receive".length())));
        }
        switch (value) {
            case "loopback-interface":
                return NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress());
            case "loopback":
                return InetAddress.getLoopbackAddress();
            case "foreign":
                return InetAddress.getByName("192.0.2.1");
            default:
                return value;
        }
    }
}
