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

    /** A command and its times. */
    static final class Command {
        private final Invalidation invalidation;
        private final long issued;
        private long completed = PENDING;

        Command(Invalidation invalidation, long issued) {
            this.invalidation = invalidation;
            this.issued = issued;
        }

        Invalidation invalidation() {
            return invalidation;
        }

        long issued() {
            return issued;
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

    /** Forgets every command. */
    void clear() {
        commands.clear();
    }

    /** Commands that are remembered. */
    int size() {
        return commands.size();
    }

    /** Forgets the commands that were complete by {@code time} and returns them. */
    List<Command> takeCompleted(long time) {
        List<Command> taken =
                commands.stream().filter(command -> command.completed <= time).toList();
        commands.removeIf(command -> command.completed <= time);
        return taken;
    }

    /**
     * The earliest time since when an entry with this value may have been kept for a request that starts at
     * {@code start}: the doorbell of the last covering command that was complete by then.
     */
    long keptSince(ImplicitAccess access, long raw, boolean global, long start, Reach reach) {
        int shape = EntryValue.shape(access, raw);
        long tables = reach.since(shape, global);
        for (int i = 0; i < commands.size(); i++) {
            Command command = commands.get(i);
            if (later(command, tables, start) && Coverage.coversShape(command.invalidation, access, shape, global)) {
                tables = command.issued;
            }
        }
        // a cached context may hold the pointer already translated: only IODIR removes that
        return access.contextPointer() ? Math.min(tables, contextSince(access, start, reach)) : tables;
    }

    private long contextSince(ImplicitAccess access, long start, Reach reach) {
        long since = reach.contextSince(access);
        for (int i = 0; i < commands.size(); i++) {
            Command command = commands.get(i);
            if (later(command, since, start) && Coverage.coversContext(command.invalidation, access)) {
                since = command.issued;
            }
        }
        return since;
    }

    private static boolean later(Command command, long since, long start) {
        return command.completed <= start && command.issued > since;
    }
}
