package io.github.nettywinsock.simulation;

import io.github.nettywinsock.simulation.SecondBinds.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who may bind a port that another socket holds, by the {@linkplain #WAYS ways} of the first bind and of the second. */
public final class BindMatrix {
    /** How a port is bound: D, R or E for the default, SO_REUSEADDR and SO_EXCLUSIVEADDRUSE, W or S for the wildcard or not. */
    public static final List<String> WAYS = SecondBinds.WAYS;

    /** The rules of the first bind, in the order of the ways. */
    private static final List<String> RULES = List.of("R027", "R028", "R029", "R030", "R031", "R032");

    private static final Pattern TEST = Pattern.compile("BindRulesTest\\.\\w+\\((\\w+)\\)");
    private static final Pattern ANSWER = Pattern.compile("\"(\\w\\w) \\d+ but (\\d+)\"");
    private static final int PACKETS = 16;
    private static final Set<Kind> TCP = EnumSet.of(Kind.TCP, Kind.TCP_OF_INET6, Kind.LISTENER);
    private static final Map<Kind, String> WORDS = Map.of(
            Kind.TCP, "bound TCP", Kind.TCP_OF_INET6, "bound TCP of IPv6", Kind.UDP, "UDP", Kind.LISTENER, "listeners");

    private final Map<String, Map<String, Integer>> windows = new HashMap<>();

    /** By Wine, both binds and error: of which sockets Wine answers so. */
    private final Map<Integer, Map<String, Map<Integer, Set<Kind>>>> wines = new TreeMap<>();

    private BindMatrix() {}

    /** What the Windows in memory answers, and where Wine's answers are on record as others. */
    public static BindMatrix read() throws IOException {
        BindMatrix matrix = new BindMatrix();
        SimulatedWindows simulated = SimulatedWindows.inVirtualTime(1);
        try (Door door = new Door(simulated.ws2(), simulated.sockets(), simulated.newPort(PACKETS))) {
            for (String first : WAYS) {
                Map<String, Integer> errors = SecondBinds.after(door, Kind.TCP, first);
                for (Kind kind : Kind.values()) {
                    if (!SecondBinds.after(door, kind, first).equals(errors)) {
                        throw new IllegalStateException("a matrix of its own has " + kind);
                    }
                }
                matrix.windows.put(first, errors);
            }
        }
        for (int wine : RuleDifferences.WINES) {
            Map<String, Map<Integer, Set<Kind>>> answers = new TreeMap<>();
            RuleDifferences.ofWine(wine).all().forEach(difference -> addTo(answers, difference));
            matrix.wines.put(wine, answers);
        }
        return matrix;
    }

    private static void addTo(Map<String, Map<Integer, Set<Kind>>> answers, RuleDifferences.Difference difference) {
        Matcher test = TEST.matcher(difference.test);
        int first = RULES.indexOf(difference.rules.get(0));
        if (first >= 0 && test.matches()) {
            ANSWER.matcher(difference.answer)
                    .results()
                    .forEach(answer -> answers.computeIfAbsent(
                                    WAYS.get(first) + answer.group(1), key -> new TreeMap<>())
                            .computeIfAbsent(Integer.valueOf(answer.group(2)), key -> EnumSet.noneOf(Kind.class))
                            .add(Kind.valueOf(test.group(1))));
        }
    }

    /** The error of the second bind on Windows, or 0. */
    public int error(String first, String second) {
        return windows.get(first).get(second);
    }

    /** Which sockets get another error from Wine, by that error, by {@code "Wine 8"}, or by {@code "Wine"} where all agree. */
    public Map<String, Map<Integer, String>> differences(String first, String second) {
        Map<String, Map<Integer, String>> differences = new LinkedHashMap<>();
        wines.forEach((wine, answers) -> {
            Map<Integer, String> sockets = new TreeMap<>();
            answers.getOrDefault(first + second, Map.of()).forEach((error, kinds) -> sockets.put(error, words(kinds)));
            differences.put("Wine " + wine, sockets);
        });
        return Set.copyOf(differences.values()).size() > 1
                ? differences
                : Map.of("Wine", differences.values().iterator().next());
    }

    private static String words(Set<Kind> kinds) {
        Set<Kind> others = EnumSet.copyOf(kinds);
        List<String> words = new ArrayList<>();
        if (others.containsAll(TCP)) {
            others.removeAll(TCP);
            words.add("TCP");
        }
        others.forEach(kind -> words.add(WORDS.get(kind)));
        return String.join(", ", words);
    }
}
