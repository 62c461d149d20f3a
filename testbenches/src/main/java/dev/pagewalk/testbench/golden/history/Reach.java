package dev.pagewalk.testbench.golden.history;

import dev.pagewalk.testbench.golden.ImplicitAccess;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One place of one entry: when it could be read there last, by whom, and since when it may have been kept for all that
 * old invalidations have removed. Old invalidations need not be remembered beside that.
 */
final class Reach {
    /** Somebody who reads the entry: same tag, but another way to read it or another context that points to it. */
    private static final class Reader {
        private final ImplicitAccess access;
        private long contextSince;

        Reader(ImplicitAccess access, long contextSince) {
            this.access = access;
            this.contextSince = contextSince;
        }
    }

    private final long forgottenBefore;
    private final List<Reader> readers = new ArrayList<>(1);
    private final long[] since = new long[EntryValue.SHAPES * 2];
    private long first = Long.MAX_VALUE;
    private long any = Long.MIN_VALUE;
    private long global = Long.MIN_VALUE;

    /** What ended before {@code forgottenBefore} was not kept under this tag. */
    Reach(long forgottenBefore) {
        this.forgottenBefore = forgottenBefore;
        Arrays.fill(since, forgottenBefore);
    }

    void read(ImplicitAccess access, boolean throughGlobalPath, long from, long time) {
        first = Math.min(first, from);
        any = Math.max(any, time);
        if (throughGlobalPath) {
            global = Math.max(global, time);
        }
        if (find(access) == null) {
            readers.add(new Reader(access.snapshot(), forgottenBefore));
        }
    }

    /** The first time at which the entry could be read: what was over by then was never kept. */
    long first() {
        return first;
    }

    /** The last time at which the entry could be read: at all, or through a global path. */
    long last(boolean throughGlobalPath) {
        return throughGlobalPath ? global : any;
    }

    /** The accesses that have read the entry here. */
    List<ImplicitAccess> readers() {
        return readers.stream().map(reader -> reader.access).toList();
    }

    /** Since when a value of this shape may have been kept, as far as forgotten commands are concerned. */
    long since(int shape, boolean isGlobal) {
        return since[index(shape, isGlobal)];
    }

    /** Since when a context may have kept its pointer translated, as far as forgotten commands are concerned. */
    long contextSince(ImplicitAccess access) {
        Reader reader = find(access);
        return reader == null ? forgottenBefore : reader.contextSince;
    }

    /** Takes over what a command removes. */
    void fold(InvalidationHistory.Command command) {
        ImplicitAccess tags = readers.get(0).access;
        if (!Coverage.concerns(command.invalidation().scope(), tags)) {
            return;
        }
        for (int shape = 0; shape < EntryValue.SHAPES; shape++) {
            fold(command, tags, shape, false);
            fold(command, tags, shape, true);
        }
        for (Reader reader : readers) {
            if (Coverage.coversContext(command.invalidation(), reader.access)) {
                reader.contextSince = Math.max(reader.contextSince, command.issued());
            }
        }
    }

    private void fold(InvalidationHistory.Command command, ImplicitAccess tags, int shape, boolean isGlobal) {
        if (Coverage.coversShape(command.invalidation(), tags, shape, isGlobal)) {
            int index = index(shape, isGlobal);
            since[index] = Math.max(since[index], command.issued());
        }
    }

    private static int index(int shape, boolean isGlobal) {
        return isGlobal ? shape + EntryValue.SHAPES : shape;
    }

    private Reader find(ImplicitAccess access) {
        for (Reader reader : readers) {
            if (same(reader.access, access)) {
                return reader;
            }
        }
        return null;
    }

    private static boolean same(ImplicitAccess one, ImplicitAccess other) {
        return one.size() == other.size()
                && one.bigEndian() == other.bigEndian()
                && one.contextPointer() == other.contextPointer()
                && (!one.contextPointer()
                        || (one.deviceId() == other.deviceId() && one.processId() == other.processId()));
    }
}
