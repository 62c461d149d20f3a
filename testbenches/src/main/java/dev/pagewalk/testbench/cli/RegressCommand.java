package dev.pagewalk.testbench.cli;

import dev.pagewalk.bridge.build.BuildException;
import dev.pagewalk.bridge.build.ModelLibrary;
import dev.pagewalk.hdl.rtl.config.NamedConfiguration;
import dev.pagewalk.testbench.campaign.Campaign;
import dev.pagewalk.testbench.campaign.ResultFile;
import dev.pagewalk.testbench.campaign.SeedResult;
import dev.pagewalk.testbench.campaign.Summary;
import dev.pagewalk.testbench.platform.Models;
import dev.pagewalk.testbench.platform.Workspace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** {@code regress}: random tables and traffic on many seeds and configurations, every translation judged. */
@Command(
        name = "regress",
        mixinStandardHelpOptions = true,
        description = "Runs random tables, traffic and host actions on many seeds, every translation judged.")
public final class RegressCommand implements Callable<Integer> {
    private static final long TELL_NANOS = TimeUnit.SECONDS.toNanos(30);

    @Option(
            names = "--configs",
            paramLabel = "NAME",
            split = ",",
            defaultValue = "small,base,sv32,be,full,fpga",
            description = "Configurations, separated by commas (default: ${DEFAULT-VALUE}).")
    private List<String> configurations;

    @Option(
            names = "--seeds",
            paramLabel = "NUMBER",
            defaultValue = "4",
            description = "Seeds per configuration (default: ${DEFAULT-VALUE}).")
    private int seeds;

    @Option(
            names = "--first-seed",
            paramLabel = "NUMBER",
            defaultValue = "1",
            description = "The first of them (default: ${DEFAULT-VALUE}).")
    private long firstSeed;

    @Option(
            names = "--translations",
            paramLabel = "TOTAL",
            defaultValue = "100000",
            description = "Translations of all seeds together, at least (default: ${DEFAULT-VALUE}).")
    private long translations;

    @Option(names = "--jobs", paramLabel = "NUMBER", description = "Seeds at a time (default: one per core).")
    private Integer jobs;

    @Option(names = "--results", paramLabel = "FILE", description = "Results as they come, a JSON object per line.")
    private Path results = Workspace.root().resolve("target/pagewalk/regress/results.jsonl");

    @Option(names = "--resume", description = "Skip seeds that passed before, by the results, on the same design.")
    private boolean resume;

    @Option(names = "--hostile", description = "Spoil the tables: random bytes, wrong bits, loops, wild pointers.")
    private boolean hostile;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the summary and all results as JSON.")
    private Path json;

    @Spec
    private CommandSpec spec;

    private final Map<String, ModelLibrary> libraries = new HashMap<>();
    private long toldAt = System.nanoTime();

    @Override
    public Integer call() throws InterruptedException {
        check();
        int threads = jobs == null ? Runtime.getRuntime().availableProcessors() : jobs;
        Summary summary = new Summary();
        try (Progress progress = Progress.standard()) {
            ResultFile file = new ResultFile(results);
            if (!resume) {
                file.clear();
            }
            Models models = Models.standard((stage, done, total) -> progress.stage(stage));
            Path folder = Workspace.root().resolve("target/pagewalk/regress");
            List<Campaign.Job> list = jobs();
            Campaign campaign = new Campaign(
                    name -> libraries.computeIfAbsent(name, wanted -> models.library(wanted, false)), file, folder);
            for (String name : configurations) {
                libraries.computeIfAbsent(name, wanted -> models.library(wanted, false));
            }
            progress.stage("running " + list.size() + " seeds, " + threads + " at a time");
            campaign.run(list, threads, file.read(), result -> heard(result, summary, progress, list.size()));
        } catch (BuildException e) {
            throw CommandException.environment(e.getMessage(), e);
        } catch (IOException e) {
            throw CommandException.environment("cannot write: " + e.getMessage(), e);
        }
        return report(summary);
    }

    private void check() {
        for (String name : configurations) {
            if (!NamedConfiguration.labels().contains(name)) {
                throw wrong("unknown configuration: name=" + name + ", known="
                        + String.join(",", NamedConfiguration.labels()));
            }
        }
        if (seeds < 1 || translations < 1 || (jobs != null && jobs < 1)) {
            throw wrong("nothing to run: seeds=" + seeds + ", translations=" + translations + ", jobs=" + jobs);
        }
    }

    private List<Campaign.Job> jobs() {
        long count = (long) seeds * configurations.size();
        long each = (translations + count - 1) / count;
        List<Campaign.Job> list = new ArrayList<>();
        for (long seed = firstSeed; seed < firstSeed + seeds; seed++) {
            for (String name : configurations) {
                list.add(new Campaign.Job(name, seed, each, hostile));
            }
        }
        return list;
    }

    private synchronized void heard(SeedResult result, Summary summary, Progress progress, int count) {
        summary.add(result);
        progress.step(summary.line(count));
        tell(summary.line(count));
        if (!result.passed()) {
            progress.close();
            PrintWriter err = spec.commandLine().getErr();
            err.println("seed " + result.seed() + " on " + result.configuration() + " FAILED");
            err.println(result.failure());
            err.flush();
        }
    }

    /** Where no line can be redrawn, a plain one every half minute. */
    private void tell(String line) {
        long now = System.nanoTime();
        if (!Boolean.getBoolean("pagewalk.terminal") && now - toldAt >= TELL_NANOS) {
            toldAt = now;
            PrintWriter err = spec.commandLine().getErr();
            err.println("pagewalk: " + line);
            err.flush();
        }
    }

    private int report(Summary summary) {
        PrintWriter out = spec.commandLine().getOut();
        summary.print(out);
        out.println(summary.passed() ? "passed" : "FAILED");
        out.flush();
        if (json != null) {
            try {
                summary.write(json);
            } catch (IOException e) {
                throw CommandException.environment("cannot write: " + e.getMessage(), e);
            }
        }
        return summary.passed() ? ExitStatus.OK : ExitStatus.FAILED;
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
