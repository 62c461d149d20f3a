package dev.pagewalk.bridge.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Runs the tools of one build in its temporary folder. When the JVM is told to end, the tools are ended and the folder
 * is removed, so that an interrupted build leaves nothing.
 */
final class RunningTools implements AutoCloseable {
    private static final int SHOWN_LINES = 30;
    private static final long PATIENCE_SECONDS = 5;
    private static final int DELETIONS = 50;
    private static final int BETWEEN_DELETIONS_MILLIS = 20;
    private static final String INTERRUPTED = "build interrupted; nothing is left behind";

    private final Path folder;
    private final Set<Process> running = ConcurrentHashMap.newKeySet();
    private final Thread hook = new Thread(this::abandon, "pagewalk-build-cleanup");
    private volatile boolean ending;

    RunningTools(Path folder) {
        this.folder = folder;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Runs one tool to its end. */
    void run(String what, List<String> command) {
        Path log = folder.resolve(what.replaceAll("[^A-Za-z0-9_.-]", "_") + ".log");
        try {
            Process process = start(command, log);
            int status = process.waitFor();
            running.remove(process);
            if (ending) {
                throw new BuildException(INTERRUPTED);
            }
            if (status != 0) {
                throw new BuildException(what + " failed: status=" + status + "\n" + shown(log));
            }
        } catch (IOException e) {
            throw new BuildException(what + " could not start: command=" + command.get(0) + ", " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BuildException(what + " interrupted", e);
        }
    }

    /** Under the lock of the end: a tool is either known before the end comes, or not started. */
    private synchronized Process start(List<String> command, Path log) throws IOException {
        if (ending) {
            throw new BuildException(INTERRUPTED);
        }
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        running.add(process);
        return process;
    }

    private static String shown(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log);
        int count = Math.min(SHOWN_LINES, lines.size());
        return String.join("\n", lines.subList(0, count)) + (count < lines.size() ? "\n…" : "");
    }

    /** Runs tasks on all cores; the first failure ends the others. */
    void parallel(String stage, List<Runnable> tasks, BuildProgress progress) {
        ExecutorService executor =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            List<Future<?>> futures = new ArrayList<>();
            for (Runnable task : tasks) {
                futures.add(executor.submit(task));
            }
            for (int i = 0; i < futures.size(); i++) {
                progress.at(stage, i, futures.size());
                futures.get(i).get();
            }
            progress.at(stage, futures.size(), futures.size());
        } catch (ExecutionException e) {
            throw e.getCause() instanceof BuildException failure ? failure : new BuildException(stage + " failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BuildException(stage + " interrupted", e);
        } finally {
            finish(executor);
        }
    }

    /** When this returns no tool runs any more, so the folder can be removed. */
    private void finish(ExecutorService executor) {
        executor.shutdownNow();
        endAll();
        try {
            if (!executor.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new BuildException("tools do not end: folder=" + folder);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        endAll();
    }

    private void endAll() {
        for (Process process : List.copyOf(running)) {
            end(process);
            awaitEnd(process);
            running.remove(process);
        }
    }

    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private void abandon() {
        synchronized (this) {
            ending = true;
        }
        endAll();
        removeFolder();
    }

    /** A tool that has ended may leave a child that still writes for a moment: deleting is tried until it succeeds. */
    private void removeFolder() {
        Folders.delete(folder);
        for (int i = 0; i < DELETIONS && Files.exists(folder); i++) {
            try {
                Thread.sleep(BETWEEN_DELETIONS_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            Folders.delete(folder);
        }
    }

    private static void awaitEnd(Process process) {
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                end(process);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        endAll();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the JVM is ending already and the hook does the work
            return;
        }
        removeFolder();
    }
}
