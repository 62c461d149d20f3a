package dev.pagewalk.hdl.rtl.device;

import static dev.pagewalk.hdl.spinal.Literals.u;
import static dev.pagewalk.hdl.spinal.Shapes.catUInt;
import static dev.pagewalk.hdl.spinal.Shapes.slice;
import static dev.pagewalk.hdl.spinal.Statements.set;
import static dev.pagewalk.hdl.spinal.Types.bool;
import static dev.pagewalk.hdl.spinal.Types.uint;

import dev.pagewalk.hdl.rtl.common.WalkResult;
import dev.pagewalk.hdl.rtl.config.Feature;
import dev.pagewalk.hdl.rtl.config.IommuParameters;
import spinal.core.Bool;
import spinal.core.Bundle;
import spinal.core.UInt;

/** Where an MSI to a memory-resident interrupt file goes. QoS ids are null without that feature. [IOMMU §3.3.3, AIA] */
public final class InterruptFile extends Bundle {
    private static final int ADDRESS_BITS = 56;
    private static final int FILE_SHIFT = 9;
    private static final int PAGE_SHIFT = 12;

    /** Bits 55:9 of the file's address. */
    public final UInt file = uint(ADDRESS_BITS - FILE_SHIFT);
    /** Bits 55:12 of the address of the notice. */
    public final UInt notice = uint(ADDRESS_BITS - PAGE_SHIFT);

    public final UInt noticeId = uint(11);
    /** Faults of the store leave no record (DC.tc.DTF). */
    public final Bool silent = bool();

    public final UInt rcid;
    public final UInt mcid;

    InterruptFile(IommuParameters parameters) {
        boolean qos = parameters.has(Feature.QOSID);
        rcid = qos ? uint(12) : null;
        mcid = qos ? uint(12) : null;
    }

    /** What a walk found. */
    static InterruptFile of(IommuParameters parameters, WalkResult result) {
        InterruptFile to = new InterruptFile(parameters);
        set(to.file, slice(result.mrifAddress, ADDRESS_BITS - 1, FILE_SHIFT));
        set(to.notice, slice(result.notice, ADDRESS_BITS - 1, PAGE_SHIFT));
        set(to.noticeId, result.noticeId);
        set(to.silent, result.dropRecord);
        if (to.rcid != null) {
            set(to.rcid, result.rcid);
            set(to.mcid, result.mcid);
        }
        return to;
    }

    /** Address of the doubleword with the pending bits of 64 identities. */
    UInt pendingWord(UInt pair) {
        return catUInt(file, pair, u(0, 4));
    }

    /** Address of the notice. */
    UInt noticeAddress() {
        return catUInt(notice, u(0, PAGE_SHIFT));
    }
}
