package dev.pagewalk.testbench.explain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class IndexTest {
    @TempDir
    private Path folder;

    @Test
    void shouldFindAListItemWithItsContinuation() throws IOException {
        Files.writeString(folder.resolve("a.md"), "# Rules\n- S-X-1 first\n  and more\n- S-X-10 other\n");

        List<Passage> found = new MarkdownIndex(folder).find("s-x-1");

        assertThat(found).containsExactly(new Passage("a.md", 2, "Rules", "S-X-1 first and more"));
    }

    @Test
    void shouldFindARowWithItsColumns() throws IOException {
        Files.writeString(
                folder.resolve("b.md"), "## T\n| id | what |\n|---|---|\n| B3 | stale fill |\n| B30 | no |\n");

        List<Passage> found = new MarkdownIndex(folder).find("B3");

        assertThat(found).containsExactly(new Passage("b.md", 4, "T", "id: B3\nwhat: stale fill"));
    }

    @Test
    void shouldNameTheTestWhoseAnnotationOrBodyCitesTheCode() throws IOException {
        Path tests = Files.createDirectories(folder.resolve("m/src/test/java"));
        Files.writeString(
                tests.resolve("FooTest.java"),
                """
                class FooTest {
                    void shouldOne() { cite("B3"); }

                    @Rule("S-X-1")
                    void shouldTwo() {}
                }
                """);

        assertThat(new TestIndex(folder).find("B3")).containsExactly("FooTest.shouldOne");
        assertThat(new TestIndex(folder).find("S-X-1")).containsExactly("FooTest.shouldTwo");
        assertThat(new TestIndex(folder).find("S-X")).isEmpty();
    }
}
