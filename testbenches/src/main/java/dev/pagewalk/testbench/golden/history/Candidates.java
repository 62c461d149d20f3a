package dev.pagewalk.testbench.golden.history;

import dev.pagewalk.testbench.golden.ImplicitAccess;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The values that one read of a table entry may return [IOMMU §12]. */
final class Candidates {
    /** Mixes of an entry's doublewords beyond this number end the evaluation with an error. */
    static final int MAX_MIXES = 256;

    private final TableHistory tables;
    private final InvalidationHistory invalidations;
    private final AddressBook addresses;

    Candidates(TableHistory tables, InvalidationHistory invalidations, AddressBook addresses) {
        this.tables = tables;
        this.invalidations = invalidations;
        this.addresses = addresses;
    }

    /** Every permitted value, each {@code access.wordCount()} doublewords long, without repetitions. */
    List<long[]> of(ImplicitAccess access, boolean pathGlobal, long start, long end) {
        List<long[]> values = new ArrayList<>();
        if (access.fresh()) {
            add(values, access, access.address(), null, start, end);
        } else {
            keptOrPresent(values, access, pathGlobal, start, end);
        }
        if (values.isEmpty()) {
            // asked for a time whose versions are forgotten: what is in memory now stands for them
            add(values, access, access.address(), null, Long.MAX_VALUE, Long.MAX_VALUE);
        }
        return values;
    }

    private void keptOrPresent(List<long[]> values, ImplicitAccess access, boolean pathGlobal, long start, long end) {
        Entry entry = Entry.of(access);
        addresses.reached(access, pathGlobal, start, end);
        Map<Long, Reach> known = addresses.known(entry);
        add(values, access, access.address(), known.get(access.address()), start, end);
        known.forEach((address, reach) -> {
            if (address != access.address()) {
                add(values, access, address, reach, start, end);
            }
        });
        addresses.napotSiblings(
                access, entry, (address, reach) -> addNapot(values, access, address, reach, start, end));
        addresses.otherProcesses(entry, (address, reach) -> addGlobal(values, access, address, reach, start, end));
    }

    /** A NAPOT page that was kept when another of its sixteen entries was read. */
    private void addNapot(List<long[]> values, ImplicitAccess access, long address, Reach reach, long start, long end) {
        tables.versions(address & -Long.BYTES, Long.MIN_VALUE, end, (raw, first, last) -> {
            boolean napot = EntryValue.shape(access, raw) == EntryValue.NAPOT;
            if (napot && kept(access, raw, reach, start, first, last)) {
                addOnce(values, raw);
            }
        });
    }

    /** A global mapping that was kept when another process of the same space read it. */
    private void addGlobal(
            List<long[]> values, ImplicitAccess access, long address, Reach reach, long start, long end) {
        tables.versions(address & -Long.BYTES, Long.MIN_VALUE, end, (word, first, last) -> {
            long raw = placed(access, address, word);
            long readUntil = reach.last(!EntryValue.global(access, raw));
            if (EntryValue.valid(access, raw) && keptAs(access, raw, true, reach, readUntil, start, first, last)) {
                addOnce(values, raw);
            }
        });
    }

    private static void addOnce(List<long[]> values, long raw) {
        for (long[] value : values) {
            if (value[0] == raw) {
                return;
            }
        }
        values.add(new long[] {raw});
    }

    /** Adds what may be in memory at {@code address} now, and what may have been kept since it was read there. */
    private void add(List<long[]> values, ImplicitAccess access, long address, Reach reach, long start, long end) {
        List<Long> firsts = new ArrayList<>();
        long base = address & -Long.BYTES;
        boolean readable = address == access.address();
        long from = reach == null ? start : Long.MIN_VALUE;
        tables.versions(base, from, end, (word, firstVisible, lastVisible) -> {
            long raw = placed(access, address, word);
            boolean inMemory = readable && lastVisible >= start;
            if ((inMemory || kept(access, raw, reach, start, firstVisible, lastVisible)) && !firsts.contains(raw)) {
                firsts.add(raw);
            }
        });
        for (long first : firsts) {
            complete(values, access, base, first, reach, start, end);
        }
    }

    /** Whether a version may have been read since the last command that covers it, as a global mapping or another. */
    private boolean kept(
            ImplicitAccess access, long raw, Reach reach, long start, long firstVisible, long lastVisible) {
        if (reach == null || !EntryValue.valid(access, raw)) {
            return false;
        }
        boolean global = EntryValue.global(access, raw);
        return keptAs(access, raw, global, reach, reach.last(false), start, firstVisible, lastVisible)
                || keptAs(access, raw, true, reach, reach.last(true), start, firstVisible, lastVisible);
    }

    private boolean keptAs(
            ImplicitAccess access,
            long raw,
            boolean global,
            Reach reach,
            long reachedUntil,
            long start,
            long firstVisible,
            long lastVisible) {
        return firstVisible <= reachedUntil
                && lastVisible >= reach.first()
                && Math.min(lastVisible, reachedUntil) >= invalidations.keptSince(access, raw, global, start, reach);
    }

    /**
     * Marks the older versions that a reader of {@code reach} may still have kept at {@code time}; of equal values only
     * the last. False when nothing was kept there, so that the place need not be remembered.
     */
    boolean mark(Reach reach, long time, BitSet marks) {
        boolean[] kept = new boolean[1];
        for (ImplicitAccess access : reach.readers()) {
            Set<Long> seen = new HashSet<>();
            tables.mark(access.wordAddress(0), marks, (word, first, last) -> {
                long raw = placed(access, access.address(), word);
                boolean needed = kept(access, raw, reach, time, first, last);
                kept[0] |= needed;
                return needed && !superseded(seen, raw, reach, first);
            });
            long present = placed(access, access.address(), tables.valueAt(access.wordAddress(0), Long.MAX_VALUE));
            kept[0] |= kept(access, present, reach, time, tables.since(access.wordAddress(0)), Long.MAX_VALUE);
            markRest(access, reach, time, marks);
        }
        return kept[0];
    }

    /** Whether a later version with this value has been seen that stands for this one in every respect. */
    private static boolean superseded(Set<Long> seen, long raw, Reach reach, long first) {
        if (seen.contains(raw)) {
            return true;
        }
        if (reach.last(true) == Long.MIN_VALUE || first <= reach.last(true)) {
            seen.add(raw);
        }
        return false;
    }

    private void markRest(ImplicitAccess access, Reach reach, long time, BitSet marks) {
        long since = invalidations.keptSince(access, 0, false, time, reach);
        for (int i = 1; i < access.wordCount(); i++) {
            Set<Long> seen = new HashSet<>();
            tables.mark(access.wordAddress(i), marks, (word, first, last) -> last >= since && seen.add(word));
        }
    }

    /** A 4-byte entry alone, in the half where the access looks for it; longer entries are as they are. */
    private static long placed(ImplicitAccess access, long address, long word) {
        if (access.size() != Integer.BYTES) {
            return word;
        }
        long half = ((address & 4) == 0 ? word : word >>> Integer.SIZE) & 0xffff_ffffL;
        return (access.address() & 4) == 0 ? half : half << Integer.SIZE;
    }

    /** Adds the remaining doublewords: any of their versions since the first may have been kept. */
    private void complete(
            List<long[]> values, ImplicitAccess access, long base, long first, Reach reach, long start, long end) {
        int count = access.wordCount();
        List<List<Long>> versions = new ArrayList<>();
        boolean global = EntryValue.global(access, first);
        long keptSince = reach == null
                ? start
                : Math.max(reach.first(), invalidations.keptSince(access, first, global, start, reach));
        // an older request than those that are remembered may be asked for once more: memory counts in any case
        long since = Math.min(start, keptSince);
        int mixes = 1;
        for (int i = 1; i < count; i++) {
            List<Long> word = new ArrayList<>();
            tables.versions(base + (long) i * Long.BYTES, since, end, (raw, firstVisible, lastVisible) -> {
                if (!word.contains(raw)) {
                    word.add(raw);
                }
            });
            versions.add(word);
            mixes = Math.min(mixes * word.size(), MAX_MIXES + 1);
        }
        if (mixes > MAX_MIXES) {
            throw new IllegalStateException("too many versions of one entry: " + access.kind() + " at 0x"
                    + Long.toHexString(base) + ", mixes>" + MAX_MIXES);
        }
        mix(values, new long[count], first, versions, 1);
    }

    private static void mix(List<long[]> values, long[] partial, long word, List<List<Long>> rest, int next) {
        partial[next - 1] = word;
        if (next == partial.length) {
            values.add(partial.clone());
            return;
        }
        for (long following : rest.get(next - 1)) {
            mix(values, partial, following, rest, next + 1);
        }
    }
}
