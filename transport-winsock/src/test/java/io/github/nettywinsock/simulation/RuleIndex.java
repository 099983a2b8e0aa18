package io.github.nettywinsock.simulation;

import java.io.IOException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which rules the simulation keeps and which tests show, as {@link Rules} says. */
public final class RuleIndex {
    private final Map<String, Set<String>> kept = new TreeMap<>();
    private final Map<String, Set<String>> shown = new TreeMap<>();
    private final Set<String> onlySimulated = new TreeSet<>();

    private RuleIndex() {}

    /** Reads all classes of this package. */
    public static RuleIndex read() throws IOException {
        RuleIndex index = new RuleIndex();
        for (Class<?> type : classes()) {
            boolean tests = WindowsRules.class.isAssignableFrom(type);
            Map<String, Set<String>> rules = tests ? index.shown : index.kept;
            add(rules, type, type.getSimpleName());
            for (Method method : type.getDeclaredMethods()) {
                add(rules, method, tests ? test(method) : type.getSimpleName());
                if (method.isAnnotationPresent(OnlySimulated.class) || type.isAnnotationPresent(OnlySimulated.class)) {
                    index.onlySimulated.add(test(method));
                }
            }
        }
        return index;
    }

    /** The classes of the simulation that keep a rule. */
    public Set<String> kept(String id) {
        return kept.getOrDefault(id, Set.of());
    }

    /** The tests that show a rule. */
    public Set<String> shown(String id) {
        return shown.getOrDefault(id, Set.of());
    }

    /** Whether a real Windows is asked too. */
    public boolean isAsked(String id) {
        return !onlySimulated.containsAll(shown(id));
    }

    /** All ids that are named anywhere. */
    Set<String> named() {
        Set<String> named = new TreeSet<>(kept.keySet());
        named.addAll(shown.keySet());
        return named;
    }

    /** The name of a test of rules. */
    public static String test(Method method) {
        return method.getDeclaringClass().getSimpleName() + '.' + method.getName();
    }

    private static void add(Map<String, Set<String>> rules, AnnotatedElement element, String name) {
        Rules named = element.getAnnotation(Rules.class);
        if (named != null) {
            for (String id : named.value()) {
                rules.computeIfAbsent(id, key -> new TreeSet<>()).add(name);
            }
        }
    }

    private static List<Class<?>> classes() throws IOException {
        Path home = home();
        if (Files.isDirectory(home)) {
            return classes(home);
        }
        try (FileSystem jar = FileSystems.newFileSystem(home, (ClassLoader) null)) {
            return classes(jar.getPath("/"));
        }
    }

    private static Path home() {
        try {
            return Paths.get(Rules.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Class<?>> classes(Path home) throws IOException {
        String name = Rules.class.getPackageName();
        List<Class<?>> classes = new ArrayList<>();
        try (Stream<Path> files = Files.list(home.resolve(name.replace('.', '/')))) {
            List<String> names = files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".class"))
                    .map(file -> name + '.' + file.substring(0, file.length() - ".class".length()))
                    .collect(Collectors.toList());
            for (String type : names) {
                classes.add(Class.forName(type, false, Rules.class.getClassLoader()));
            }
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
        return classes;
    }
}
