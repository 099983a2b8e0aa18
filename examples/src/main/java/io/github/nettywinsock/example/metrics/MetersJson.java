package io.github.nettywinsock.example.metrics;

import io.github.nettywinsock.example.Json;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Comparator;
import java.util.stream.Collectors;

/** The values of gauges and counters in their base units, by name; and why there are no more. */
final class MetersJson {
    private MetersJson() {}

    /**
     * An object with {@code unavailability}, a string or null, and {@code meters}, an object with a number or null of each name.
     *
     * @param unavailability why there are no more meters, or null
     */
    static String of(MeterRegistry registry, String unavailability) {
        String meters = registry.getMeters().stream()
                .sorted(Comparator.comparing(meter -> meter.getId().getName()))
                .map(meter -> Json.quoted(meter.getId().getName()) + ": " + value(meter))
                .collect(Collectors.joining(", ", "{", "}"));
        return "{\"unavailability\": " + (unavailability == null ? "null" : Json.quoted(unavailability))
                + ", \"meters\": " + meters + "}\n";
    }

    private static String value(Meter meter) {
        double value = meter.measure().iterator().next().getValue();
        return Double.isFinite(value) ? String.valueOf(value) : "null";
    }
}
