package dev.pagewalk.testbench.tutorial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.testbench.junit.Failures;
import dev.pagewalk.testbench.platform.CosimPlatform;
import dev.pagewalk.testbench.platform.HostStack;
import dev.pagewalk.testbench.platform.Workspace;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tutorial pages show code that is compiled and run here, and messages that come as they say. */
@Tag("smoke")
class TutorialPagesTest {
    private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final Pattern MESSAGE = Pattern.compile("```\nownership: (.*?)```", Pattern.DOTALL);
    private static final Path PAGES = Workspace.root().resolve("docs/tutorials");
    private static final Path SOURCES =
            Workspace.root().resolve("testbenches/src/test/java/dev/pagewalk/testbench/tutorial");

    @ParameterizedTest
    @CsvSource({
        "first-cosim-test.md, FirstCosimTest.java",
        "port-a-driver.md, PortedDriver.java PortedDriverTest.java WrongOrder.java",
        "read-a-waveform.md, FirstRead.java"
    })
    void shouldQuoteOnlyCodeThatIsCompiledAndRun(String page, String sources) throws IOException {
        StringBuilder compiled = new StringBuilder();
        for (String source : sources.split(" ", -1)) {
            compiled.append(plain(Files.readString(SOURCES.resolve(source)))).append('\n');
        }
        Matcher blocks = JAVA.matcher(Files.readString(PAGES.resolve(page)));
        int count = 0;
        while (blocks.find()) {
            count++;
            assertThat(compiled.toString()).contains(plain(blocks.group(1)));
        }
        assertThat(count).isPositive();
    }

    /** Without indentation and line breaks, so that a page may show the inside of a class at its margin. */
    private static String plain(String code) {
        return code.lines().map(String::strip).filter(line -> !line.isEmpty()).reduce("", (a, b) -> a + b + "\n");
    }

    @Test
    void shouldFailInTheWrongOrderWithTheMessageThatThePageShows() throws IOException {
        List<String> lines = Failures.of(WrongOrder.class, "frees", CosimPlatform.class, HostStack.class)
                .lines();
        Matcher message = MESSAGE.matcher(Files.readString(PAGES.resolve("port-a-driver.md")));

        assertThat(message.find()).isTrue();
        List<String> shown = message.group().lines().skip(1).toList();
        assertThat(lines.get(0))
                .as("the claim in docs/tutorials/port-a-driver.md")
                .isEqualTo(shown.get(0));
        for (String name :
                List.of("expected: ", "actual:   ", "cycle:    ", "record hash: ", "bundle: ", "waveform: ")) {
            assertThat(shown).anyMatch(line -> line.startsWith(name));
            assertThat(lines).anyMatch(line -> line.startsWith(name));
        }
    }

    @Test
    void shouldBeLinkedFromTheIndex() throws IOException {
        String index = Files.readString(Workspace.root().resolve("docs/index.md"));
        try (var pages = Files.list(PAGES)) {
            assertThat(pages.filter(page -> page.toString().endsWith(".md")))
                    .isNotEmpty()
                    .allSatisfy(page -> assertThat(index).contains("tutorials/" + page.getFileName()));
        }
    }
}
