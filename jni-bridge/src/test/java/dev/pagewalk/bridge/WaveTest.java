package dev.pagewalk.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pagewalk.bridge.build.ModelBuilder;
import dev.pagewalk.bridge.build.ModelLibrary;
import dev.pagewalk.bridge.build.ToolChain;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

class WaveTest {
    private static final int TICKS_PER_CYCLE = 10;
    private static final int CYCLES = 700;

    @TempDir
    private static Path tools;

    private static Path reader;

    @TempDir
    private Path folder;

    @BeforeAll
    static void buildReader() throws Exception {
        Path source = tools.resolve("fst_changes.cpp");
        try (InputStream in = WaveTest.class.getResourceAsStream("/fst_changes.cpp")) {
            Files.write(source, in.readAllBytes());
        }
        reader = tools.resolve("fst_changes");
        Path include = ToolChain.detect().verilatorRoot().resolve("include");
        run(List.of(
                "g++",
                "-w",
                "-I",
                include.toString(),
                "-I",
                include.resolve("gtkwave").toString(),
                "-o",
                reader.toString(),
                source.toString(),
                "-lz",
                "-pthread"));
    }

    private static List<String> run(List<String> command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertThat(process.waitFor()).as(String.join("\n", lines)).isZero();
        return lines;
    }

    /** Values of all signals at the end of every tick of a stretch of cycles. */
    private static Map<Long, Map<String, String>> states(Path file, long from, long to) throws Exception {
        Map<Long, List<String[]>> changes = new TreeMap<>();
        for (String line : run(List.of(reader.toString(), file.toString()))) {
            String[] words = line.split(" ");
            changes.computeIfAbsent(Long.parseLong(words[0]), time -> new ArrayList<>())
                    .add(words);
        }
        Map<Long, Map<String, String>> states = new TreeMap<>();
        Map<String, String> state = new HashMap<>();
        changes.forEach((time, list) -> {
            list.forEach(words -> state.put(words[1], words[2]));
            if (time >= from * TICKS_PER_CYCLE && time < to * TICKS_PER_CYCLE) {
                states.put(time, Map.copyOf(state));
            }
        });
        return states;
    }

    private long traced(Path... files) throws IOException {
        try (Model model = Model.open(StandIn.library(), new ModelContext().seed(9))) {
            Traffic.submit(model);
            if (files.length == 1) {
                model.waves(files[0], 0, Model.FOREVER);
            } else if (files.length == 2) {
                model.waves(files[0], 100, 160);
                model.waves(files[1], 400, 450);
            }
            model.run(CYCLES, Stop.NONE, new Recording());
            model.stopWaves();
            return model.recordHash();
        }
    }

    @Test
    void shouldShowInWindowsWhatTheFullTraceShows() throws Exception {
        Path full = folder.resolve("full.fst");
        Path first = folder.resolve("first.fst");
        Path second = folder.resolve("second.fst");

        long hash = traced();
        assertThat(traced(full)).isEqualTo(hash);
        assertThat(traced(first, second)).isEqualTo(hash);

        Map<Long, Map<String, String>> wanted = states(full, 100, 160);
        assertThat(wanted).hasSize(2 * 60);
        assertThat(wanted.values().iterator().next()).hasSizeGreaterThan(200);
        assertThat(states(first, 0, CYCLES)).isEqualTo(wanted);
        assertThat(states(second, 0, CYCLES)).isEqualTo(states(full, 400, 450));
    }

    @Test
    void shouldRunNothingOfTheWaveformWriterOutsideWindows() {
        try (Model model = Model.open(StandIn.library(), new ModelContext().seed(9))) {
            Traffic.submit(model);
            model.run(100, Stop.NONE, new Recording());
            assertThat(model.waveDumps()).isZero();
            model.waves(folder.resolve("window.fst"), 150, 170);
            model.run(50, Stop.NONE, new Recording());
            assertThat(model.waveDumps()).isZero();
            model.run(CYCLES, Stop.NONE, new Recording());
            assertThat(model.waveDumps()).isEqualTo(2 * 20);
        }
    }

    @Test
    @Tag("F7")
    void shouldRefuseWavesOfLibraryBuiltWithoutThem() {
        Path source = StandIn.publish(StandIn.cache().resolve("standin-source"));
        ModelLibrary plain = new ModelBuilder(StandIn.cache())
                .options(StandIn.options().withOptimisation("-O0").withoutWaves())
                .build(source);
        Path file = folder.resolve("none.fst");

        try (Model model = Model.open(plain, new ModelContext())) {
            assertThatThrownBy(() -> model.waves(file, 0, 10))
                    .isInstanceOf(BridgeException.class)
                    .hasMessage("not compiled into this library: waveforms: the library was built without FST: file="
                            + file);
        }
        assertThat(file).doesNotExist();
    }

    @Test
    void shouldRefuseWindowThatIsOverOrOverlapsOrCannotBeWritten() {
        try (Model model = Model.open(StandIn.library(), new ModelContext())) {
            model.advance(50, Stop.NONE);
            Path file = folder.resolve("a.fst");

            assertThatThrownBy(() -> model.waves(file, 10, 20))
                    .hasMessageContaining("waveform window refused: from=10, to=20, now=50");
            assertThatThrownBy(() -> model.waves(file, 60, 60)).hasMessageContaining("waveform window refused");
            model.waves(file, 60, 70);
            assertThatThrownBy(() -> model.waves(file, 69, 80))
                    .hasMessageContaining("waveform window overlaps the one before: from=69, end before=70");
            assertThatThrownBy(() -> model.waves(folder.resolve("no/b.fst"), 80, 90))
                    .hasMessageContaining("waveform not writable: file=");
        }
    }
}
