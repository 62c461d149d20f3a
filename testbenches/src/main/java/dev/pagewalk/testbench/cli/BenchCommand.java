package dev.pagewalk.testbench.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pagewalk.bridge.bench.BridgeBenchmark;
import dev.pagewalk.bridge.bench.BridgeBenchmark.Variant;
import dev.pagewalk.bridge.build.BuildException;
import dev.pagewalk.bridge.build.ModelLibrary;
import dev.pagewalk.hdl.rtl.config.NamedConfiguration;
import dev.pagewalk.testbench.bench.JudgeBenchmark;
import dev.pagewalk.testbench.bench.MissBenchmark;
import dev.pagewalk.testbench.platform.Models;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;

/** {@code bench}: what records cost, how hits pass misses, how misses overlap. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures the cost of records, hits behind misses, and misses in flight.")
public final class BenchCommand implements Callable<Integer> {
    private static final int PERCENT = 100;

    @Option(
            names = "--config",
            paramLabel = "NAME",
            defaultValue = "full",
            description = "Configuration of the IOMMU (default: ${DEFAULT-VALUE}).")
    private String configuration;

    @Option(
            names = "--cycles",
            paramLabel = "NUMBER",
            defaultValue = "300000",
            description = "Cycles per measurement of the speed (default: ${DEFAULT-VALUE}).")
    private long cycles;

    @Option(
            names = "--turns",
            paramLabel = "NUMBER",
            defaultValue = "5",
            description = "Measurements per variant, of which the median counts (default: ${DEFAULT-VALUE}).")
    private int turns;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the results as JSON.")
    private Path json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (!NamedConfiguration.labels().contains(configuration)) {
            throw wrong("unknown configuration: name=" + configuration + ", known="
                    + String.join(",", NamedConfiguration.labels()));
        }
        if (cycles < 1 || turns < 1) {
            throw wrong("nothing to measure: cycles=" + cycles + ", turns=" + turns);
        }
        try {
            Measured measured = measure();
            print(measured);
            if (json != null) {
                write(measured);
            }
            return ExitStatus.OK;
        } catch (BuildException e) {
            throw CommandException.environment(e.getMessage(), e);
        } catch (IOException e) {
            throw CommandException.environment("cannot write: " + e.getMessage(), e);
        }
    }

    private record Measured(
            Map<Variant, Double> speeds,
            double recordNanos,
            MissBenchmark.Result misses,
            JudgeBenchmark.Result judges) {}

    private Measured measure() {
        try (Progress progress = Progress.standard()) {
            Models models = Models.standard((stage, done, total) -> progress.stage(stage));
            ModelLibrary library = models.library(configuration, false);
            progress.stage("measuring the speed");
            BridgeBenchmark bridge = new BridgeBenchmark(library, cycles, turns);
            Map<Variant, Double> speeds = bridge.run();
            progress.stage("measuring misses");
            MissBenchmark.Result misses = new MissBenchmark(models, configuration).run();
            progress.stage("measuring the judges");
            JudgeBenchmark.Result judges = new JudgeBenchmark(library, turns).run();
            return new Measured(speeds, bridge.recordNanosPerBusyCycle(speeds), misses, judges);
        }
    }

    private void print(Measured measured) {
        Map<Variant, Double> speeds = measured.speeds();
        MissBenchmark.Result misses = measured.misses();
        PrintWriter out = spec.commandLine().getOut();
        double raw = speeds.get(Variant.RAW);
        out.printf("configuration %s, %d cycles, median of %d%n", configuration, cycles, turns);
        speeds.forEach((variant, speed) ->
                out.printf("%-52s %10.0f cycles/s  %5.1f %%%n", variant.text(), speed, PERCENT * speed / raw));
        out.printf("%-52s %10.1f %%%n", "records cost, of cycles per second", recordsCost(speeds));
        out.printf("%-52s %10.1f ns%n", "records cost, per cycle in which a channel moves", measured.recordNanos());
        printJudges(out, measured.judges());
        out.printf("%-52s %10d cycles%n", "hit, address in to address out", misses.hitAlone());
        out.printf("%-52s %10d cycles%n", "hit right behind a miss, memory latency 50", misses.hitBehindMiss());
        out.printf("%-52s %10d cycles%n", "one miss, memory latency 50", misses.missAlone());
        out.printf("%-52s %10d cycles%n", "8 misses on 8 ids, first in to last out", misses.missesTogether());
        out.printf("%-52s %10.1f%n", "misses in flight on average", misses.overlap());
        out.flush();
    }

    private static void printJudges(PrintWriter out, JudgeBenchmark.Result judges) {
        out.printf(
                "random DMA: %d cycles, %d of them busy, %d translations, %.1f %% hits%n",
                judges.cycles(), judges.busyCycles(), judges.translations(), PERCENT * judges.hitShare());
        out.printf("%-52s %10.1f ns%n", "records cost there, per busy cycle", judges.recordNanoseconds());
        judges.nanoseconds()
                .forEach((judge, nanoseconds) ->
                        out.printf("%-52s %10.1f ns%n", "judge " + judge + ", per busy cycle", nanoseconds));
        out.printf("%-52s %10.0f cycles/s%n", "speed without records", judges.unrecorded());
        out.printf("%-52s %10.2f of it%n", "all judges in the thread of the simulation", judges.sameThread());
        out.printf("%-52s %10.2f of it%n", "all judges on another core", judges.otherThread());
    }

    private static double recordsCost(Map<Variant, Double> speeds) {
        return PERCENT * (1 - speeds.get(Variant.RECORDS) / speeds.get(Variant.BATCHED));
    }

    private void write(Measured measured) throws IOException {
        Map<Variant, Double> speeds = measured.speeds();
        MissBenchmark.Result misses = measured.misses();
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode root = mapper.createObjectNode();
        root.put("config", configuration);
        ObjectNode speed = root.putObject("cyclesPerSecond");
        speeds.forEach((variant, value) -> speed.put(variant.name(), value));
        root.put("recordsCostPercent", recordsCost(speeds));
        root.put("recordNanosPerBusyCycle", measured.recordNanos());
        ObjectNode judges = root.putObject("judgeNanosPerBusyCycle");
        measured.judges().nanoseconds().forEach(judges::put);
        root.put("judgedRecordNanosPerBusyCycle", measured.judges().recordNanoseconds());
        root.put("unrecordedCyclesPerSecond", measured.judges().unrecorded());
        root.put("judgedInSameThread", measured.judges().sameThread());
        root.put("judgedOnOtherCore", measured.judges().otherThread());
        root.put("judgedCycles", measured.judges().cycles());
        root.put("judgedBusyCycles", measured.judges().busyCycles());
        root.put("judgedTranslations", measured.judges().translations());
        root.put("judgedHitShare", measured.judges().hitShare());
        root.put("hit", misses.hitAlone());
        root.put("hitBehindMiss", misses.hitBehindMiss());
        root.put("miss", misses.missAlone());
        root.put("eightMisses", misses.missesTogether());
        Files.writeString(json, mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n");
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
