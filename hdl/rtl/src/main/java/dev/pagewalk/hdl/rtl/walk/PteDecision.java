package dev.pagewalk.hdl.rtl.walk;

import static dev.pagewalk.hdl.spinal.Choices.mux;
import static dev.pagewalk.hdl.spinal.Literals.off;
import static dev.pagewalk.hdl.spinal.OneHots.any;
import static dev.pagewalk.hdl.spinal.Operators.and;
import static dev.pagewalk.hdl.spinal.Operators.eq;
import static dev.pagewalk.hdl.spinal.Operators.ge;
import static dev.pagewalk.hdl.spinal.Operators.ne;
import static dev.pagewalk.hdl.spinal.Operators.not;
import static dev.pagewalk.hdl.spinal.Operators.or;
import static dev.pagewalk.hdl.spinal.Shapes.slice;
import static dev.pagewalk.hdl.spinal.Shapes.toBits;
import static dev.pagewalk.hdl.spinal.Statements.set;
import static dev.pagewalk.hdl.spinal.Types.bool;

import dev.pagewalk.architecture.PageTableEntry;
import dev.pagewalk.hdl.rtl.common.Canaries;
import dev.pagewalk.hdl.rtl.config.Canary;
import dev.pagewalk.hdl.rtl.config.Feature;
import spinal.core.Bool;
import spinal.core.Bundle;
import spinal.core.UInt;

/**
 * What a page-table entry means for one access, in either stage. [Priv §12.3.2 steps 3-9, §18.5; IOMMU §3.3]
 *
 * <pre>
 *  V=0, W without R, reserved bits, PBMT -------------------------> fault
 *  R=X=0: level 0, or A, D, U, N, PBMT set -----------------------> fault
 *         else ---------------------------------------------------> next table
 *  leaf:  misaligned, or N without the 64-KiB form at level 0 ----> fault
 *         permission or privilege missing ------------------------> fault
 *         A=0, or D=0 and written: without hardware update -------> fault
 *                                  with hardware update ----------> update
 *         else ---------------------------------------------------> leaf
 * </pre>
 *
 * Exactly one of {@link #fault}, {@link #next}, {@link #update} and {@link #leaf} holds.
 */
final class PteDecision extends Bundle {
    private static final int LEVEL_BITS = 9;
    private static final int RV32_LEVEL_BITS = 10;

    public final Bool fault = bool();
    public final Bool next = bool();
    public final Bool update = bool();
    public final Bool leaf = bool();
    /** The update sets D as well as A. */
    public final Bool updateDirty = bool();
    /** What the leaf grants to this requester. */
    public final Bool readable = bool();

    public final Bool writable = bool();
    public final Bool executable = bool();

    /**
     * Decides.
     *
     * @param level of the table that holds the entry
     * @param rv32 the entry has 4 bytes
     * @param second it is a second-stage entry
     * @param adUpdate A and D are updated by hardware in this stage
     */
    static PteDecision of(
            WalkParameters parameters,
            PageEntry entry,
            UInt level,
            Bool rv32,
            Bool second,
            AccessNeed need,
            Bool adUpdate) {
        PteDecision decision = new PteDecision();
        Bool isLeaf = or(entry.r, entry.x);
        Bool supervisor = and(not(second), need.supervisor);
        Bool sum = Canaries.instead(Canary.SUM_REFUSED_WITH_X, need.sum, () -> and(need.sum, not(entry.x)));
        Bool dataPrivilege = mux(supervisor, or(not(entry.u), sum), entry.u);
        Bool codePrivilege = mux(supervisor, not(entry.u), entry.u);
        Bool writeGranted = and(entry.w, dataPrivilege);
        set(decision.readable, and(entry.r, dataPrivilege));
        set(decision.writable, and(writeGranted, Canaries.force(Canary.DIRTY_IGNORED_ON_HIT, entry.d)));
        set(decision.executable, and(entry.x, codePrivilege));
        Bool asked = and(
                or(not(need.read), decision.readable),
                or(not(need.write), writeGranted),
                or(not(need.execute), decision.executable));
        // an ATS request asks for nothing, but not in another's page
        Bool granted = parameters.has(Feature.ATS)
                ? and(asked, Canaries.force(Canary.ATS_PRIVILEGE_IGNORED, dataPrivilege))
                : asked;
        Bool permitted = Canaries.instead(Canary.EXECUTE_ONLY_FAULTS, granted, () -> and(granted, entry.r));
        Bool dirties = Canaries.force(Canary.DIRTY_WITHOUT_WRITE, need.write);
        Bool dirtyMissing = and(not(entry.d), or(dirties, and(need.wishWrite, writeGranted)));
        Bool stale = or(not(entry.a), dirtyMissing);
        Bool sound = and(
                wellFormed(parameters, entry),
                mux(isLeaf, leafShape(parameters, entry, level, rv32), pointerShape(entry, level)));
        Bool usable = and(sound, isLeaf, permitted);
        set(decision.next, and(sound, not(isLeaf)));
        set(decision.update, and(usable, stale, adUpdate));
        set(decision.leaf, and(usable, not(stale)));
        set(decision.fault, or(not(sound), and(isLeaf, or(not(permitted), and(stale, not(adUpdate))))));
        set(decision.updateDirty, dirtyMissing);
        return decision;
    }

    /** V=1, no reserved bit and no reserved combination. */
    static Bool wellFormed(WalkParameters parameters, PageEntry entry) {
        Bool reserved = any(entry.reserved);
        if (!parameters.has(Feature.SVRSW60T59B)) {
            reserved = or(reserved, any(entry.software));
        }
        Bool memoryType = parameters.has(Feature.SVPBMT) ? eq(entry.pbmt, 3) : ne(entry.pbmt, 0);
        return and(entry.v, not(and(entry.w, not(entry.r))), not(reserved), not(memoryType));
    }

    private static Bool pointerShape(PageEntry entry, UInt level) {
        Bool attributes = or(entry.a, entry.d, entry.u, entry.n, ne(entry.pbmt, 0));
        return and(not(attributes), ne(level, 0));
    }

    private static Bool leafShape(WalkParameters parameters, PageEntry entry, UInt level, Bool rv32) {
        Bool napot = and(eq(level, 0), eq(slice(entry.ppn, 3, 0), PageTableEntry.NAPOT_64K_PPN_LOW));
        return and(
                not(misaligned(parameters, entry, level, rv32)),
                or(not(entry.n), Canaries.lose(Canary.NAPOT_FAULTS, napot)));
    }

    private static Bool misaligned(WalkParameters parameters, PageEntry entry, UInt level, Bool rv32) {
        int levels = parameters.levels();
        Bool wide = off();
        for (int l = 1; l < Math.min(levels, 5); l++) {
            int high = Math.min(l * LEVEL_BITS, 44) - 1;
            Bool part = any(toBits(slice(entry.ppn, high, (l - 1) * LEVEL_BITS)));
            wide = or(wide, and(ge(level, l), part));
        }
        if (!parameters.hasRv32()) {
            return wide;
        }
        Bool narrow = and(ne(level, 0), any(toBits(slice(entry.ppn, RV32_LEVEL_BITS - 1, 0))));
        return mux(rv32, narrow, wide);
    }
}
