package dev.pagewalk.testbench.golden.history;

import dev.pagewalk.testbench.golden.ImplicitAccess;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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
            return values;
        }
        Entry entry = Entry.of(access);
        addresses.reached(entry, access.address(), pathGlobal, end);
        Map<Long, AddressBook.Reach> known = addresses.known(entry);
        add(values, access, access.address(), known.get(access.address()), start, end);
        known.forEach((address, reach) -> {
            if (address != access.address()) {
                add(values, access, address, reach, start, end);
            }
        });
        return values;
    }

    /** Adds what may be in memory at {@code address} now, and what may have been kept since it was read there. */
    private void add(
            List<long[]> values, ImplicitAccess access, long address, AddressBook.Reach reach, long start, long end) {
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
            complete(values, access, base, first, start, end);
        }
    }

    /** Whether a version may have been read since the last command that covers it, as a global mapping or another. */
    private boolean kept(
            ImplicitAccess access, long raw, AddressBook.Reach reach, long start, long firstVisible, long lastVisible) {
        if (reach == null || !EntryValue.valid(access, raw)) {
            return false;
        }
        boolean global = EntryValue.global(access, raw);
        return keptAs(access, raw, global, reach.last(false), start, firstVisible, lastVisible)
                || keptAs(access, raw, true, reach.last(true), start, firstVisible, lastVisible);
    }

    private boolean keptAs(
            ImplicitAccess access,
            long raw,
            boolean global,
            long reachedUntil,
            long start,
            long firstVisible,
            long lastVisible) {
        return firstVisible <= reachedUntil
                && Math.min(lastVisible, reachedUntil) >= invalidations.keptSince(access, raw, global, start);
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
    private void complete(List<long[]> values, ImplicitAccess access, long base, long first, long start, long end) {
        int count = access.wordCount();
        List<List<Long>> versions = new ArrayList<>();
        boolean global = EntryValue.global(access, first);
        long since = access.fresh() ? start : invalidations.keptSince(access, first, global, start);
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
