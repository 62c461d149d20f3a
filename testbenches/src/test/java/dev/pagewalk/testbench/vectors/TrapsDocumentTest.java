package dev.pagewalk.testbench.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** docs/traps.md names, for every row, scenarios and test classes that exist. */
class TrapsDocumentTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final int ROWS = 54;

    @Test
    void shouldNameOnlyScenariosAndTestsThatExist() throws IOException {
        Set<String> ids = DirectedScenariosTest.FILES.stream()
                .flatMap(file -> ConformanceFiles.read(file).stream())
                .map(scenario -> scenario.id().substring(2))
                .collect(Collectors.toSet());
        Set<String> classes = testClasses();

        for (String row : rows()) {
            Matcher names = CODE.matcher(shown(row));
            while (names.find()) {
                String name = names.group(1);
                boolean command = name.equals("setup") || name.equals("doctor");
                boolean known = command || classes.contains(name) || matches(ids, name);
                assertThat(known).as("%s in: %s", name, row).isTrue();
            }
        }
    }

    @Test
    void shouldLeaveNoRowWithoutAnAnswer() throws IOException {
        assertThat(rows()).hasSize(ROWS).allSatisfy(row -> {
            String shown = shown(row);
            assertThat(CODE.matcher(shown).find() || shown.startsWith("the rows") || shown.startsWith("no behaviour"))
                    .as(row)
                    .isTrue();
        });
    }

    /** The last column. */
    private static String shown(String row) {
        String text = row.substring(0, row.lastIndexOf('|'));
        return text.substring(text.lastIndexOf('|') + 1).strip();
    }

    private static boolean matches(Set<String> ids, String name) {
        Pattern pattern = Pattern.compile(name.replace("*", ".*"));
        return ids.stream().anyMatch(id -> pattern.matcher(id).matches());
    }

    private static List<String> rows() throws IOException {
        return Files.readAllLines(ROOT.resolve("docs/traps.md")).stream()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| row "))
                .toList();
    }

    private static Set<String> testClasses() throws IOException {
        try (Stream<Path> modules =
                Stream.of("hdl/rtl", "testbenches", "jni-bridge").map(ROOT::resolve)) {
            return modules.map(module -> module.resolve("src/test/java"))
                    .flatMap(TrapsDocumentTest::names)
                    .collect(Collectors.toSet());
        }
    }

    private static Stream<String> names(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("Test.java"))
                    .map(name -> name.substring(0, name.length() - ".java".length()))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
