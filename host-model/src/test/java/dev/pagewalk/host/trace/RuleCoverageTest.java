package dev.pagewalk.host.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

class RuleCoverageTest {

    private static final Pattern RULE_ROW = Pattern.compile("(?m)^\\| (S-[A-Z]+-\\d+) \\|");

    @Test
    void shouldCiteEveryRuleOfTheDocumentAndNoOther() throws IOException {
        Set<String> cited = new TreeSet<>();
        for (Class<?> testClass : TestClasses.all()) {
            for (Method method : testClass.getDeclaredMethods()) {
                Rule rule = method.getAnnotation(Rule.class);
                cited.addAll(rule == null ? Set.of() : Arrays.asList(rule.value()));
            }
        }

        assertThat(cited).isEqualTo(documented());
    }

    private static Set<String> documented() throws IOException {
        Path root = Path.of(System.getProperty("pagewalk.root", ".."));
        Matcher rows = RULE_ROW.matcher(Files.readString(root.resolve("docs/windows-semantics.md")));
        Set<String> rules = new TreeSet<>();
        while (rows.find()) {
            rules.add(rows.group(1));
        }
        return rules;
    }
}
