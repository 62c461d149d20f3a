package dev.pagewalk.testbench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.ZipFile;

@Tag("smoke")
class BundleTest {
    @TempDir
    private Path folder;

    private Path bundle() throws IOException {
        Path journal = Files.writeString(folder.resolve("j"), "commands");
        return Bundle.write(folder.resolve("deep/bundle.zip"), journal, Map.of("seed", "7"), "it failed");
    }

    private void refuses(byte[] content, String why) throws IOException {
        Path file = Files.write(folder.resolve("other.zip"), content);

        assertThatThrownBy(() -> Bundle.read(file, folder.resolve("out")))
                .isInstanceOf(BundleException.class)
                .hasMessageStartingWith("bundle refused: file=" + file + ", ")
                .hasMessageContaining(why);
    }

    @Test
    void shouldGiveBackWhatWasPutIn() throws IOException {
        Map<String, String> facts = Bundle.read(bundle(), folder.resolve("out"));

        assertThat(facts).containsEntry("seed", "7");
        assertThat(folder.resolve("out").resolve(Bundle.JOURNAL)).hasContent("commands");
        assertThat(folder.resolve("out").resolve(Bundle.MESSAGE)).hasContent("it failed");
    }

    @Test
    void shouldBeAZipFileForEveryOtherTool() throws IOException {
        try (ZipFile zip = new ZipFile(bundle().toFile())) {
            assertThat(zip.size()).isEqualTo(3);
            assertThat(zip.getComment()).startsWith("pagewalk-bundle 0002 ");
        }
    }

    @Test
    void shouldBeTheSameFileForTheSameRun() throws IOException {
        byte[] first = Files.readAllBytes(bundle());

        assertThat(bundle()).hasBinaryContent(first);
    }

    @Test
    void shouldRefuseABundleWithoutJournal() throws IOException {
        Path bundle = Bundle.write(folder.resolve("a.zip"), folder.resolve("none"), Map.of(), "it failed");

        assertThatThrownBy(() -> Bundle.read(bundle, folder.resolve("out")))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("lacks a part: part=journal.pwj; the run wrote no journal, run it again");
    }

    @Test
    void shouldRefuseAFlippedBitAtEveryByte() throws IOException {
        byte[] whole = Files.readAllBytes(bundle());
        for (int at = 0; at < whole.length; at++) {
            byte[] flipped = whole.clone();
            flipped[at] ^= (byte) (1 << (at % 8));
            refuses(flipped, ";");
        }
    }

    @Test
    void shouldRefuseABundleCutOffAnywhere() throws IOException {
        byte[] whole = Files.readAllBytes(bundle());
        for (int bytes = 0; bytes < whole.length; bytes++) {
            refuses(Arrays.copyOf(whole, bytes), "copy it again from where the run was made");
        }
    }

    @Test
    void shouldNameTheOtherVersionAndTheWayOut() throws IOException {
        byte[] whole = Files.readAllBytes(bundle());
        String text = new String(whole, StandardCharsets.ISO_8859_1).replace("bundle 0002 ", "bundle 0009 ");

        refuses(
                text.getBytes(StandardCharsets.ISO_8859_1),
                "bundle of another version: version=0009, this Pagewalk reads=2;"
                        + " replay it with the commit that its facts.properties names");
    }

    @Test
    void shouldSayThatSomethingElseIsNoBundle() throws IOException {
        refuses("x".repeat(500).getBytes(StandardCharsets.US_ASCII), "not a bundle; give the bundle.zip");
    }

    @Test
    void shouldKeepTheEarlierBundleWhenTheNewOneCannotBeWritten() throws IOException {
        Path bundle = bundle();
        byte[] before = Files.readAllBytes(bundle);
        Path unreadable = Files.createDirectory(folder.resolve("deep/bundle.zip.part"));

        assertThatThrownBy(() -> Bundle.write(bundle, folder.resolve("j"), Map.of("seed", "8"), "again"))
                .isInstanceOf(IOException.class);
        assertThat(bundle).hasBinaryContent(before);
        assertThat(unreadable).doesNotExist();
    }
}
