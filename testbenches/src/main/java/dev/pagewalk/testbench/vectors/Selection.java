package dev.pagewalk.testbench.vectors;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which scenarios to play: {@code cat=…,uses=…,id=…}. Terms of different keys must all hold; of several terms with
 * the same key one must.
 */
public final class Selection {
    /** Plays everything. */
    public static final Selection ALL = new Selection(Map.of());

    private static final Set<String> KEYS = Set.of("cat", "uses", "id", "profile");

    private final Map<String, Set<String>> terms;

    private Selection(Map<String, Set<String>> terms) {
        this.terms = terms;
    }

    /** Parses the argument of {@code --only}; anything that cannot select is an {@link IllegalArgumentException}. */
    public static Selection parse(String text) {
        Map<String, Set<String>> terms = new HashMap<>();
        for (String term : text.split(",", -1)) {
            int equals = term.indexOf('=');
            String key = equals < 0 ? term : term.substring(0, equals);
            String value = equals < 0 ? "" : term.substring(equals + 1);
            if (!KEYS.contains(key) || value.isEmpty()) {
                throw new IllegalArgumentException(
                        "cannot select by '" + term + "': expected cat=, uses=, id= or profile= and a value");
            }
            if (key.equals("uses") && !Profiles.USES.contains(value)) {
                throw new IllegalArgumentException("cannot select by '" + term + "': no such feature");
            }
            terms.computeIfAbsent(key, unused -> new HashSet<>()).add(value);
        }
        return new Selection(terms);
    }

    public boolean accepts(Scenario scenario) {
        return anyOf("cat", Set.of(scenario.category()))
                && anyOf("uses", scenario.uses())
                && anyOf("id", Set.of(scenario.id()))
                && anyOf("profile", Set.of(scenario.config().profile()));
    }

    private boolean anyOf(String key, Set<String> values) {
        Set<String> wanted = terms.get(key);
        return wanted == null || wanted.stream().anyMatch(values::contains);
    }
}
