package io.github.nettywinsock.engine;

import io.github.nettywinsock.option.WinsockOption;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Predicate;

/** Options and their values, in the order in which they were first set. A cumulative option keeps all its values. */
public final class OptionValues implements Iterable<Map.Entry<WinsockOption<?>, Object>> {
    private final List<Map.Entry<WinsockOption<?>, Object>> entries = new ArrayList<>(0);

    public void put(WinsockOption<?> option, Object value) {
        Map.Entry<WinsockOption<?>, Object> entry = Map.entry(option, value);
        if (!option.isCumulative()) {
            for (int i = 0; i < entries.size(); i++) {
                if (entries.get(i).getKey() == option) {
                    entries.set(i, entry);
                    return;
                }
            }
        }
        entries.add(entry);
    }

    public void remove(WinsockOption<?> option) {
        entries.removeIf(entry -> entry.getKey() == option);
    }

    /** Removes the reasons why values of an option were refused. */
    void removeRefusals(WinsockOption<?> option) {
        entries.removeIf(entry -> entry.getKey() == option && entry.getValue() instanceof Throwable);
    }

    void clear() {
        entries.clear();
    }

    /** Whether there is a value of an option, by whatever name. */
    boolean contains(WinsockOption<?> option) {
        for (Map.Entry<WinsockOption<?>, Object> entry : entries) {
            if (entry.getKey().isSameAs(option)) {
                return true;
            }
        }
        return false;
    }

    public boolean isEmpty() {
        return entries.isEmpty();
    }

    /** Removes the entries that match, and returns them. */
    OptionValues take(Predicate<Map.Entry<WinsockOption<?>, Object>> match) {
        OptionValues taken = new OptionValues();
        entries.removeIf(entry -> match.test(entry) && taken.entries.add(entry));
        return taken;
    }

    @Override
    public Iterator<Map.Entry<WinsockOption<?>, Object>> iterator() {
        return entries.iterator();
    }

    /** Such as {@code SO_RCVBUF=8192, SO_KEEPALIVE=true}. */
    @Override
    public String toString() {
        StringJoiner text = new StringJoiner(", ");
        entries.forEach(entry -> text.add(entry.getKey() + "=" + text(entry.getKey(), entry.getValue())));
        return text.toString();
    }

    static <T> String text(WinsockOption<T> option, Object value) {
        return option.codec().text(option.codec().type().cast(value));
    }
}
