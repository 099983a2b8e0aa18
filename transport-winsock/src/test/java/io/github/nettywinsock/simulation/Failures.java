package io.github.nettywinsock.simulation;

import java.util.HashMap;
import java.util.Map;

/** How often calls have failed again before time has passed. */
final class Failures {
    private final Map<String, Integer> now = new HashMap<>();
    private long time;
    private int most;
    private String mostOf = "";

    void add(String function, long nanoTime) {
        if (nanoTime != time) {
            time = nanoTime;
            now.clear();
        }
        int count = now.merge(function, 1, Integer::sum);
        if (count > most) {
            most = count;
            mostOf = function;
        }
    }

    int most() {
        return most;
    }

    String mostOf() {
        return mostOf;
    }
}
