package dev.pagewalk.bridge.build;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * Folders that appear whole or not at all: each is built in a temporary folder beside it under a lock file and then
 * renamed. Two builds of one name, in one JVM or two, end in one build. What killed builds left is removed by the next.
 */
final class CacheFolder {
    private static final String BUILDING = ".building-";
    private static final Map<Path, ReentrantLock> LOCKS = new ConcurrentHashMap<>();

    private final Path root;

    CacheFolder(Path root) {
        this.root = root;
    }

    /** Fills a temporary folder. */
    interface Filler {
        void fill(RunningTools tools, Path folder) throws IOException;
    }

    /** The folder of a name, built if it is not there. The last of the files marks it as complete. */
    Path folder(String name, String lastFile, BuildProgress progress, Filler filler) {
        Path target = root.resolve(name);
        if (Files.exists(target.resolve(lastFile))) {
            return target;
        }
        ReentrantLock lock = LOCKS.computeIfAbsent(target.toAbsolutePath().normalize(), key -> new ReentrantLock());
        lock.lock();
        try {
            Files.createDirectories(root);
            return buildLocked(target, lastFile, progress, filler);
        } catch (IOException e) {
            throw new BuildException("library folder not writable: folder=" + root + ", " + e, e);
        } finally {
            lock.unlock();
        }
    }

    private Path buildLocked(Path target, String lastFile, BuildProgress progress, Filler filler) throws IOException {
        Path lockFile = root.resolve(target.getFileName() + ".lock");
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = acquire(channel, progress)) {
            if (!held.isValid()) {
                throw new BuildException("build lock lost: file=" + lockFile);
            }
            if (!Files.exists(target.resolve(lastFile))) {
                build(target, filler);
            }
            return target;
        }
    }

    private static FileLock acquire(FileChannel channel, BuildProgress progress) throws IOException {
        FileLock lock = channel.tryLock();
        if (lock == null) {
            progress.at("waiting for another build of this library", 0, 1);
            lock = channel.lock();
        }
        return lock;
    }

    private void build(Path target, Filler filler) throws IOException {
        String prefix = BUILDING + target.getFileName() + '-';
        for (Path folder : temporaryFolders()) {
            if (folder.getFileName().toString().startsWith(prefix) || isAbandoned(folder)) {
                Folders.delete(folder);
            }
        }
        Path folder = Files.createDirectory(
                root.resolve(prefix + ProcessHandle.current().pid()));
        try (RunningTools tools = new RunningTools(folder)) {
            filler.fill(tools, folder);
            Folders.delete(target);
            Files.move(folder, target, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** The name ends in the process that builds; a folder of this very library is ours by the lock. */
    private static boolean isAbandoned(Path folder) {
        String name = folder.getFileName().toString();
        String process = name.substring(name.lastIndexOf('-') + 1);
        return process.matches("\\d{1,18}")
                && ProcessHandle.of(Long.parseLong(process)).isEmpty();
    }

    private List<Path> temporaryFolders() throws IOException {
        try (Stream<Path> files = Files.list(root)) {
            return files.filter(file -> file.getFileName().toString().startsWith(BUILDING))
                    .toList();
        }
    }
}
