package io.github.nettywinsock.documents;

/** What came of reading and setting an option: {@code GET/SET} or {@code GET/SET/KEPT}. */
final class Outcome {
    static final Outcome NOT_ON_RECORD = new Outcome("no/no");

    private final String get;
    private final String set;
    private final String kept;

    Outcome(String text) {
        String[] parts = text.split("/");
        get = parts[0];
        set = parts[1];
        kept = parts.length < 3 ? "" : parts[2];
    }

    /** Whether a value that was not there before was set and read back. */
    boolean isRoundTrip() {
        return kept.equals("kept");
    }

    /** Whether a value was set without an error. */
    boolean isAccepted() {
        return set.equals("ok");
    }

    /** No more than was seen. */
    String words() {
        if (this == NOT_ON_RECORD) {
            return "not on record";
        }
        if (isRoundTrip()) {
            return "round trip";
        }
        if (isAccepted()) {
            return kept.equals("other") ? "accepted, not kept" : "accepted";
        }
        if (set.equals("no")) {
            return get.equals("no") ? "not tried" : get.equals("ok") ? "read" : "refused " + get;
        }
        if (get.equals("ok")) {
            return "read, set refused " + set;
        }
        return get.equals("no") || get.equals(set) ? "refused " + set : "read refused " + get + ", set refused " + set;
    }
}
