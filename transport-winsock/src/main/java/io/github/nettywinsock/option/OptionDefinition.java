package io.github.nettywinsock.option;

import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What the catalogue says of an option, part by part. What is not said is as with most: for every socket, to be read
 * and set at any time.
 *
 * @param <T> the Java type of the value
 */
final class OptionDefinition<T> {
    final String name;
    final int level;
    final int optname;
    final Codec<T> codec;
    boolean controlCode;
    Sockets sockets = Sockets.ANY;
    Phase phase = Phase.ANY;
    Access access = Access.READ_WRITE;
    String since = "";
    String page = "";
    String description = "";
    Supplier<WinsockOption<?>> excluded = () -> null;
    String whenOverwritten = "";
    boolean clearedByReading;
    boolean cumulative;
    boolean setAgainAfterConnect;
    boolean deprecated;
    List<byte[]> requests = List.of(new byte[0]);
    Composition<T> composition;
    private final Consumer<WinsockOption<?>> group;

    OptionDefinition(Consumer<WinsockOption<?>> group, String name, int level, int optname, Codec<T> codec) {
        this.group = group;
        this.name = Objects.requireNonNull(name);
        this.level = level;
        this.optname = optname;
        this.codec = Objects.requireNonNull(codec);
    }

    /** An option that is not in the catalogue. */
    static <T> OptionDefinition<T> option(String name, int level, int optname, Codec<T> codec) {
        return new OptionDefinition<>(option -> {}, name, level, optname, codec);
    }

    /** A control code that is not in the catalogue. */
    static <T> OptionDefinition<T> controlCode(String name, int code, Codec<T> codec) {
        return option(name, 0, code, codec).controlCode(true);
    }

    /** Whether the value goes through {@code WSAIoctl}, whose code is the number. */
    OptionDefinition<T> controlCode(boolean controlCode) {
        this.controlCode = controlCode;
        return this;
    }

    OptionDefinition<T> sockets(Sockets sockets) {
        this.sockets = Objects.requireNonNull(sockets);
        return this;
    }

    OptionDefinition<T> phase(Phase phase) {
        this.phase = Objects.requireNonNull(phase);
        return this;
    }

    OptionDefinition<T> access(Access access) {
        this.access = Objects.requireNonNull(access);
        return this;
    }

    /** The first Windows that has it. */
    OptionDefinition<T> since(String since) {
        this.since = Objects.requireNonNull(since);
        return this;
    }

    /** Where Microsoft documents it, below {@code https://learn.microsoft.com/en-us/windows/win32/}. */
    OptionDefinition<T> page(String page) {
        this.page = Objects.requireNonNull(page);
        return this;
    }

    /** No page documents it: only the Windows headers know it. */
    OptionDefinition<T> headerOnly() {
        return page("");
    }

    /** Only its number is known: both reading and setting are tried. */
    OptionDefinition<T> undocumented() {
        return access(Access.UNDOCUMENTED).headerOnly();
    }

    /** What it does. */
    OptionDefinition<T> description(String description) {
        this.description = Objects.requireNonNull(description);
        return this;
    }

    /** The option that cannot be on together with it, asked for late as each may name the other. */
    OptionDefinition<T> excludes(Supplier<WinsockOption<?>> other) {
        excluded = other;
        return this;
    }

    /** The JDK sets it just before bind; what to do to keep another value. */
    OptionDefinition<T> overwrittenAtBind(String advice) {
        whenOverwritten = advice;
        return this;
    }

    /** Reading it changes it. */
    OptionDefinition<T> clearedByReading() {
        clearedByReading = true;
        return this;
    }

    /** Setting it adds to what was set before. */
    OptionDefinition<T> cumulative() {
        cumulative = true;
        return this;
    }

    /** The JDK sets it at connect. */
    OptionDefinition<T> setAgainAfterConnect() {
        setAgainAfterConnect = true;
        return this;
    }

    /** Microsoft advises against it. */
    OptionDefinition<T> deprecated() {
        deprecated = true;
        return this;
    }

    /** What {@code WSAIoctl} takes to return the value: each is tried until the provider takes one. */
    OptionDefinition<T> requests(byte[]... requests) {
        this.requests = List.of(requests);
        return this;
    }

    /** It stands for these options of Windows. */
    OptionDefinition<T> composedBy(Composition<T> composition) {
        this.composition = composition;
        return this;
    }

    /** The option, which is now one of its group. */
    WinsockOption<T> define() {
        WinsockOption<T> option = new WinsockOption<>(this);
        group.accept(option);
        return option;
    }
}
