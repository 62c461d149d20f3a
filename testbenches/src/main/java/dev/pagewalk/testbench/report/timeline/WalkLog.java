package dev.pagewalk.testbench.report.timeline;

import dev.pagewalk.testbench.report.Translation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The accesses of walks by walk slot, and which of them belong to a translation. The records do not name the slot of a
 * translation; it is the one whose accesses end, while the translation was under way, in a leaf over its answer. For a
 * refused one it is the slot with the latest access. An access belongs to the first translation that it explains.
 * Accesses of page requests, of debug translations and of walks that are not over belong to none.
 */
final class WalkLog {
    private static final int MOST_KEPT = 256;

    private final long from;
    private final Map<Integer, List<WalkStep>> steps = new HashMap<>();
    private final List<WalkStep> left = new ArrayList<>();

    /** A log of accesses, in which those that are over by {@code from} need not be kept. */
    WalkLog(long from) {
        this.from = from;
    }

    void add(WalkStep step) {
        List<WalkStep> slot = steps.computeIfAbsent(step.burst().id, id -> new ArrayList<>());
        slot.add(step);
        if (slot.size() > MOST_KEPT) {
            List<WalkStep> oldest = slot.subList(0, MOST_KEPT / 2);
            oldest.stream().filter(old -> old.burst().end >= from).forEach(left::add);
            oldest.clear();
        }
    }

    /** The accesses that belong to no translation until now, by their first cycle. */
    List<WalkStep> unclaimed() {
        List<WalkStep> all = new ArrayList<>(left);
        steps.values().forEach(all::addAll);
        all.removeIf(step -> step.burst().end < from);
        all.sort(Comparator.comparingLong(step -> step.burst().start));
        return all;
    }

    /** The accesses behind a translation that began at a cycle; empty if a cache answered or another walk served. */
    List<WalkStep> of(Translation translation, long from) {
        List<WalkStep> best = List.of();
        List<WalkStep> owner = List.of();
        for (List<WalkStep> slot : steps.values()) {
            List<WalkStep> candidate = translation.fault() ? tail(slot, from) : toLeaf(slot, translation, from);
            if (last(candidate) > last(best)) {
                best = candidate;
                owner = slot;
            }
        }
        int reads = translation.reads();
        List<WalkStep> found = List.copyOf(reads > 0 && countReads(best) > reads ? lastReads(best, reads) : best);
        if (!found.isEmpty()) {
            owner.removeAll(found);
        }
        return found;
    }

    private static List<WalkStep> tail(List<WalkStep> slot, long from) {
        int first = slot.size();
        while (first > 0 && slot.get(first - 1).burst().start >= from) {
            first--;
        }
        return slot.subList(first, slot.size());
    }

    /** Up to the leaf and the updates of it. */
    private static List<WalkStep> toLeaf(List<WalkStep> slot, Translation translation, long from) {
        List<WalkStep> tail = tail(slot, from);
        for (int i = tail.size() - 1; i >= 0; i--) {
            if (tail.get(i).leadsTo(translation.physical())) {
                int end = i + 1;
                while (end < tail.size() && tail.get(end).burst().write) {
                    end++;
                }
                return tail.subList(0, end);
            }
        }
        return List.of();
    }

    private static long last(List<WalkStep> list) {
        return list.isEmpty() ? Long.MIN_VALUE : list.get(list.size() - 1).burst().start;
    }

    private static int countReads(List<WalkStep> list) {
        return (int) list.stream().filter(step -> !step.burst().write).count();
    }

    private static List<WalkStep> lastReads(List<WalkStep> list, int reads) {
        int first = list.size();
        for (int left = reads; left > 0; left--) {
            do {
                first--;
            } while (list.get(first).burst().write);
        }
        return list.subList(first, list.size());
    }
}
