package dev.pagewalk.hdl.rtl.walk;

import static dev.pagewalk.hdl.spinal.Choices.mux;
import static dev.pagewalk.hdl.spinal.Literals.off;
import static dev.pagewalk.hdl.spinal.Literals.u;
import static dev.pagewalk.hdl.spinal.Operators.and;
import static dev.pagewalk.hdl.spinal.Operators.eq;
import static dev.pagewalk.hdl.spinal.Operators.lt;
import static dev.pagewalk.hdl.spinal.Operators.not;
import static dev.pagewalk.hdl.spinal.Operators.or;
import static dev.pagewalk.hdl.spinal.Shapes.slice;
import static dev.pagewalk.hdl.spinal.Statements.set;

import dev.pagewalk.architecture.PageTableMode;
import dev.pagewalk.hdl.rtl.common.Canaries;
import dev.pagewalk.hdl.rtl.common.TranslationRequest;
import dev.pagewalk.hdl.rtl.config.Canary;
import dev.pagewalk.hdl.rtl.config.Feature;
import dev.pagewalk.hdl.spinal.Group;
import spinal.core.Bool;
import spinal.core.UInt;

/** The translation of a walk that arrives in this pass, both stages combined. Counts only when nothing faults. */
final class Outcome extends Group {
    private static final int PAGE = PageTableMode.PAGE_SHIFT;
    private static final int PPN_BITS = 44;
    /** What a page is without any translation: 1 GiB. */
    private static final int BARE_SIZE = 30;

    /** The walk arrives. */
    final Bool done;
    /** It would arrive, but has to set A or D bits first: the second round begins. */
    final Bool secondRound;
    /** There was nothing to translate. */
    final Bool bare;
    /** Bits 63:56 of the address come from the request. */
    final Bool unchanged;

    final UInt page;
    /** What the first stage grants, now known. */
    final LeafAttributes first = new LeafAttributes();

    final Bool firstStage;
    final LeafAttributes combined = new LeafAttributes();

    Outcome(
            WalkParameters p,
            StepInput step,
            DirectoryWalk directory,
            ContextAdmission admission,
            FirstStageWalk firstWalk,
            SecondStageEntry secondEntry,
            GuestTarget target,
            MsiWalk msi,
            Bool secondActive) {
        Bool untouched = or(directory.bareDone, admission.passThrough);
        Bool arrived = and(target.last, not(secondActive), not(target.msi));
        Bool arrives = or(untouched, arrived, secondEntry.finalLeaf, msi.done);
        Bool updates = or(step.state.updates, firstWalk.postponed, secondEntry.postponed);
        secondRound = p.has(Feature.AMO_HWAD) ? and(arrives, not(untouched), updates, not(step.state.writing)) : off();
        done = and(arrives, not(secondRound));
        bare = or(untouched, and(arrived, target.withoutFirst));
        UInt requested = slice(step.request.iova, Long.SIZE - 1, PAGE);
        UInt reached = mux(untouched, requested, target.page());
        UInt translated = mux(msi.done, msi.page, secondEntry.page);
        UInt physical = mux(or(secondEntry.finalLeaf, msi.done), translated, slice(reached, PPN_BITS - 1, 0));
        page = p.has(Feature.T2GPA) ? mux(asGuest(step), guestPage(step), physical) : physical;
        combineFirst(firstWalk, target, step.state, untouched);
        firstStage = mux(or(target.withoutFirst, untouched), off(), or(step.state.firstStage, firstWalk.leaf));
        unchanged = p.has(Feature.T2GPA) ? mux(asGuest(step), not(firstStage), bare) : bare;
        combine(p, step, secondEntry, msi);
    }

    private static Bool asGuest(StepInput step) {
        return Canaries.lose(
                Canary.GUEST_ADDRESS_FORGOTTEN, and(eq(step.request.type, TranslationRequest.ATS), step.context.t2gpa));
    }

    private static UInt guestPage(StepInput step) {
        return slice(step.state.guestAddress, PAGE + PPN_BITS - 1, PAGE);
    }

    private void combineFirst(FirstStageWalk walk, GuestTarget target, WalkState state, Bool untouched) {
        Bool all = or(target.withoutFirst, untouched);
        set(first.readable, or(all, mux(walk.leaf, walk.attributes.readable, state.leaf.readable)));
        set(first.writable, or(all, mux(walk.leaf, walk.attributes.writable, state.leaf.writable)));
        set(first.executable, or(all, mux(walk.leaf, walk.attributes.executable, state.leaf.executable)));
        set(first.global, and(not(all), mux(walk.leaf, walk.attributes.global, state.leaf.global)));
        set(first.pbmt, mux(all, u(0, 2), mux(walk.leaf, walk.attributes.pbmt, state.leaf.pbmt)));
        UInt size = mux(walk.leaf, walk.attributes.sizeLog2, state.leaf.sizeLog2);
        set(first.sizeLog2, mux(all, u(BARE_SIZE, 6), size));
        set(first.piece, and(not(all), mux(walk.leaf, walk.attributes.piece, state.leaf.piece)));
    }

    private void combine(WalkParameters p, StepInput step, SecondStageEntry second, MsiWalk msi) {
        Bool guest = second.finalLeaf;
        set(combined.readable, and(first.readable, or(not(guest), second.attributes.readable)));
        set(combined.writable, and(first.writable, or(not(guest), second.attributes.writable)));
        Bool code = and(first.executable, or(not(guest), second.attributes.executable));
        set(combined.executable, and(code, not(msi.done)));
        set(combined.global, first.global);
        Bool fromSecond = and(guest, eq(first.pbmt, 0));
        set(combined.pbmt, mux(fromSecond, second.attributes.pbmt, first.pbmt));
        UInt both = AddressShape.smaller(first.sizeLog2, second.attributes.sizeLog2);
        UInt size = mux(guest, narrowed(p, step.context.sxl, both), first.sizeLog2);
        Bool split = Canaries.lose(Canary.MESSAGE_PAGE_NOT_SPLIT, or(step.context.msiOn, msi.done));
        UInt kept = Canaries.instead(Canary.RANGE_OF_FIRST_STAGE_ONLY, size, () -> first.sizeLog2);
        set(combined.sizeLog2, mux(split, u(PAGE, 6), kept));
        Bool ofFirst = or(first.piece, lt(combined.sizeLog2, first.sizeLog2));
        Bool ofSecond = or(second.attributes.piece, lt(combined.sizeLog2, second.attributes.sizeLog2));
        set(combined.piece, mux(firstStage, ofFirst, and(guest, ofSecond)));
    }

    /** Above 34 bits a guest with SXL=1 has nothing, so no larger page is kept for it whole. */
    private static UInt narrowed(WalkParameters p, Bool sxl, UInt size) {
        if (!p.hasRv32()) {
            return size;
        }
        UInt largest = u(AddressShape.NARROW_PAGE, 6);
        return mux(and(sxl, lt(largest, size)), largest, size);
    }
}
