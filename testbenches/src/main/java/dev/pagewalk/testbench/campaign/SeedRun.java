package dev.pagewalk.testbench.campaign;

import dev.pagewalk.bridge.ModelContext;
import dev.pagewalk.bridge.build.ModelLibrary;
import dev.pagewalk.bridge.command.MemoryFault;
import dev.pagewalk.bridge.command.RtlCanary;
import dev.pagewalk.bridge.record.CycleLayout;
import dev.pagewalk.bridge.record.MemoryPort;
import dev.pagewalk.hdl.rtl.config.Feature;
import dev.pagewalk.hdl.rtl.config.IommuParameters;
import dev.pagewalk.hdl.rtl.config.NamedConfiguration;
import dev.pagewalk.testbench.platform.RunFailedException;
import dev.pagewalk.testbench.platform.Seeds;
import dev.pagewalk.testbench.platform.Workspace;
import dev.pagewalk.testbench.report.Bundle;
import dev.pagewalk.testbench.report.FailureText;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/** One seed on one configuration: builds its world, keeps the device port busy, and judges every translation. */
public final class SeedRun {
    private static final int RESET_CYCLES = ModelContext.DEFAULT_RESET_CYCLES + 2;
    private static final int BACKLOG = 400;
    private static final int LONGEST_STEP = 200;

    private final ModelLibrary library;
    private final String configuration;
    private final long seed;
    private final long wanted;
    private final boolean hostile;
    private final Seeds seeds;
    private final World world;
    private final Counts counts = new Counts();
    private int canary;

    /** A run of {@code wanted} translations; {@code hostile} spoils the tables. */
    public SeedRun(ModelLibrary library, String configuration, long seed, long wanted, boolean hostile) {
        this.library = library;
        this.configuration = configuration;
        this.seed = seed;
        this.wanted = wanted;
        this.hostile = hostile;
        seeds = new Seeds(seed);
        IommuParameters parameters = NamedConfiguration.of(configuration).parameters();
        world = new World(
                Shape.of(parameters, new Random(seeds.of("shape"))),
                seeds,
                hostile && new Random(seeds.of("apart")).nextBoolean());
        if (hostile) {
            new Hostility(world, new Random(seeds.of("hostility"))).spoil();
        }
    }

    /** Plants a bug; the library has to be a canary build. */
    public SeedRun plant(int code) {
        canary = code;
        return this;
    }

    /** Runs it and keeps nothing; what a judge finds is thrown as {@link RunFailedException}. */
    public void check() {
        try (Bench bench = new Bench(library, new ModelContext().seed(seeds.of("model")))) {
            drive(bench);
        }
    }

    /** Runs it; the folder takes the journal, which stays only after a failure, and then the bundle. */
    public SeedResult run(Path folder) {
        long start = System.nanoTime();
        Path journal = folder.resolve(name() + ".pwj");
        ModelContext context = new ModelContext()
                .seed(seeds.of("model"))
                .journal(journal)
                .note("run.configuration", configuration)
                .note("run.seed", Long.toString(seed));
        Ending ending;
        try (Bench bench = new Bench(library, context)) {
            bench.observe(new Census(CycleLayout.of(library.ports()), world.image(), world.shape(), counts));
            ending = play(bench);
        }
        String failure = null;
        if (ending.text() == null) {
            delete(journal);
        } else {
            failure = bundled(ending, folder, journal);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        return new SeedResult(
                configuration,
                seed,
                wanted,
                hostile,
                library.key(),
                ending.translations(),
                ending.cycles(),
                seconds,
                ending.hash(),
                counts,
                failure);
    }

    /** How a run ended; the text is null if nothing failed at {@code failedAt}. */
    private record Ending(FailureText text, long failedAt, long translations, long cycles, String hash) {}

    private Ending play(Bench bench) {
        FailureText text = null;
        long failedAt = -1;
        try {
            drive(bench);
        } catch (RunFailedException e) {
            text = FailureText.of(e.violation(), hash(bench), rerun()).records(bench.lastRecords());
            failedAt = e.violation().cycle();
        } catch (RuntimeException e) {
            String oldest = bench.judges().oldestTransaction();
            text = FailureText.of(e, bench.cycle(), oldest, hash(bench), rerun())
                    .records(bench.lastRecords());
            failedAt = bench.cycle();
        }
        return new Ending(text, failedAt, bench.translations(), bench.cycle(), hash(bench));
    }

    private static void delete(Path journal) {
        try {
            Files.deleteIfExists(journal);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete: file=" + journal, e);
        }
    }

    private void drive(Bench bench) {
        Random pace = new Random(seeds.of("pace"));
        if (canary != 0) {
            bench.post(new RtlCanary(canary));
        }
        Timings.draw(new Random(seeds.of("timing"))).forEach(bench::post);
        bench.poke(world.image());
        if (hostile) {
            bench.post(new MemoryFault(MemoryFault.Kind.DECERR, Hostility.WINDOW, Hostility.WINDOW_BYTES)
                    .ports(Set.of(MemoryPort.PTW)));
        }
        bench.run(RESET_CYCLES);
        Setup.configure(bench, world, new Random(seeds.of("setup")));
        DeviceMessages messages = world.shape().has(Feature.ATS)
                ? new DeviceMessages(bench, world, new Random(seeds.of("messages")), counts)
                : null;
        Traffic traffic = new Traffic(world, messages, seeds.of("traffic"), hostile, counts);
        HostAgent host = new HostAgent(bench, world, messages, seeds.of("host"), hostile, counts);
        while (bench.translations() < wanted) {
            // now and then the buses fall silent
            if (pace.nextInt(50) == 0) {
                bench.runUntilIdle();
            }
            for (long room = BACKLOG - bench.outstanding(); room > 0; room--) {
                bench.post(traffic.next());
            }
            host.step(true);
            bench.run(1 + pace.nextInt(LONGEST_STEP));
        }
        while (!host.isResting()) {
            bench.run(LONGEST_STEP);
            host.step(false);
        }
        bench.runUntilIdle();
        bench.finish();
    }

    /** Writes the bundle; the journal is complete by now. */
    private String bundled(Ending ending, Path folder, Path journal) {
        Path bundle = folder.resolve(name() + ".zip");
        Map<String, String> facts = new TreeMap<>();
        facts.put("scenario", "regress");
        facts.put("configuration", configuration);
        facts.put("canaries", "false");
        facts.put("seed", Long.toString(seed));
        facts.put("cycle", Long.toString(ending.failedAt()));
        facts.put("cycles", Long.toString(ending.cycles()));
        facts.put("hash", ending.hash());
        facts.put("library", library.key());
        facts.put("commit", Workspace.commit());
        facts.put("pagewalk", Workspace.version());
        facts.put("java", Runtime.version().toString());
        try {
            Bundle.write(bundle, journal, facts, ending.text().text());
            Files.delete(journal);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the bundle: file=" + bundle, e);
        }
        return ending.text().file("bundle", bundle).text();
    }

    private static String hash(Bench bench) {
        return "%016x".formatted(bench.hash());
    }

    private String name() {
        return configuration + (hostile ? "-hostile-" : "-") + seed;
    }

    /** The command that runs just this seed. */
    private String rerun() {
        return "./pagewalk regress --configs " + configuration + " --first-seed " + seed + " --seeds 1 --translations "
                + wanted + (hostile ? " --hostile" : "");
    }
}
