package dev.pagewalk.bridge.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pagewalk.bridge.StandIn;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

class ModelBuilderTest {
    private static final int PATIENCE_SECONDS = 60;

    @TempDir
    private Path folder;

    private Path source;
    private Path cache;
    private FakeTools tools;

    @BeforeEach
    void publish() {
        source = StandIn.publish(folder.resolve("published"));
        cache = folder.resolve("cache");
        tools = new FakeTools(folder.resolve("tools"));
    }

    private ModelBuilder builder(ToolChain chain) {
        return new ModelBuilder(cache).tools(chain);
    }

    private List<String> cached() throws IOException {
        if (!Files.exists(cache)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(cache)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.endsWith(".lock") && !name.startsWith("runtime"))
                    .toList();
        }
    }

    @Test
    void shouldBuildOnceAndNameTheStages() throws IOException {
        List<String> stages = new ArrayList<>();
        ModelBuilder builder = builder(tools.working()).progress((stage, done, total) -> stages.add(stage));

        ModelLibrary first = builder.build(source);
        ModelLibrary second = builder.build(source);

        assertThat(second).isEqualTo(first);
        assertThat(tools.verilations()).isEqualTo(1);
        assertThat(first.file()).exists();
        assertThat(stages).containsSubsequence("checking tools", "verilating StandIn", "compiling", "linking");
        assertThat(cached()).containsExactly(first.folder().getFileName().toString());
    }

    @Test
    void shouldBuildAnewWhenVerilogOrWaiversOrToolsOrFlagsChange() throws IOException {
        ToolChain chain = tools.working();
        List<String> keys = new ArrayList<>();
        keys.add(builder(chain).build(source).key());
        Files.writeString(source.resolve("StandIn.v"), "// changed");
        keys.add(builder(chain).build(source).key());
        Files.writeString(source.resolve("waivers.vlt"), "// changed");
        keys.add(builder(chain).build(source).key());
        keys.add(builder(chain)
                .options(BuildOptions.DEFAULT.withOptimisation("-O2"))
                .build(source)
                .key());
        ToolChain newer = new ToolChain(chain.verilator(), chain.compiler(), "5.020", "12.2.0", chain.verilatorRoot());
        keys.add(builder(newer).build(source).key());

        assertThat(keys).doesNotHaveDuplicates();
    }

    @Test
    void shouldBuildOnceWhenTwoAskAtOnce() throws Exception {
        ToolChain chain = tools.with("sleep 0.05\n");
        Callable<ModelLibrary> task = () -> builder(chain).build(source);
        ExecutorService executor = Executors.newFixedThreadPool(3);
        try {
            for (Future<ModelLibrary> library : executor.invokeAll(List.of(task, task, task))) {
                assertThat(library.get().file()).exists();
            }
        } finally {
            executor.shutdown();
        }
        assertThat(tools.verilations()).isEqualTo(1);
    }

    @Test
    void shouldLeaveNothingBehindAndShowTheOutputWhenTheCompilerFails() throws IOException {
        ToolChain chain = tools.with("case \"$*\" in *pw_model*) echo no such luck; exit 3;; esac\n");

        assertThatThrownBy(() -> builder(chain).build(source))
                .isInstanceOf(BuildException.class)
                .hasMessage("pw_model.cpp failed: status=3\nno such luck");
        assertThat(cached()).isEmpty();
    }

    @Test
    void shouldLeaveNothingBehindWhereAChildOfTheFailedCompilerStillWrites() throws IOException {
        String writes = "(i=0; while [ $i -lt 2000 ]; do echo late > late$i; i=$((i+1)); done) &";
        ToolChain chain = tools.with("case \"$*\" in *pw_model*) " + writes + " exit 3;; esac\n");

        assertThatThrownBy(() -> builder(chain).build(source)).isInstanceOf(BuildException.class);
        assertThat(cached()).isEmpty();
    }

    @Test
    void shouldRemoveWhatAKilledBuildLeft() throws IOException {
        ModelLibrary library = builder(tools.working()).build(source);
        Path stale = cache.resolve(".building-" + library.folder().getFileName() + "-1");
        Path older = cache.resolve(".building-StandIn-standin-0000-999999999");
        Path running = cache.resolve(".building-StandIn-standin-0000-1");
        Files.createDirectories(older);
        Files.createDirectories(running);
        Files.createDirectories(stale.resolve("generated"));
        Files.delete(library.folder().resolve("key"));

        builder(tools.working()).build(source);

        assertThat(stale).doesNotExist();
        assertThat(older).doesNotExist();
        assertThat(cached())
                .containsExactlyInAnyOrder(
                        library.folder().getFileName().toString(),
                        running.getFileName().toString());
    }

    @Test
    void shouldLeaveNothingHalfWrittenWhenTheBuildIsEndedBySignal() throws Exception {
        tools.with("echo $$ >> " + folder.resolve("compilers") + "\nexec sleep 600\n");
        Process build = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        SlowBuild.class.getName(),
                        folder.toString())
                .inheritIO()
                .start();
        awaitLines(folder.resolve("compilers"));

        build.destroy();

        assertThat(build.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(build.exitValue()).isNotZero();
        assertThat(cached()).isEmpty();
        for (String line : Files.readAllLines(folder.resolve("compilers"))) {
            assertThat(ProcessHandle.of(Long.parseLong(line)).filter(ProcessHandle::isAlive))
                    .isEmpty();
        }
        assertThat(builder(tools.working()).build(source).file()).exists();
    }

    private static void awaitLines(Path file) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!Files.exists(file) || Files.size(file) == 0) {
            assertThat(System.nanoTime()).isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    @Test
    void shouldRefuseFolderWithoutPublishedTop() {
        assertThatThrownBy(() -> builder(tools.working()).build(folder))
                .hasMessage("no published top: missing=" + folder.resolve("ports.json"));
    }

    @Test
    void shouldSayInOneLineThatTheCacheCannotBeWritten() throws IOException {
        Files.writeString(cache, "a file where the folder should be");

        assertThatThrownBy(() -> builder(tools.working()).build(source))
                .isInstanceOf(BuildException.class)
                .hasMessageStartingWith("library folder not writable: folder=" + cache);
    }

    @Test
    void shouldRefuseDesignThatVerilatorWarnsAbout() throws IOException {
        Files.delete(source.resolve("waivers.vlt"));

        assertThatThrownBy(() -> new ModelBuilder(cache).build(source))
                .isInstanceOf(BuildException.class)
                .hasMessageContaining("verilator failed")
                .hasMessageContaining("UNUSEDSIGNAL");
    }

    @Test
    void shouldRefuseDataWidthThatNoBusModelHas() throws IOException {
        String ports = Files.readString(source.resolve("ports.json"));
        Files.writeString(
                source.resolve("ports.json"),
                ports.replace(
                        "\"m_axi_mem_wdata\", \"direction\": \"out\", \"width\": 64",
                        "\"m_axi_mem_wdata\", \"direction\": \"out\", \"width\": 128"));

        assertThatThrownBy(() -> builder(tools.working()).build(source))
                .hasMessage("data width not supported by the bus models: pin=m_axi_mem_wdata, width=128, supported=64");
    }
}
