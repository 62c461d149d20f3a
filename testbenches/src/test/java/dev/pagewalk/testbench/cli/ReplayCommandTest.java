package dev.pagewalk.testbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pagewalk.testbench.cli.FailedRun.Printed;
import dev.pagewalk.testbench.platform.PlatformContext;
import dev.pagewalk.testbench.report.Bundle;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;

@Tag("smoke")
class ReplayCommandTest {
    private static final int SAMPLED_BYTES = 97;

    @TempDir
    private static Path shared;

    private static FailedRun failed;

    @TempDir
    private Path folder;

    @BeforeAll
    static void fail() throws IOException {
        failed = new FailedRun(shared, new PlatformContext().seed(8));
    }

    @Test
    void shouldEndTheMessageWithTheReplayWhereTheCommandLineCannotPlantTheBug() {
        assertThat(failed.outcome.message()).endsWith("./pagewalk replay " + failed.bundle());
    }

    @Test
    void shouldReachTheHashOfTheFailedRunAndShowItsWindow() throws IOException {
        Path json = folder.resolve("deep/replay.json");
        Printed replay = FailedRun.execute("replay", failed.bundle().toString(), "--json", json.toString());

        assertThat(replay.status()).as(replay.err()).isZero();
        assertThat(replay.out())
                .contains("hash         " + failed.hash())
                .contains("DMA write", "second stage L0: leaf to", "memory     write", "answered   OKAY after")
                .contains("replay.fst", "replay.gtkw", "replay-timeline.txt", "replay-trace.json", "gtkwave ");
        JsonNode result = new ObjectMapper().readTree(json.toFile());
        assertThat(result.get("same").asBoolean()).isTrue();
        assertThat(result.get("hash").asText()).isEqualTo(failed.hash());
        String save =
                Files.readString(Path.of(result.get("files").get("save file").asText()));
        long marker = failed.outcome.violation().cycle() * 10 + 5;
        assertThat(save)
                .contains("*-8.000000 " + marker + " " + marker)
                .contains("-device requests", "-translated traffic", "-walks and queues", "-host at memory");
    }

    @Test
    void shouldKnowABundleByItsContent() throws IOException {
        Path renamed = Files.copy(failed.bundle(), folder.resolve("issue-17.bundle"));

        assertThat(FailedRun.execute("replay", renamed.toString()).status()).isZero();
    }

    @Test
    void shouldShowOnlyTheWindowThatIsAskedFor() throws IOException {
        Path json = folder.resolve("replay.json");
        String bundle = failed.bundle().toString();
        Printed replay =
                FailedRun.execute("replay", bundle, "--from", "12000", "--to", "12100", "--json", json.toString());

        assertThat(replay.status()).as(replay.err()).isZero();
        assertThat(replay.out()).contains("window       12000 to 12100", "hash         " + failed.hash());
        JsonNode files = new ObjectMapper().readTree(json.toFile()).get("files");
        List<String> timeline = Files.readAllLines(Path.of(files.get("timeline").asText()));
        assertThat(timeline).isNotEmpty().allSatisfy(line -> assertThat(
                        Long.parseLong(line.strip().split(" ", 2)[0]))
                .isBetween(11_000L, 12_100L));
        assertThat(Path.of(files.get("waveform").asText())).isNotEmptyFile();
    }

    @Test
    void shouldReplayTheBundleOfACanaryBuildOnTheSameLibrary() throws IOException {
        PlatformContext context = new PlatformContext().seed(3).withCanaries();
        FailedRun canary = new FailedRun(folder, context);

        Printed replay = FailedRun.execute("replay", canary.bundle().toString());

        assertThat(replay.status()).as(replay.err()).isZero();
        assertThat(replay.out()).contains("hash         " + canary.hash());
    }

    @Test
    void shouldRefuseAFileThatIsNotThereOrNoFile() {
        refuses("no such file: ", folder.resolve("none.zip").toString());
        refuses("not a file: /dev/zero", "/dev/zero");
    }

    @Test
    void shouldRefuseAFileThatIsNoBundleOrJournal() throws IOException {
        Path bundle = Files.writeString(folder.resolve("x.zip"), "nothing".repeat(40));
        refuses("bundle refused: file=" + bundle + ", not a bundle; give the bundle.zip", bundle.toString());
        Path journal = Files.writeString(folder.resolve("x.pwj"), "nothing".repeat(40));
        refuses("journal refused: file=" + journal, journal.toString());
    }

    @Test
    void shouldRefuseAWindowThatIsEmptyOrBeyondTheRun() {
        String bundle = failed.bundle().toString();
        refuses("empty window: from=9, to=9", bundle, "--from", "9", "--to", "9");
        refuses("the window begins after the run: from=99999999, cycles of the run=", bundle, "--from", "99999999");
    }

    @Test
    void shouldRefuseABundleThatWasChangedOrCutOffAnywhere() throws IOException {
        byte[] whole = Files.readAllBytes(failed.bundle());
        Path other = folder.resolve("other.zip");
        for (int at = 0; at < whole.length; at += whole.length / SAMPLED_BYTES) {
            byte[] flipped = whole.clone();
            flipped[at] ^= (byte) (1 << (at % 8));
            Files.write(other, flipped);
            refuses("bundle refused: file=" + other + ", ", other.toString());
            Files.write(other, Arrays.copyOf(whole, at));
            refuses("bundle refused: file=" + other + ", ", other.toString());
        }
    }

    @Test
    void shouldNameTheCommitThatReplaysAJournalOfAnotherBuild() throws IOException {
        Path other =
                withHead(Map.of("key=[0-9a-f]+", "key=00000000"), "note.run.commit=\\w+", "note.run.commit=abc123");
        refuses(
                "the run belongs to another build: file=" + other + ", configuration=small, library=00000000",
                other.toString());
        assertThat(FailedRun.execute("replay", other.toString()).err())
                .contains("; git checkout abc123 and replay it there, with the same tools (./pagewalk doctor)");
    }

    @Test
    void shouldNameTheConfigurationThatThisCheckoutDoesNotHave() throws IOException {
        Path other = withHead(Map.of("key=[0-9a-f]+", "key=00000000"), "configuration=small", "configuration=huge");
        refuses(
                "the run belongs to another build: file=" + other + ", configuration=huge, known here=small,",
                other.toString());
    }

    /** The journal of the failed run with other lines in its head, and the check sum that belongs to them. */
    private Path withHead(Map<String, String> also, String line, String replacement) throws IOException {
        byte[] whole = Files.readAllBytes(shared.resolve("journal.pwj"));
        int length = ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).getInt(8);
        String head = new String(whole, 16, length, StandardCharsets.UTF_8).replaceFirst(line, replacement);
        for (Map.Entry<String, String> entry : also.entrySet()) {
            head = head.replaceFirst(entry.getKey(), entry.getValue());
        }
        byte[] text = head.getBytes(StandardCharsets.UTF_8);
        CRC32 sum = new CRC32();
        sum.update(text);
        ByteBuffer out =
                ByteBuffer.allocate(whole.length - length + text.length).order(ByteOrder.LITTLE_ENDIAN);
        out.put(whole, 0, 8).putInt(text.length).putInt((int) sum.getValue()).put(text);
        out.put(whole, 16 + length, whole.length - 16 - length);
        return Files.write(folder.resolve("other.pwj"), out.array());
    }

    @Test
    void shouldRefuseAJournalWithAnotherHash() throws IOException {
        Path inside = folder.resolve("inside");
        Map<String, String> facts = new TreeMap<>(Bundle.read(failed.bundle(), inside));
        facts.put("hash", "0123456789abcdef");
        Path other = Bundle.write(folder.resolve("other.zip"), inside.resolve(Bundle.JOURNAL), facts, "text");

        Printed replay = FailedRun.execute("replay", other.toString());

        assertThat(replay.status()).isEqualTo(ExitStatus.FAILED);
        assertThat(replay.err()).startsWith("pagewalk: replay differs from the run: hash expected=0123456789abcdef");
    }

    private static void refuses(String message, String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "replay";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        Printed replay = FailedRun.execute(all);
        assertThat(replay.err()).startsWith("pagewalk: " + message);
        assertThat(replay.err().lines()).hasSize(1);
        assertThat(replay.status()).isEqualTo(ExitStatus.USAGE);
    }
}
