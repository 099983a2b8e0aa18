package io.github.nettywinsock.parity;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Steps that a handler makes within an event, each once. */
final class Reactions {
    /** Makes a step on the channel of the handler. */
    interface Steps {
        void make(String[] words) throws Exception;
    }

    private final EventLog log;
    private final Steps steps;
    private final Map<String, String[]> byEvent = new ConcurrentHashMap<>();

    Reactions(EventLog log, Steps steps) {
        this.log = log;
        this.steps = steps;
    }

    /** Has a step made within the next event of a name. */
    void on(String event, String[] step) {
        byEvent.put(event, step);
    }

    /** Makes the step of an event, if there is one. */
    void to(String event) {
        String[] step = byEvent.remove(event);
        if (step == null) {
            return;
        }
        try {
            steps.make(step);
        } catch (Exception e) {
            log.add("threw " + Failures.name(e));
        }
    }
}
