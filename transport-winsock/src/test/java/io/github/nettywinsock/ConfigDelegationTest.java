package io.github.nettywinsock;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.engine.WinsockServerSocketChannelConfig;
import io.github.nettywinsock.engine.WinsockSocketChannelConfig;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.ChannelConfig;
import io.netty.channel.DefaultMessageSizeEstimator;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MessageSizeEstimator;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.ServerSocketChannelConfig;
import io.netty.channel.socket.SocketChannelConfig;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The superclasses of the channels read their own configuration directly: everything must end there. */
class ConfigDelegationTest {
    /** Those that know the options of the catalogue. */
    private static final Set<String> OPTION_METHODS = Set.of("getOption", "setOption", "getOptions", "setOptions");

    private static final Map<Class<?>, Object> SAMPLES = Map.of(
            int.class,
            4242,
            boolean.class,
            true,
            ByteBufAllocator.class,
            UnpooledByteBufAllocator.DEFAULT,
            RecvByteBufAllocator.class,
            new FixedRecvByteBufAllocator(16),
            MessageSizeEstimator.class,
            DefaultMessageSizeEstimator.DEFAULT,
            WriteBufferWaterMark.class,
            WriteBufferWaterMark.DEFAULT);

    private final List<String> delegated = new ArrayList<>();

    static Stream<Method> serverMethods() {
        return methods(ServerSocketChannelConfig.class);
    }

    static Stream<Method> socketMethods() {
        return methods(SocketChannelConfig.class);
    }

    @ParameterizedTest
    @MethodSource("serverMethods")
    void aListenersConfigDelegates(Method method) throws ReflectiveOperationException {
        ServerSocketChannelConfig delegate = recorder(ServerSocketChannelConfig.class);
        assertDelegates(new WinsockServerSocketChannelConfig(delegate, null), delegate, method);
    }

    @ParameterizedTest
    @MethodSource("socketMethods")
    void aSocketsConfigDelegates(Method method) throws ReflectiveOperationException {
        SocketChannelConfig delegate = recorder(SocketChannelConfig.class);
        assertDelegates(new WinsockSocketChannelConfig(delegate, null), delegate, method);
    }

    private static Stream<Method> methods(Class<?> config) {
        return Arrays.stream(config.getMethods())
                .filter(method -> !method.isBridge() && !OPTION_METHODS.contains(method.getName()));
    }

    private void assertDelegates(ChannelConfig config, ChannelConfig delegate, Method method)
            throws ReflectiveOperationException {
        Object[] arguments =
                Arrays.stream(method.getParameterTypes()).map(SAMPLES::get).toArray();
        assertThat(arguments).doesNotContainNull();

        Object result = method.invoke(config, arguments);

        assertThat(delegated).containsExactly(called(method, arguments));
        if (ChannelConfig.class.isAssignableFrom(method.getReturnType())) {
            assertThat(result).as("for chained calls").isSameAs(config).isNotSameAs(delegate);
        } else {
            assertThat(result).isEqualTo(SAMPLES.get(method.getReturnType())).isNotNull();
        }
    }

    private <C extends ChannelConfig> C recorder(Class<C> type) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            delegated.add(called(method, args == null ? new Object[0] : args));
            return ChannelConfig.class.isAssignableFrom(method.getReturnType())
                    ? proxy
                    : SAMPLES.get(method.getReturnType());
        }));
    }

    private static String called(Method method, Object... arguments) {
        return method.getName() + Arrays.toString(arguments);
    }
}
