package dev.pagewalk.testbench.cli;

import dev.pagewalk.testbench.platform.Workspace;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The folder of one run under {@code target/pagewalk/run}; a second run of the same name at the same time gets
 * another.
 */
final class RunFolder implements AutoCloseable {
    private static final int MOST_AT_ONCE = 1000;

    private final Path path;
    private final FileChannel channel;

    private RunFolder(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    static RunFolder claim(String name) throws IOException {
        Path runs = Workspace.root().resolve("target/pagewalk/run");
        for (int i = 1; i < MOST_AT_ONCE; i++) {
            Path folder = runs.resolve(i == 1 ? name : name + "-" + i);
            Files.createDirectories(folder);
            FileChannel channel =
                    FileChannel.open(folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (isFree(channel)) {
                return new RunFolder(folder, channel);
            }
            channel.close();
        }
        throw new IOException("too many runs at once: name=" + name);
    }

    private static boolean isFree(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    Path path() {
        return path;
    }

    /** Gives the folder free; closing the channel ends its lock. */
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
