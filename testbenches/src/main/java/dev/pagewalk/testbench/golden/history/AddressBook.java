package dev.pagewalk.testbench.golden.history;

import dev.pagewalk.testbench.golden.AccessKind;
import dev.pagewalk.testbench.golden.ImplicitAccess;

import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * Where the entry of a tag has been found in memory, and when last. A cache looks up by tag, so it may answer with an
 * entry that was read through a pointer that has changed since: when a context has a new root but its GSCID and PSCID
 * are the same, entries of the old tables stay legal until IOTINVAL removes them [IOMMU §12].
 */
final class AddressBook {
    private static final int NAPOT_ENTRIES = 16;

    /** By entry, PSCID left out, then by PSCID, then by address. */
    private final Map<Entry, Map<Integer, Map<Long, Reach>>> reaches = new HashMap<>();

    private long forgottenBefore = Long.MIN_VALUE;
    private int size;
    private boolean napotSeen;
    private boolean globalSeen;
    private boolean prefetching = true;

    /** From now on an entry is kept only since a request could first read it. */
    void withoutPrefetch() {
        prefetching = false;
    }

    /** A request that was in flight from {@code from} to {@code time} could read the entry at {@code access.address()}. */
    void reached(ImplicitAccess access, boolean throughGlobalPath, long from, long time) {
        reaches.computeIfAbsent(Entry.of(access).ofAnyProcess(), unused -> new HashMap<>())
                .computeIfAbsent(access.pscid(), unused -> new HashMap<>())
                .computeIfAbsent(access.address(), unused -> {
                    size++;
                    return new Reach(forgottenBefore);
                })
                .read(access, throughGlobalPath, prefetching ? Long.MIN_VALUE : from, time);
    }

    /** A read returned this value; remembers which kinds of sharing between tags there are. */
    void returned(ImplicitAccess access, long raw) {
        napotSeen |= EntryValue.shape(access, raw) == EntryValue.NAPOT;
        globalSeen |= EntryValue.global(access, raw);
    }

    /** Whether the entry was ever reached through a global path: a kept pointer may stand for that path. */
    boolean everGlobal(Entry entry) {
        for (Map<Long, Reach> places :
                reaches.getOrDefault(entry.ofAnyProcess(), Map.of()).values()) {
            for (Reach reach : places.values()) {
                if (reach.last(true) != Long.MIN_VALUE) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Forgets everything. */
    void clear() {
        reaches.clear();
        size = 0;
    }

    /** Every address of the entry, and when it could be read there. */
    Map<Long, Reach> known(Entry entry) {
        return reaches.getOrDefault(entry.ofAnyProcess(), Map.of()).getOrDefault(entry.pscid(), Map.of());
    }

    /** The places of entries whose page, when it is a NAPOT page, is the same as this entry's [IOMMU §4 N]. */
    void napotSiblings(ImplicitAccess access, Entry entry, BiConsumer<Long, Reach> action) {
        boolean stage = access.kind() == AccessKind.FIRST_STAGE_PTE || access.kind() == AccessKind.SECOND_STAGE_PTE;
        if (!napotSeen || !stage || access.level() != 0 || access.size() != Long.BYTES) {
            return;
        }
        long first = entry.prefix() & -NAPOT_ENTRIES;
        for (long prefix = first; prefix < first + NAPOT_ENTRIES; prefix++) {
            if (prefix != entry.prefix()) {
                known(entry.at(prefix)).forEach(action);
            }
        }
    }

    /** The places of this entry in other processes of the same space, whose global mappings serve this one [IOMMU §4 G]. */
    void otherProcesses(Entry entry, BiConsumer<Long, Reach> action) {
        if (globalSeen && entry.kind() == AccessKind.FIRST_STAGE_PTE) {
            reaches.getOrDefault(entry.ofAnyProcess(), Map.of()).forEach((pscid, places) -> {
                if (pscid != entry.pscid()) {
                    places.forEach(action);
                }
            });
        }
    }

    /** Pairs of entry and address that are remembered. */
    int size() {
        return size;
    }

    /** Takes the effect of commands, all complete by {@code time}, over into what is remembered. */
    void fold(Collection<InvalidationHistory.Command> commands, long time) {
        for (Map<Integer, Map<Long, Reach>> processes : reaches.values()) {
            for (Map<Long, Reach> places : processes.values()) {
                for (Reach reach : places.values()) {
                    commands.forEach(reach::fold);
                }
            }
        }
        forgottenBefore = time;
    }

    /** Keeps only what the predicate wants. */
    void retain(Predicate<Reach> wanted) {
        Iterator<Map<Integer, Map<Long, Reach>>> entries = reaches.values().iterator();
        while (entries.hasNext()) {
            Map<Integer, Map<Long, Reach>> processes = entries.next();
            for (Map<Long, Reach> places : processes.values()) {
                int before = places.size();
                places.values().removeIf(wanted.negate());
                size -= before - places.size();
            }
            processes.values().removeIf(Map::isEmpty);
            if (processes.isEmpty()) {
                entries.remove();
            }
        }
    }
}
