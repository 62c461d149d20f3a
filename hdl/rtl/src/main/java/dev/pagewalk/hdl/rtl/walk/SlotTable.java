package dev.pagewalk.hdl.rtl.walk;

import static dev.pagewalk.hdl.spinal.Choices.mux;
import static dev.pagewalk.hdl.spinal.Literals.off;
import static dev.pagewalk.hdl.spinal.Literals.u;
import static dev.pagewalk.hdl.spinal.OneHots.any;
import static dev.pagewalk.hdl.spinal.OneHots.lowestIndex;
import static dev.pagewalk.hdl.spinal.Operators.and;
import static dev.pagewalk.hdl.spinal.Operators.eq;
import static dev.pagewalk.hdl.spinal.Operators.not;
import static dev.pagewalk.hdl.spinal.Operators.or;
import static dev.pagewalk.hdl.spinal.Registers.reg;
import static dev.pagewalk.hdl.spinal.Registers.regInit;
import static dev.pagewalk.hdl.spinal.Shapes.at;
import static dev.pagewalk.hdl.spinal.Shapes.resize;
import static dev.pagewalk.hdl.spinal.Shapes.slice;
import static dev.pagewalk.hdl.spinal.Shapes.toBits;
import static dev.pagewalk.hdl.spinal.Statements.set;
import static dev.pagewalk.hdl.spinal.Statements.when;
import static dev.pagewalk.hdl.spinal.Types.bool;
import static dev.pagewalk.hdl.spinal.Types.flow;
import static dev.pagewalk.hdl.spinal.Types.in;
import static dev.pagewalk.hdl.spinal.Types.out;
import static dev.pagewalk.hdl.spinal.Types.slave;
import static dev.pagewalk.hdl.spinal.Types.stream;
import static dev.pagewalk.hdl.spinal.Types.uint;
import static dev.pagewalk.hdl.spinal.Types.vec;

import dev.pagewalk.hdl.rtl.common.Canaries;
import dev.pagewalk.hdl.rtl.common.Invalidation;
import dev.pagewalk.hdl.rtl.common.TranslationRequest;
import dev.pagewalk.hdl.rtl.config.Canary;
import dev.pagewalk.hdl.spinal.Group;
import dev.pagewalk.hdl.spinal.Module;
import spinal.core.Bits;
import spinal.core.Bool;
import spinal.core.UInt;
import spinal.core.Vec;
import spinal.lib.Flow;
import spinal.lib.Stream;

/**
 * <b>Purpose:</b> hands out the slots of walks in flight, merges identical requests, knows which walks are stale and
 * which a fence waits for.
 * <br><b>Contract:</b> a request joins a walk for the same requester, type, access and page that is not stale and does
 * not answer in this cycle; a slot is free again in the cycle after its answer. A walk that has looked at a table or a
 * cache when an invalidation arrives, and that the invalidation may concern ({@link StaleRule}), is stale from then on.
 * <br><b>Latency/throughput:</b> one request per cycle; the slot is combinational from the request.
 * <br><b>Faults raised:</b> none.
 * <br><b>Spec references:</b> [IOMMU §3.8], IOFENCE.C in [IOMMU §4.1.2].
 */
final class SlotTable extends Module<WalkParameters> {
    private static final int PAGE = 12;

    final Stream<TranslationRequest> request = slave(stream(() -> new TranslationRequest()));
    /** The slot that serves the request. */
    final UInt slot = out(uint(parameters.slotBits()));
    /** A walk may open now. */
    final Bool mayOpen = in(bool());
    /** The request opens a walk in {@link #slot}. */
    final Bool opened = out(bool());
    /** A walk starts to read tables and caches. */
    final Bool touches = in(bool());

    final UInt touchedSlot = in(uint(parameters.slotBits()));
    /** The walk in the decision stage: whether it is stale, and what it learns about its address spaces. */
    final Bool deciding = in(bool());

    final UInt decidedSlot = in(uint(parameters.slotBits()));
    final Bool stale = out(bool());
    final WalkScope learnt = in(new WalkScope());
    /** A walk answers; the slot is free from the next cycle on. */
    final Flow<UInt> answered = slave(flow(() -> uint(parameters.slotBits())));

    final Flow<Invalidation> invalidation = slave(flow(() -> new Invalidation()));
    final Bool fenceStart = in(bool());
    final Bool fenceDone = out(bool());

    private final int walks = parameters.walks();

    final class State extends Group {
        final Vec<Bool> busy = vec(walks, i -> regInit(off()));
        final Vec<Bool> touched = vec(walks, i -> regInit(off()));
        final Vec<Bool> stale = vec(walks, i -> regInit(off()));
        final Vec<Bool> fenced = vec(walks, i -> regInit(off()));
        final Vec<WalkScope> scopes = vec(walks, i -> reg(() -> new WalkScope()));
        final Vec<TranslationRequest> requests = vec(walks, i -> reg(() -> new TranslationRequest()));
        final Vec<Bool> answers = vec(walks, i -> and(answered.valid(), eq(answered.payload(), i)));
    }

    private final State slots = new State();

    final class Merge extends Group {
        final Vec<Bool> same = vec(
                walks,
                i -> and(
                        at(slots.busy, i),
                        not(at(slots.stale, i)),
                        not(at(slots.answers, i)),
                        identical(at(slots.requests, i), request.payload())));
        final Bool hit = any(same);
    }

    private final Merge merge = new Merge();

    /** Which walks the invalidation of this cycle makes stale. */
    final class Concern extends Group {
        final Vec<Bool> decided = vec(walks, i -> and(deciding, eq(decidedSlot, i)));
        final Vec<Bool> directories = vec(
                walks,
                i -> and(
                        or(at(slots.touched, i), and(touches, eq(touchedSlot, i))),
                        StaleRule.directory(invalidation.payload(), at(slots.requests, i).requester)));
        final Vec<Bool> translations =
                vec(walks, i -> StaleRule.translation(invalidation.payload(), at(slots.scopes, i), at(decided, i)));
        final Vec<Bool> now = vec(
                walks,
                i -> Canaries.lose(
                        Canary.STALE_WALK,
                        and(invalidation.valid(), at(slots.busy, i), or(at(directories, i), at(translations, i)))));
    }

    private final Concern concern = new Concern();

    SlotTable(WalkParameters parameters) {
        super(parameters);
        Bits free = not(toBits(slots.busy));
        Bool opens = and(any(free), mayOpen);
        set(request.ready(), or(merge.hit, opens));
        set(slot, number(mux(merge.hit, toBits(merge.same), free)));
        set(opened, and(request.valid(), not(merge.hit), opens));
        Vec<Bool> staleNow = vec(walks, i -> or(at(slots.stale, i), at(concern.now, i)));
        set(stale, Slots.pick(staleNow, decidedSlot));
        set(fenceDone, not(any(slots.fenced)));
        for (int i = 0; i < walks; i++) {
            update(i);
        }
    }

    private UInt number(Bits candidates) {
        return walks == 1 ? u(0, 1) : resize(lowestIndex(candidates), parameters.slotBits());
    }

    private void update(int i) {
        when(at(slots.answers, i), () -> {
            set(at(slots.busy, i), false);
            set(at(slots.fenced, i), false);
        });
        when(and(touches, eq(touchedSlot, i)), () -> set(at(slots.touched, i), true));
        WalkScope scope = at(slots.scopes, i);
        when(and(at(concern.decided, i), learnt.known), () -> {
            set(scope.known, true);
            set(scope.second, learnt.second);
            set(scope.gscid, learnt.gscid);
        });
        when(and(at(concern.decided, i), learnt.first), () -> {
            set(scope.first, true);
            set(scope.pscid, learnt.pscid);
        });
        when(at(concern.now, i), () -> set(at(slots.stale, i), true));
        when(fenceStart, () -> set(at(slots.fenced, i), and(at(slots.busy, i), not(at(slots.answers, i)))));
        when(and(opened, eq(slot, i)), () -> {
            set(at(slots.busy, i), true);
            set(at(slots.touched, i), false);
            set(at(slots.stale, i), false);
            set(scope.known, false);
            set(scope.first, false);
            set(at(slots.requests, i), request.payload());
        });
    }

    private static Bool identical(TranslationRequest a, TranslationRequest b) {
        return and(
                eq(a.requester, b.requester),
                eq(a.type, b.type),
                eq(a.write, b.write),
                eq(a.execute, b.execute),
                eq(a.noWrite, b.noWrite),
                eq(slice(a.iova, Long.SIZE - 1, PAGE), slice(b.iova, Long.SIZE - 1, PAGE)));
    }
}
