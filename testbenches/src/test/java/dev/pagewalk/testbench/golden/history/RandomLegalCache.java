package dev.pagewalk.testbench.golden.history;

import dev.pagewalk.testbench.golden.AccessKind;
import dev.pagewalk.testbench.golden.AccessOutcome;
import dev.pagewalk.testbench.golden.ImplicitAccess;
import dev.pagewalk.testbench.golden.Invalidation;
import dev.pagewalk.testbench.golden.IommuListener;
import dev.pagewalk.testbench.golden.SparseMemory;
import dev.pagewalk.testbench.golden.TableReader;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A cache in front of the tables that makes every choice at random: whether to look up, to keep, to drop, to share a
 * NAPOT page or a global mapping, and whether an invalidation takes effect at once or only when the fence completes.
 */
final class RandomLegalCache implements TableReader, IommuListener {
    private static final long A = 1 << 6;
    private static final long D = 1 << 7;

    private final SparseMemory memory;
    private final Random random;
    private final Map<Entry, CacheLine> lines = new HashMap<>();
    private final List<Invalidation> deferred = new ArrayList<>();
    private final int percentKept;
    private final CacheBug bug;
    private final Removal removal;
    private boolean pathGlobal;
    private int lastLevel;
    private long hits;

    RandomLegalCache(SparseMemory memory, Random random, int percentKept, CacheBug bug) {
        this.memory = memory;
        this.random = random;
        this.percentKept = percentKept;
        this.bug = bug;
        removal = new Removal(bug);
    }

    long hits() {
        return hits;
    }

    void startRequest() {
        pathGlobal = false;
        lastLevel = 0;
    }

    @Override
    public AccessOutcome read(ImplicitAccess access) {
        if (access.kind() == AccessKind.FIRST_STAGE_PTE) {
            pathGlobal &= access.level() < lastLevel;
            lastLevel = access.level();
        }
        Entry entry = Entry.of(access);
        CacheLine line = access.fresh() ? null : find(access, entry);
        if (line != null && random.nextInt(100) < percentKept) {
            line.copyTo(access.words());
            pathGlobal |= line.global() && access.kind() == AccessKind.FIRST_STAGE_PTE;
            hits++;
        } else {
            fill(access, entry);
        }
        return AccessOutcome.OK;
    }

    /** The line of this entry, of another entry of its NAPOT page, or a global one of another process. */
    private CacheLine find(ImplicitAccess access, Entry entry) {
        CacheLine line = lines.get(entry);
        boolean shared = line == null || random.nextInt(4) == 0;
        if (shared && access.kind() == AccessKind.FIRST_STAGE_PTE) {
            for (int pscid = 5; pscid < 7; pscid++) {
                CacheLine other = lines.get(new Entry(
                        entry.kind(),
                        entry.deviceId(),
                        entry.processId(),
                        entry.gscid(),
                        pscid,
                        entry.level(),
                        entry.prefix()));
                boolean usable = other != null && (other.global() || bug == CacheBug.MIXES_PROCESSES);
                line = usable ? other : line;
            }
        }
        if (shared && access.level() == 0 && isStage(access)) {
            for (long prefix = entry.prefix() & -16; prefix <= (entry.prefix() | 15); prefix++) {
                CacheLine other = lines.get(entry.at(prefix));
                line = other != null && other.napot() ? other : line;
            }
        }
        return line == null || line.size() != access.size() ? null : line;
    }

    private static boolean isStage(ImplicitAccess access) {
        return access.kind() == AccessKind.FIRST_STAGE_PTE || access.kind() == AccessKind.SECOND_STAGE_PTE;
    }

    private void fill(ImplicitAccess access, Entry entry) {
        long[] words = new long[access.wordCount()];
        for (int i = 0; i < words.length; i++) {
            memory.read64(access.wordAddress(i));
            words[i] = memory.data();
        }
        boolean valid = EntryValue.valid(access, words[0]);
        if (valid && isStage(access) && (words[0] & 0xe) != 0) {
            words[0] |= bug == CacheBug.TAKES_DIRTY_AS_SET ? D : bug == CacheBug.TAKES_ACCESSED_AS_SET ? A : 0;
        }
        System.arraycopy(words, 0, access.words(), 0, words.length);
        pathGlobal |= EntryValue.global(access, words[0]);
        boolean cacheable = valid || bug == CacheBug.KEEPS_INVALID_ENTRIES;
        if (cacheable && (access.fresh() || random.nextInt(100) < percentKept)) {
            boolean napot = EntryValue.shape(access, words[0]) == EntryValue.NAPOT;
            lines.put(entry, new CacheLine(words, pathGlobal, napot, access.size()));
        } else if (access.fresh()) {
            lines.remove(entry);
        }
    }

    @Override
    public void onInvalidation(Invalidation invalidation) {
        if (random.nextBoolean()) {
            remove(invalidation);
        } else {
            deferred.add(invalidation);
        }
    }

    @Override
    public void onFence(boolean previousReads, boolean previousWrites) {
        if (bug != CacheBug.FORGETS_DEFERRED_INVALIDATIONS) {
            deferred.forEach(this::remove);
        }
        deferred.clear();
        if (random.nextInt(8) == 0) {
            lines.keySet().removeIf(entry -> random.nextBoolean());
        }
    }

    private void remove(Invalidation invalidation) {
        lines.entrySet().removeIf(line -> removal.mustGo(invalidation, line.getKey(), line.getValue()));
    }
}
