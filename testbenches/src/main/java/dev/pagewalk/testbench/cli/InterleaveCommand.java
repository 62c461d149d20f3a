package dev.pagewalk.testbench.cli;

import dev.pagewalk.bridge.build.BuildException;
import dev.pagewalk.bridge.command.RtlCanary;
import dev.pagewalk.hdl.rtl.config.Canary;
import dev.pagewalk.hdl.rtl.config.NamedConfiguration;
import dev.pagewalk.testbench.interleaving.Interleaving;
import dev.pagewalk.testbench.interleaving.InterleavingRun;
import dev.pagewalk.testbench.interleaving.InterleavingScenario;
import dev.pagewalk.testbench.interleaving.Shrinker;
import dev.pagewalk.testbench.platform.Models;
import dev.pagewalk.testbench.platform.PlatformContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;

/** {@code interleave}: random orders of host calls, device traffic and memory latencies; a failing one is made small. */
@Command(
        name = "interleave",
        mixinStandardHelpOptions = true,
        description = "Runs random interleavings of host and devices; shrinks one that fails.")
public final class InterleaveCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "FILE", description = "An interleaving that was written before.")
    private Path file;

    @Option(names = "--config", paramLabel = "NAME", defaultValue = PlatformContext.DEFAULT_CONFIGURATION)
    private String configuration;

    @Option(names = "--seed", paramLabel = "NUMBER", defaultValue = "1", description = "The first seed.")
    private long seed;

    @Option(names = "--seeds", paramLabel = "COUNT", defaultValue = "1", description = "How many seeds.")
    private int seeds;

    @Option(names = "--size", paramLabel = "COUNT", defaultValue = "" + InterleavingScenario.DEFAULT_SIZE)
    private int size;

    @Option(names = "--canary", paramLabel = "NAME", description = "Plants a bug in the RTL, to see it found.")
    private String canary;

    @Option(names = "--runs", paramLabel = "COUNT", defaultValue = "" + Shrinker.DEFAULT_RUNS)
    private int runs;

    @Option(names = "--seconds", paramLabel = "COUNT", defaultValue = "" + Shrinker.DEFAULT_SECONDS)
    private int seconds;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (!NamedConfiguration.labels().contains(configuration)) {
            throw wrong("unknown configuration: name=" + configuration + ", known="
                    + String.join(",", NamedConfiguration.labels()));
        }
        if (seeds < 1 || size < 1) {
            throw wrong("--seeds and --size are at least 1: seeds=" + seeds + ", size=" + size);
        }
        try (Progress progress = Progress.standard()) {
            InterleavingRun run = prepared(progress);
            if (file != null) {
                return one(new InterleavingScenario(Interleaving.read(file), file), run, progress);
            }
            for (long next = seed; next < seed + seeds; next++) {
                progress.stage("seed " + next);
                int status = one(new InterleavingScenario(next, size), run, progress);
                if (status != ExitStatus.OK) {
                    return status;
                }
            }
            return ExitStatus.OK;
        } catch (BuildException e) {
            throw CommandException.environment(e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw CommandException.usage(e.getMessage());
        } catch (IOException | UncheckedIOException e) {
            throw CommandException.environment("cannot read or write: " + e.getMessage(), e);
        }
    }

    private InterleavingRun prepared(Progress progress) {
        Models models = Models.standard((stage, done, total) -> progress.stage(stage));
        InterleavingRun run = new InterleavingRun(configuration, models)
                .progress(progress::step)
                .shrinking(runs, seconds);
        if (canary != null) {
            int code = code(canary.toUpperCase(Locale.ROOT));
            run.prepare((options, platform) -> {
                platform.withCanaries();
                options.prepare(started -> started.plant(new RtlCanary(code)));
            });
        }
        return run;
    }

    private int one(InterleavingScenario scenario, InterleavingRun run, Progress progress) throws IOException {
        long number = scenario.interleaving().seed();
        PrintWriter out = spec.commandLine().getOut();
        try (RunFolder folder = RunFolder.claim("interleaving-" + configuration + "-" + number)) {
            InterleavingRun.Result result = run.run(scenario, folder.path());
            progress.close();
            if (result.passed()) {
                out.printf(
                        "seed %d: passed, %d operations, %d bursts, %d cycles%n",
                        number,
                        scenario.interleaving().operations().size(),
                        scenario.transfers(),
                        result.outcome().result().cycles());
                out.flush();
                return ExitStatus.OK;
            }
            result.shrunk()
                    .ifPresent(shrunk -> out.printf(
                            "seed %d: FAILED; %d operations shrunk to %d in %d runs%n%s",
                            number,
                            shrunk.original(),
                            shrunk.interleaving().operations().size(),
                            shrunk.runs(),
                            shrunk.interleaving().text()));
            out.flush();
            spec.commandLine().getErr().println(result.outcome().message());
            spec.commandLine().getErr().flush();
            return ExitStatus.FAILED;
        }
    }

    private int code(String name) {
        for (Canary known : Canary.values()) {
            if (known.name().equals(name)) {
                return known.code();
            }
        }
        throw wrong("unknown planted bug of the RTL: name=" + canary + "; ./pagewalk canaries --list shows all");
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
