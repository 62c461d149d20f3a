package dev.pagewalk.testbench.campaign;

import dev.pagewalk.bridge.build.ModelLibrary;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;

/** Runs seeds on several threads, keeps every result, and goes on after failures. */
public final class Campaign {
    /** One seed to run. */
    public record Job(String configuration, long seed, long translations, boolean hostile) {}

    private final Function<String, ModelLibrary> libraries;
    private final ResultFile results;
    private final Path folder;

    /**
     * A campaign.
     *
     * @param libraries the simulated design of a configuration; called by one thread at a time
     * @param results where results go as they come
     * @param folder for journals and bundles
     */
    public Campaign(Function<String, ModelLibrary> libraries, ResultFile results, Path folder) {
        this.libraries = libraries;
        this.results = results;
        this.folder = folder;
    }

    /**
     * Runs what has not passed before.
     *
     * @param before results of earlier runs that count if they passed on the same design
     * @param each hears of every result that counts, also of earlier ones
     */
    public List<SeedResult> run(List<Job> jobs, int threads, List<SeedResult> before, Consumer<SeedResult> each)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        List<SeedResult> all = new ArrayList<>();
        List<Future<SeedResult>> running = new ArrayList<>();
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            for (Job job : jobs) {
                ModelLibrary library = libraries.apply(job.configuration());
                SeedResult earlier = find(before, job, library);
                if (earlier == null) {
                    running.add(pool.submit(() -> run(job, library, each)));
                } else {
                    all.add(earlier);
                    each.accept(earlier);
                }
            }
            for (Future<SeedResult> future : running) {
                all.add(future.get());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a seed could not be run: " + e.getCause(), e.getCause());
        } finally {
            pool.shutdownNow();
        }
        return all;
    }

    private static SeedResult find(List<SeedResult> before, Job job, ModelLibrary library) {
        for (SeedResult result : before) {
            if (result.passed() && result.covers(job, library.key())) {
                return result;
            }
        }
        return null;
    }

    private SeedResult run(Job job, ModelLibrary library, Consumer<SeedResult> each) {
        SeedResult result =
                new SeedRun(library, job.configuration(), job.seed(), job.translations(), job.hostile()).run(folder);
        try {
            results.append(result);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write a result", e);
        }
        each.accept(result);
        return result;
    }
}
