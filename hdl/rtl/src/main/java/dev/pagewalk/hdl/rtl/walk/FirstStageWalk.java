package dev.pagewalk.hdl.rtl.walk;

import static dev.pagewalk.hdl.spinal.Choices.mux;
import static dev.pagewalk.hdl.spinal.Literals.bit;
import static dev.pagewalk.hdl.spinal.Literals.off;
import static dev.pagewalk.hdl.spinal.Literals.u;
import static dev.pagewalk.hdl.spinal.Operators.and;
import static dev.pagewalk.hdl.spinal.Operators.eq;
import static dev.pagewalk.hdl.spinal.Operators.minus;
import static dev.pagewalk.hdl.spinal.Operators.ne;
import static dev.pagewalk.hdl.spinal.Operators.not;
import static dev.pagewalk.hdl.spinal.Operators.or;
import static dev.pagewalk.hdl.spinal.Operators.xor;
import static dev.pagewalk.hdl.spinal.Shapes.cat;
import static dev.pagewalk.hdl.spinal.Shapes.slice;
import static dev.pagewalk.hdl.spinal.Shapes.toBits;
import static dev.pagewalk.hdl.spinal.Statements.set;

import dev.pagewalk.architecture.PageTableMode;
import dev.pagewalk.architecture.Stage;
import dev.pagewalk.hdl.rtl.common.TranslationRequest;
import dev.pagewalk.hdl.rtl.config.Feature;
import dev.pagewalk.hdl.rtl.config.Size;
import dev.pagewalk.hdl.spinal.Group;
import spinal.core.Bits;
import spinal.core.Bool;
import spinal.core.UInt;

/**
 * The first stage: its start from a root or a cached pointer, and each of its entries. [IOMMU §3.3 step 17]
 *
 * <p>A start over (an A or D bit has to be set, but the guest address of the entry is unknown because its table came
 * from the cache) leaves the cache aside.
 */
final class FirstStageWalk extends Group {
    /** Where the first stage starts in this pass. */
    final FirstStageRoot root = new FirstStageRoot();

    final Bool begin;
    /** The first stage is Bare: the IOVA is the guest physical address. */
    final Bool bare;

    final Bool outOfRange;
    /** The entry in this pass, when it was read well. */
    final PteDecision decision;

    final Bool pageFault;
    /** The next entry to read: in the table at {@link #tablePage}, which is a physical page if {@link #cached}. */
    final Bool read;

    final UInt tablePage;
    final UInt tableOffset;
    final UInt level;
    final Bool cached;
    /** G of the entries so far, with the one in this pass. */
    final Bool global;
    /** The leaf in this pass. */
    final Bool leaf;

    final UInt leafPage;
    final LeafAttributes attributes = new LeafAttributes();
    /** A or D has to be set, and may be as far as is known; see {@link #startOver}. */
    final Bool update;
    /** A or D may be set, and will be when the walk has succeeded; until then the entry counts as if it were. */
    final Bool postponed;

    final Bool startOver;
    final AccessNeed need = new AccessNeed();
    final PointerLevels pointers;
    final Bits space;

    FirstStageWalk(
            WalkParameters p,
            StepInput step,
            EntryArrival arrival,
            ContextAdmission admission,
            ProcessWalk process,
            Bool secondActive) {
        DecodedContext context = step.context;
        UInt iova = step.request.iova;
        Bool entry = arrival.first;
        Bool rv32 = p.hasRv32(Stage.FIRST) ? context.sxl : off();
        fillNeed(step);
        Bool adUpdate = p.has(Feature.AMO_HWAD) ? context.sade : off();
        decision = PteDecision.of(p, arrival.entry, step.state.level, rv32, bit(false), need, adUpdate);
        Bool stale = and(entry, decision.update);
        boolean updates = p.has(Feature.AMO_HWAD);
        Bool permitted = updates ? or(not(secondActive), step.state.implicitWrite) : off();
        postponed = updates ? and(stale, permitted, not(step.state.writing)) : off();
        update = and(stale, not(postponed));
        startOver = and(update, secondActive, step.state.fromCache);
        begin = or(admission.deviceFirstStage, process.firstStage, startOver);
        fillRoot(step, admission.deviceFirstStage);
        UInt code = ModeCode.of(root.mode);
        bare = and(begin, eq(code, ModeCode.BARE));
        outOfRange = and(begin, not(AddressShape.inRange(p, Stage.FIRST, iova, code, rv32)));
        UInt gscid = mux(secondActive, context.gscid, u(0, 16));
        space = cat(root.pscid, gscid, secondActive);
        Bits spread = toBits(xor(slice(root.pscid, 15, 0), gscid));
        pointers = new PointerLevels(
                p.levels(Stage.FIRST), addressBits(p), p.size(Size.FIRST_STAGE_WALK_ENTRIES), space, spread, iova);
        Bool start = and(begin, ne(code, ModeCode.BARE));
        cached = and(start, pointers.hit, not(startOver), not(rv32));
        Bool next = and(entry, decision.next);
        read = or(start, next);
        level = mux(
                start,
                mux(cached, pointers.level, AddressShape.rootLevel(p, Stage.FIRST, code, rv32)),
                minus(step.state.level, 1));
        tablePage = mux(start, mux(cached, pointers.page, root.root), arrival.entry.ppn);
        tableOffset = AddressShape.entryOffset(p, Stage.FIRST, iova, level, rv32, off());
        global = mux(start, and(cached, pointers.global), or(step.state.leaf.global, arrival.entry.g));
        pageFault = and(entry, decision.fault);
        leaf = or(and(entry, decision.leaf), postponed);
        leafPage = AddressShape.leafPage(p, arrival.entry, iova, step.state.level, rv32);
        fillAttributes(p, arrival.entry, step.state.level, rv32, adUpdate);
    }

    private static int addressBits(WalkParameters p) {
        return p.modes(Stage.FIRST).stream()
                .mapToInt(PageTableMode::addressBits)
                .max()
                .orElseThrow();
    }

    private void fillNeed(StepInput step) {
        TranslationRequest request = step.request;
        Bool ats = eq(request.type, TranslationRequest.ATS);
        Bool translated = eq(request.type, TranslationRequest.TRANSLATED);
        Bool load = and(not(request.write), not(request.execute));
        set(need.read, and(not(ats), or(load, and(translated, request.execute))));
        set(need.write, and(request.write, not(ats)));
        set(need.execute, and(request.execute, not(ats)));
        set(need.wishWrite, and(ats, not(request.noWrite)));
        set(need.supervisor, and(request.requester.processValid, request.requester.privileged, step.root.ens));
        set(need.sum, step.root.sum);
    }

    private void fillRoot(StepInput step, Bool fromDevice) {
        set(root.valid, true);
        set(root.ens, and(step.root.ens, not(fromDevice)));
        set(root.sum, and(step.root.sum, not(fromDevice)));
        set(root.pscid, mux(fromDevice, step.context.pscid, step.root.pscid));
        set(root.mode, mux(fromDevice, step.context.firstMode, step.root.mode));
        set(root.root, mux(fromDevice, step.context.firstRoot, step.root.root));
    }

    private void fillAttributes(WalkParameters p, PageEntry entry, UInt entryLevel, Bool rv32, Bool adUpdate) {
        set(attributes.readable, decision.readable);
        set(attributes.writable, decision.writable);
        set(attributes.executable, decision.executable);
        set(attributes.global, global);
        set(attributes.pbmt, entry.pbmt);
        set(attributes.piece, and(entry.n, adUpdate));
        set(attributes.sizeLog2, AddressShape.leafSize(p, entry, entryLevel, rv32, adUpdate));
    }

    /** The page offset of the entry to read next. */
    UInt pageOffset() {
        return slice(tableOffset, PageTableMode.PAGE_SHIFT - 1, 0);
    }
}
