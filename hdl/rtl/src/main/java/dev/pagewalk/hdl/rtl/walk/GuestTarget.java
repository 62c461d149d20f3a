package dev.pagewalk.hdl.rtl.walk;

import static dev.pagewalk.hdl.spinal.Choices.mux;
import static dev.pagewalk.hdl.spinal.Literals.off;
import static dev.pagewalk.hdl.spinal.OneHots.any;
import static dev.pagewalk.hdl.spinal.Operators.and;
import static dev.pagewalk.hdl.spinal.Operators.not;
import static dev.pagewalk.hdl.spinal.Operators.or;
import static dev.pagewalk.hdl.spinal.Shapes.catUInt;
import static dev.pagewalk.hdl.spinal.Shapes.slice;
import static dev.pagewalk.hdl.spinal.Shapes.toBits;
import static dev.pagewalk.hdl.spinal.Shapes.zeroExtend;

import dev.pagewalk.architecture.PageTableMode;
import dev.pagewalk.hdl.rtl.config.Feature;
import dev.pagewalk.hdl.spinal.Group;
import spinal.core.Bool;
import spinal.core.UInt;

/** The guest physical address that this pass arrives at: of a table entry, or the final one. */
final class GuestTarget extends Group {
    private static final int PAGE = PageTableMode.PAGE_SHIFT;
    private static final int PAGE_BITS = Long.SIZE - PAGE;
    private static final int NARROWEST_GUEST_BITS = 41;

    /** An entry of the process directory. */
    final Bool processTable;
    /** An entry of a first-stage table, not from the cache of pointers. */
    final Bool firstTable;
    /** That entry again, to be written. */
    final Bool rewrite;
    /** The address that the device asked for. */
    final Bool last;
    /** There was no first stage. */
    final Bool withoutFirst;

    final UInt address;
    /** The same as an MSI page of the device. */
    final Bool msi;

    private final Bool secondActive;

    GuestTarget(
            WalkParameters p,
            StepInput step,
            ContextAdmission admission,
            ProcessWalk process,
            FirstStageWalk first,
            Bool secondActive) {
        this.secondActive = secondActive;
        processTable = process.read;
        firstTable = and(first.read, not(first.cached));
        rewrite = p.has(Feature.AMO_HWAD)
                ? and(first.update, secondActive, not(first.startOver), not(step.state.exclusive))
                : off();
        withoutFirst = or(admission.noFirstStage, first.bare);
        last = or(withoutFirst, first.leaf);
        UInt iova = step.request.iova;
        UInt tablePage = mux(processTable, process.page, first.tablePage);
        UInt table = catUInt(tablePage, mux(processTable, process.offset, first.pageOffset()));
        UInt leaf = catUInt(first.leafPage, slice(iova, PAGE - 1, 0));
        UInt known = p.has(Feature.AMO_HWAD) ? mux(rewrite, step.state.guestAddress, iova) : iova;
        UInt short64 = zeroExtend(mux(or(processTable, first.read), table, leaf), Long.SIZE);
        address = mux(or(rewrite, withoutFirst), known, short64);
        msi = and(last, MsiWalk.matches(p, step.context, address));
    }

    /** Its page number. */
    UInt page() {
        return slice(address, Long.SIZE - 1, PAGE);
    }

    /** The address of a device without a second stage has more than 41 bits; for a planted bug. */
    Bool beyondWithoutGuest() {
        Bool beyond = any(toBits(slice(page(), PAGE_BITS - 1, NARROWEST_GUEST_BITS - PAGE)));
        return and(last, not(secondActive), beyond);
    }
}
