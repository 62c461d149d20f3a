package dev.pagewalk.testbench.golden.history;

import dev.pagewalk.testbench.golden.AccessKind;
import dev.pagewalk.testbench.golden.AccessObserver;
import dev.pagewalk.testbench.golden.AccessOutcome;
import dev.pagewalk.testbench.golden.GoldenConfig;
import dev.pagewalk.testbench.golden.GoldenIommu;
import dev.pagewalk.testbench.golden.ImplicitAccess;
import dev.pagewalk.testbench.golden.InboundRequest;
import dev.pagewalk.testbench.golden.Invalidation;
import dev.pagewalk.testbench.golden.PageRequest;
import dev.pagewalk.testbench.golden.PageVerdict;
import dev.pagewalk.testbench.golden.TranslationResult;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/**
 * The set of results that the architecture permits for a request [IOMMU §12].
 *
 * <p>The translation procedure is run once for every combination of values that its table reads may return: for each
 * entry any version that was visible since the last covering invalidation that a fence has completed, except that an
 * entry with V=0 is only seen while it is in memory. Where nothing has changed since, the set has one element.
 *
 * <p>The caller reports what happened, with times that never go back: commits of table words (the IOMMU's own A and D
 * updates among them), invalidations at their doorbell, completed fences, and writes to fctl, ddtp and iommu_qosid.
 */
public final class AllowedSet {
    /** Combinations after which an evaluation gives up with an {@link IllegalStateException}. */
    public static final int MAX_COMBINATIONS = 1 << 18;

    private static final int MIN_REMEMBERED = 1 << 14;
    /** Commands that an evaluation looks through. */
    private static final int MAX_COMMANDS = 128;

    private final TableHistory tables = new TableHistory();
    private final InvalidationHistory invalidations = new InvalidationHistory();
    private final AddressBook addresses = new AddressBook();
    private final Candidates candidates = new Candidates(tables, invalidations, addresses);
    private final HistoryMemory memory;
    private final GoldenIommu model;
    private final List<Choice> choices = new ArrayList<>();
    private int maxCombinations = MAX_COMBINATIONS;
    private int forgetAt = MIN_REMEMBERED;
    private int position;
    private boolean pathGlobal;
    private int lastLevel;
    private long start;
    private long end;

    private static final class Choice {
        private final List<long[]> values;
        private int picked;

        Choice(List<long[]> values) {
            this.values = values;
        }
    }

    /** For an implementation of this configuration, with memory that never fails. */
    public AllowedSet(GoldenConfig config) {
        this(config, address -> AccessOutcome.OK);
    }

    /** For an implementation of this configuration; {@code errors} tells how accesses to a doubleword end. */
    public AllowedSet(GoldenConfig config, LongFunction<AccessOutcome> errors) {
        memory = new HistoryMemory(tables, errors);
        model = new GoldenIommu(config, memory);
        model.tableReader(this::read);
    }

    /**
     * For hardware that reads tables only on behalf of requests: what was over before a request could read it was never
     * kept. Without this, entries on the way of a request may have been read at any time before.
     */
    public AllowedSet withoutPrefetch() {
        addresses.withoutPrefetch();
        return this;
    }

    /** Gives up after this many combinations instead of {@link #MAX_COMBINATIONS}. */
    AllowedSet givingUpAfter(int combinations) {
        maxCombinations = combinations;
        return this;
    }

    /** A store to memory became visible. */
    public void committed(long time, long address, long value) {
        tables.commit(time, address, value);
    }

    /** An IOTINVAL or IODIR command was made known to the hardware. */
    public void invalidationIssued(long time, Invalidation invalidation) {
        invalidations.issued(time, invalidation);
    }

    /** An IOFENCE.C that follows every command issued so far was seen to complete. */
    public void fenceCompleted(long time) {
        invalidations.fenced(time);
    }

    /** A write to fctl, ddtp or iommu_qosid, with no request in flight. */
    public void writeRegister(int offset, int size, long value) {
        model.writeRegister(offset, size, value);
    }

    /**
     * The permitted results of a request that was in flight from {@code from} to {@code to}. Range sizes are left out
     * of them, because any smaller range is permitted as well.
     */
    public Set<TranslationResult> of(InboundRequest request, long from, long to) {
        Set<TranslationResult> results = new LinkedHashSet<>();
        evaluate(request, from, to, result -> results.add(withoutRange(result)));
        return results;
    }

    /**
     * As {@link #of}, one permitted combination after the other: {@code results} gets the result of each with its range
     * size, after the observers have seen its accesses.
     */
    public void evaluate(InboundRequest request, long from, long to, Consumer<TranslationResult> results) {
        evaluate(() -> model.request(request), request, from, to, results);
    }

    /** The same for a page request: whether the device may make it. */
    public void evaluate(PageRequest request, long from, long to, Consumer<PageVerdict> verdicts) {
        evaluate(() -> model.judge(request), request, from, to, verdicts);
    }

    private <T> void evaluate(Supplier<T> procedure, Object request, long from, long to, Consumer<T> results) {
        start = from;
        end = to;
        memory.inFlight(from, to);
        choices.clear();
        int runs = 0;
        do {
            if (++runs > maxCombinations) {
                throw new IllegalStateException(
                        "too many combinations: most=" + maxCombinations + ", request=" + request);
            }
            position = 0;
            pathGlobal = false;
            lastLevel = 0;
            results.accept(procedure.get());
        } while (advance());
    }

    /** Adds somebody who sees every access of every combination. */
    public void observe(AccessObserver observer) {
        model.addObserver(observer);
    }

    /** The doubleword that memory holds now. */
    public long present(long address) {
        return tables.present(address);
    }

    /** Every version of a word that was visible from {@code from} to {@code to}, oldest first. */
    public void versions(long address, long from, long to, TableHistory.VersionVisitor visitor) {
        tables.versions(address, from, to, visitor);
    }

    /** Since when a word has the value that it has now. */
    public long since(long address) {
        return tables.since(address);
    }

    /** Everything that was kept is gone, as after reset [IOMMU §1 Reset]. */
    public void cachesEmptied() {
        addresses.clear();
        invalidations.clear();
    }

    /**
     * No request that was accepted before {@code time} will be asked for any more. Forgets what can no longer matter:
     * versions that ended before and that no request has read since the last command that covers them, commands that
     * were complete by then, and places where nothing is kept. Requests that are not evaluated (because the caller
     * knows their result) must be reported with {@link #speculated} before a word that they read changes.
     *
     * <p>May be called as often as convenient; it works only when what is remembered has doubled, so that memory stays
     * in proportion to the mappings that are in use.
     */
    public void forgetBefore(long time) {
        if (remembered() >= forgetAt) {
            prune(time);
            forgetAt = Math.max(MIN_REMEMBERED, remembered() * 2);
        } else if (invalidations.size() >= MAX_COMMANDS) {
            List<InvalidationHistory.Command> completed = invalidations.takeCompleted(time);
            if (!completed.isEmpty()) {
                addresses.fold(completed, time);
            }
        }
    }

    /** As {@link #forgetBefore}, at once. */
    void prune(long time) {
        addresses.fold(invalidations.takeCompleted(time), time);
        BitSet marks = new BitSet(tables.retained());
        addresses.retain(reach -> candidates.mark(reach, time, marks));
        tables.forget(time, marks);
    }

    /** Older versions, commands and places that are remembered. */
    public int remembered() {
        return tables.retained() + invalidations.size() + addresses.size();
    }

    /** The result without its range size, as the set holds it. */
    public static TranslationResult withoutRange(TranslationResult result) {
        return new TranslationResult(
                result.status(),
                result.cause(),
                result.spa(),
                0,
                result.pbmt(),
                result.msi(),
                result.mrif(),
                result.ats(),
                result.iotval2(),
                result.recorded(),
                result.rcid(),
                result.mcid());
    }

    /**
     * Walks that the hardware made without a request, such as prefetches, are known to the set only when they are
     * reported here: what they could read may have been kept.
     */
    public void speculated(InboundRequest request, long from, long to) {
        of(request, from, to);
    }

    /** Picks the next combination: the last choice that has an alternative left takes it, later ones start anew. */
    private boolean advance() {
        while (!choices.isEmpty()) {
            Choice last = choices.get(choices.size() - 1);
            if (++last.picked < last.values.size()) {
                return true;
            }
            choices.remove(choices.size() - 1);
        }
        return false;
    }

    private AccessOutcome read(ImplicitAccess access) {
        AccessOutcome worst = AccessOutcome.OK;
        for (int i = 0; i < access.wordCount(); i++) {
            worst = worse(worst, memory.outcome(access.wordAddress(i)));
        }
        if (worst != AccessOutcome.OK) {
            return worst;
        }
        if (access.kind() == AccessKind.FIRST_STAGE_PTE) {
            // a level that does not descend starts another walk
            pathGlobal &= access.level() < lastLevel;
            lastLevel = access.level();
        }
        if (position == choices.size()) {
            boolean global = access.kind() == AccessKind.FIRST_STAGE_PTE && pathGlobal;
            choices.add(new Choice(candidates.of(access, global, start, end)));
        }
        Choice choice = choices.get(position++);
        long[] value = choice.values.get(choice.picked);
        System.arraycopy(value, 0, access.words(), 0, value.length);
        addresses.returned(access, value[0]);
        pathGlobal |= EntryValue.global(access, value[0]) || keptThroughGlobalPath(access);
        return AccessOutcome.OK;
    }

    /** A kept pointer may have been read below a global one that has gone since [IOMMU §4 G]. */
    private boolean keptThroughGlobalPath(ImplicitAccess access) {
        return access.kind() == AccessKind.FIRST_STAGE_PTE && addresses.everGlobal(Entry.of(access));
    }

    private static AccessOutcome worse(AccessOutcome one, AccessOutcome other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
