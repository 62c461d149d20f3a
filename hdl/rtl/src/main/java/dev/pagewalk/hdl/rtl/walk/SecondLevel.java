package dev.pagewalk.hdl.rtl.walk;

import static dev.pagewalk.hdl.spinal.Choices.mux;
import static dev.pagewalk.hdl.spinal.Literals.off;
import static dev.pagewalk.hdl.spinal.Literals.on;
import static dev.pagewalk.hdl.spinal.Literals.u;
import static dev.pagewalk.hdl.spinal.Literals.zeros;
import static dev.pagewalk.hdl.spinal.OneHots.any;
import static dev.pagewalk.hdl.spinal.Operators.and;
import static dev.pagewalk.hdl.spinal.Operators.eq;
import static dev.pagewalk.hdl.spinal.Operators.not;
import static dev.pagewalk.hdl.spinal.Operators.or;
import static dev.pagewalk.hdl.spinal.Operators.plus;
import static dev.pagewalk.hdl.spinal.Registers.reg;
import static dev.pagewalk.hdl.spinal.Registers.regInit;
import static dev.pagewalk.hdl.spinal.Shapes.at;
import static dev.pagewalk.hdl.spinal.Statements.set;
import static dev.pagewalk.hdl.spinal.Statements.when;
import static dev.pagewalk.hdl.spinal.Types.bits;
import static dev.pagewalk.hdl.spinal.Types.bool;
import static dev.pagewalk.hdl.spinal.Types.flow;
import static dev.pagewalk.hdl.spinal.Types.in;
import static dev.pagewalk.hdl.spinal.Types.log2Up;
import static dev.pagewalk.hdl.spinal.Types.master;
import static dev.pagewalk.hdl.spinal.Types.out;
import static dev.pagewalk.hdl.spinal.Types.slave;
import static dev.pagewalk.hdl.spinal.Types.uint;
import static dev.pagewalk.hdl.spinal.Types.vec;

import dev.pagewalk.hdl.rtl.common.Canaries;
import dev.pagewalk.hdl.rtl.common.Invalidation;
import dev.pagewalk.hdl.rtl.common.TranslationRequest;
import dev.pagewalk.hdl.rtl.common.WalkResult;
import dev.pagewalk.hdl.rtl.config.Canary;
import dev.pagewalk.hdl.rtl.config.Size;
import dev.pagewalk.hdl.spinal.Group;
import dev.pagewalk.hdl.spinal.Memories;
import dev.pagewalk.hdl.spinal.Module;
import spinal.core.Bits;
import spinal.core.Bool;
import spinal.core.Mem;
import spinal.core.UInt;
import spinal.core.Vec;
import spinal.lib.Flow;

import java.util.List;
import java.util.stream.IntStream;

/**
 * <b>Purpose:</b> second-level IOTLB: set-associative, in block RAM, tagged by requester and page; asked before a walk.
 * <br><b>Contract:</b> each request that opens a slot ends in {@link #missed} (walk) or in {@link #found} (answer), once.
 * An invalidation that fires makes lookups under way misses, so that nothing older than it is found later. Entries
 * are removed by epochs ({@link SecondLevelEpochs}), and single pages by clearing the sets that may hold them.
 * <br><b>Latency/throughput:</b> page sizes are probed in turn, sizes never written are left out; found two cycles after
 * the first probe; one lookup per cycle while one size is in use.
 * <br><b>Faults raised:</b> none; what lacks the permission is a miss.
 * <br><b>Spec references:</b> [IOMMU §3.8], [IOMMU §4.1].
 */
final class SecondLevel extends Module<WalkParameters> {
    private final int sets = parameters.size(Size.SECOND_LEVEL_SETS);
    private final int ways = parameters.size(Size.SECOND_LEVEL_WAYS);
    private final int indexBits = Math.max(1, log2Up(sets));

    /** A slot opens. */
    final Bool open = in(bool());

    final UInt openSlot = in(uint(parameters.slotBits()));
    final TranslationRequest openRequest = in(new TranslationRequest());
    /** A device directory is in use. */
    final Bool enabled = in(bool());
    /** A slot may open. */
    final Bool mayOpen = out(bool());

    final Flow<UInt> missed = master(flow(() -> uint(parameters.slotBits())));
    final Bool found = out(bool());
    final WalkResult result = out(new WalkResult(parameters.slotBits()));
    /** The answer is passed on; not while an invalidation fires. */
    final Bool taken = in(bool());
    /** A walk answers. */
    final Bool install = in(bool());

    final TranslationRequest installRequest = in(new TranslationRequest());
    final WalkResult installResult = in(new WalkResult(parameters.slotBits()));
    final Flow<Invalidation> invalidation = slave(flow(() -> new Invalidation()));
    /** No earlier invalidation is still being worked on. */
    final Bool invalidateReady = out(bool());

    private final SecondLevelEpochs epochs = new SecondLevelEpochs(invalidation.valid(), invalidation.payload());
    private final List<Mem<Bits>> memories =
            IntStream.range(0, ways).mapToObj(i -> mem(new SecondLevelEntry())).toList();

    private Mem<Bits> mem(SecondLevelEntry shape) {
        int width = Packing.width(shape, parameters);
        return Memories.mem(() -> bits(width), Math.max(2, sets));
    }

    /** Which sizes any entry may have. */
    static final class Sizes extends Group {
        final Vec<Bool> used = vec(PageClass.COUNT, i -> regInit(off()));

        /** The least used size from a class on. */
        UInt from(Vec<Bool> present, UInt least) {
            UInt next = u(PageClass.COUNT, PageClass.BITS);
            for (int i = PageClass.COUNT - 1; i >= 0; i--) {
                Bool reached = i == 0 ? eq(least, 0) : i == 1 ? not(eq(least, 2)) : on();
                next = mux(and(at(present, i), reached), u(i, PageClass.BITS), next);
            }
            return next;
        }

        final UInt first = from(used, u(0, PageClass.BITS));
    }

    private final Sizes sizes = new Sizes();

    /** All entries are cleared, after reset and when a counter of the epochs starts again. */
    final class Scrub extends Group {
        final Bool active = regInit(on());
        final UInt set = regInit(u(0, indexBits));
    }

    private final Scrub scrub = new Scrub();

    /** The sets that may hold the page of an invalidation are cleared, one size per cycle. */
    final class Clear extends Group {
        final Bool active = regInit(off());
        final UInt page = reg(() -> uint(PageClass.PAGE_BITS));
        final UInt pageClass = reg(() -> uint(PageClass.BITS));
        final Bool begins = Canaries.lose(Canary.SECOND_LEVEL_PAGE_SURVIVES, and(epochs.byAddress, any(sizes.used)));
        final UInt nowPage = mux(active, page, invalidation.payload().page);
        final UInt nowClass = mux(active, pageClass, sizes.first);
        final UInt next = following(nowClass);
        final Bool now = or(active, begins);
    }

    private final Clear clear = new Clear();

    final class Write extends Group {
        final SecondLevelEntry entry = SecondLevelEntry.of(installRequest, installResult);
        final Bool walked = and(
                install,
                installResult.install,
                eq(installResult.source, WalkResult.SOURCE_WALK),
                not(scrub.active),
                not(clear.now),
                not(invalidation.valid()));
        final UInt cleared = mux(scrub.active, scrub.set, index(clear.nowPage, clear.nowClass));
        final UInt set = mux(or(scrub.active, clear.now), cleared, index(entry.page, entry.pageClass));
        final UInt victim = regInit(u(0, Math.max(1, log2Up(ways))));
        final Bool any = or(scrub.active, clear.now, walked);
    }

    private final Write write = new Write();

    /** The lookup whose set was read in the cycle before. */
    final class Probe extends Group {
        final Bool active = regInit(off());
        final UInt slot = reg(() -> uint(parameters.slotBits()));
        final TranslationRequest request = reg(() -> new TranslationRequest());
        final UInt pageClass = reg(() -> uint(PageClass.BITS));
        /** Sizes worth probing when the lookup began. */
        final Vec<Bool> used = vec(PageClass.COUNT, i -> reg(() -> bool()));
        /** There is anything to find. */
        final Bool useful = reg(() -> bool());
        /** The set changed while it was read. */
        final Bool spoiled = reg(() -> bool());

        final UInt next = sizes.from(used, mux(eq(pageClass, 2), u(0, PageClass.BITS), plus(pageClass, 1)));
        final Bool last = or(not(useful), eq(pageClass, 2), eq(next, PageClass.COUNT));
    }

    private final Probe probe = new Probe();

    final class Read extends Group {
        final Bool useful =
                and(enabled, eq(openRequest.type, TranslationRequest.UNTRANSLATED), not(scrub.active), any(sizes.used));
        final UInt page = mux(open, SecondLevelEntry.pageOf(openRequest), SecondLevelEntry.pageOf(probe.request));
        final UInt pageClass = mux(open, sizes.first, probe.next);
        final UInt set = index(page, pageClass);
        final Bool spoiled = or(invalidation.valid(), clear.now, scrub.active, and(write.any, eq(write.set, set)));
    }

    private final Read read = new Read();

    /** The answer that waits for its turn. */
    final class Answer extends Group {
        final Bool valid = regInit(off());
        /** An invalidation came: the slot has to walk. */
        final Bool redo = regInit(off());

        final WalkResult payload = reg(() -> new WalkResult(parameters.slotBits()));
    }

    private final Answer answer = new Answer();

    final class Compare extends Group {
        final List<SecondLevelEntry> entries =
                memories.stream().map(m -> entry(m)).toList();
        final Vec<Bool> matches = vec(
                ways,
                i -> and(
                        entries.get(i).answers(parameters, probe.request, probe.pageClass),
                        epochs.current(entries.get(i))));
        final Bool sound = and(probe.useful, not(or(probe.spoiled, invalidation.valid(), clear.active, scrub.active)));
        final Bool hit = and(probe.active, sound, any(matches), or(not(answer.valid), and(taken, not(answer.redo))));
        final Bool miss = and(probe.active, not(hit), or(probe.last, not(sound), any(matches)));
        final WalkResult payload = new WalkResult(parameters.slotBits());
    }

    private final Compare compare = new Compare();

    SecondLevel(WalkParameters parameters) {
        super(parameters);
        set(mayOpen, and(not(answer.redo), or(not(probe.active), probe.last)));
        set(missed.valid(), or(compare.miss, answer.redo));
        set(missed.payload(), mux(compare.miss, probe.slot, answer.payload.slot));
        set(found, and(answer.valid, not(answer.redo)));
        set(result, answer.payload);
        set(invalidateReady, not(clear.active));
        probing();
        answering();
        writing();
        clearing();
    }

    private SecondLevelEntry entry(Mem<Bits> memory) {
        SecondLevelEntry entry = Packing.zeroed(new SecondLevelEntry());
        Packing.unpack(entry, Memories.readSync(memory, read.set), parameters);
        return entry;
    }

    private UInt index(UInt page, UInt pageClass) {
        return sets == 1 ? u(0, 1) : PageClass.index(page, pageClass, indexBits);
    }

    private UInt following(UInt pageClass) {
        UInt next = sizes.from(sizes.used, mux(eq(pageClass, 2), u(0, PageClass.BITS), plus(pageClass, 1)));
        return mux(eq(pageClass, 2), u(PageClass.COUNT, PageClass.BITS), next);
    }

    private void probing() {
        when(or(compare.hit, compare.miss), () -> set(probe.active, false));
        set(probe.spoiled, read.spoiled);
        when(probe.active, () -> set(probe.pageClass, probe.next));
        when(open, () -> {
            set(probe.active, true);
            set(probe.slot, openSlot);
            set(probe.request, openRequest);
            set(probe.pageClass, sizes.first);
            set(probe.used, sizes.used);
            set(probe.useful, read.useful);
        });
    }

    private void answering() {
        WalkResult payload = compare.payload;
        SecondLevelEntry entry = compare.entries.get(0);
        entry.fill(payload, probe.request);
        for (int i = ways - 1; i > 0; i--) {
            WalkResult other = new WalkResult(parameters.slotBits());
            compare.entries.get(i).fill(other, probe.request);
            when(at(compare.matches, i), () -> set(payload, other));
        }
        set(payload.slot, probe.slot);
        when(or(taken, and(answer.redo, not(compare.miss))), () -> {
            set(answer.valid, false);
            set(answer.redo, false);
        });
        when(and(answer.valid, not(taken), invalidation.valid()), () -> set(answer.redo, true));
        when(compare.hit, () -> {
            set(answer.valid, true);
            set(answer.payload, payload);
        });
    }

    private void writing() {
        epochs.stamp(write.entry);
        epochs.written(write.walked, write.entry);
        Bits word = Packing.pack(write.entry, parameters);
        Bits empty = zeros(Packing.width(write.entry, parameters));
        Bool clears = or(scrub.active, clear.now);
        for (int i = 0; i < ways; i++) {
            Bool chosen = ways == 1 ? on() : eq(write.victim, i);
            Bool enable = or(clears, and(write.walked, chosen));
            Memories.write(memories.get(i), write.set, mux(clears, empty, word), enable);
        }
        when(write.walked, () -> {
            for (int i = 0; i < PageClass.COUNT; i++) {
                Bool used = at(sizes.used, i);
                when(eq(write.entry.pageClass, i), () -> set(used, true));
            }
            if (ways > 1) {
                set(write.victim, mux(eq(write.victim, ways - 1), u(0, log2Up(ways)), plus(write.victim, 1)));
            }
        });
    }

    private void clearing() {
        when(clear.now, () -> {
            set(clear.active, not(eq(clear.next, PageClass.COUNT)));
            set(clear.page, clear.nowPage);
            set(clear.pageClass, clear.next);
        });
        when(scrub.active, () -> {
            set(scrub.set, plus(scrub.set, 1));
            when(eq(scrub.set, sets - 1), () -> set(scrub.active, false));
        });
        when(epochs.wrapped, () -> {
            set(scrub.active, true);
            set(scrub.set, 0);
            for (int i = 0; i < PageClass.COUNT; i++) {
                set(at(sizes.used, i), false);
            }
        });
    }
}
