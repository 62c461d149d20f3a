package dev.pagewalk.testbench.golden.history;

import dev.pagewalk.testbench.golden.ImplicitAccess;
import dev.pagewalk.testbench.golden.Invalidation;

import java.util.ArrayList;
import java.util.List;

/**
 * Which invalidations cover which entries, and since when [IOMMU §9, §12].
 *
 * <p>An entry read before the doorbell of a covering command is gone when a fence after the command has completed;
 * until then it may still be used.
 */
public final class InvalidationHistory {
    /** Completion time of a command that no fence has completed yet. */
    public static final long PENDING = Long.MAX_VALUE;

    private static final class Command {
        private final Invalidation invalidation;
        private final long issued;
        private long completed = PENDING;

        Command(Invalidation invalidation, long issued) {
            this.invalidation = invalidation;
            this.issued = issued;
        }
    }

    private final List<Command> commands = new ArrayList<>();

    /** A command was made known to the hardware at {@code time}: entries read from then on survive it. */
    public void issued(long time, Invalidation invalidation) {
        commands.add(new Command(invalidation, time));
    }

    /** A fence completed at {@code time}: every command issued so far is complete. */
    public void fenced(long time) {
        for (int i = commands.size() - 1; i >= 0 && commands.get(i).completed == PENDING; i--) {
            commands.get(i).completed = time;
        }
    }

    /** Forgets everything. */
    void clear() {
        commands.clear();
    }

    /**
     * The earliest time since when an entry with this value may have been kept for a request that starts at
     * {@code start}: the doorbell of the last covering command that was complete by then.
     */
    long keptSince(ImplicitAccess access, long raw, boolean global, long start) {
        long tables = since(access, raw, global, start, false);
        if (!access.contextPointer()) {
            return tables;
        }
        // a cached context may hold the pointer already translated: only IODIR removes that
        return Math.min(tables, since(access, raw, global, start, true));
    }

    private long since(ImplicitAccess access, long raw, boolean global, long start, boolean asContext) {
        long since = Long.MIN_VALUE;
        for (Command command : commands) {
            if (command.completed <= start && command.issued > since) {
                boolean covered = asContext
                        ? Coverage.coversContext(command.invalidation, access)
                        : Coverage.covers(command.invalidation, access, raw, global);
                since = covered ? command.issued : since;
            }
        }
        return since;
    }
}
