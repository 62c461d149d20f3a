package dev.pagewalk.hdl.rtl.common;

import static dev.pagewalk.hdl.spinal.Types.bits;
import static dev.pagewalk.hdl.spinal.Types.bool;
import static dev.pagewalk.hdl.spinal.Types.uint;

import spinal.core.Bits;
import spinal.core.Bool;
import spinal.core.Bundle;
import spinal.core.UInt;

/**
 * Answer of the walk engine, broadcast once for each slot that was allocated.
 *
 * <p>Exactly one of three: {@code retry} (made stale by an invalidation: ask again; all else undefined), {@code fault},
 * or a translation that permits the access that was asked.
 */
public final class WalkResult extends Bundle {
    /** Values of {@link #source}. */
    public static final int SOURCE_SECOND_LEVEL = 1;

    public static final int SOURCE_WALK = 2;
    public static final int SOURCE_BARE = 3;

    /** The slot that {@code walk.slot} named when the request fired. */
    public final UInt slot;

    public final Bool retry = bool();
    public final Bool fault = bool();
    public final UInt cause = uint(12);
    public final UInt iotval2 = uint(64);
    /** The fault leaves no record (DC.tc.DTF applied). */
    public final Bool dropRecord = bool();

    /** The first-level IOTLB may keep it. Never with fault or retry. */
    public final Bool install = bool();
    /** Physical page number of the 4-KiB page that was asked; of the guest page for ATS with DC.tc.T2GPA. */
    public final UInt ppn = uint(44);

    /** Bits 63:56 of the address are those of the request: no table has translated it. Otherwise they are 0. */
    public final Bool unchanged = bool();
    /** At least 12: the page of both stages together, and the most that a cache may keep. */
    public final UInt sizeLog2 = uint(6);

    /**
     * The page is a piece of a larger leaf of the stage by whose addresses IOTINVAL finds it: one that names another
     * address may mean the same leaf, so that a cache removes the page with any address.
     */
    public final Bool piece = bool();

    /** What this requester may do with the page, both stages together; writable only if no D bit needs an update. */
    public final Bool readable = bool();

    public final Bool writable = bool();
    public final Bool executable = bool();
    public final Bits pbmt = bits(2);
    public final UInt rcid = uint(12);
    public final UInt mcid = uint(12);

    /** The second stage translated: IOTINVAL with this GSCID concerns the result. */
    public final UInt gscid = uint(16);

    public final Bool gscidValid = bool();
    /** The first stage translated: IOTINVAL.VMA with this PSCID concerns the result. */
    public final UInt pscid = uint(20);

    public final Bool pscidValid = bool();
    public final Bool global = bool();

    /** Memory reads of the walk. */
    public final UInt levels = uint(5);
    /** Which unit knew it: {@code SOURCE_...}. */
    public final Bits source = bits(2);

    /** ATS only: the page may be reached by untranslated requests only. [IOMMU §3.6] */
    public final Bool untranslatedOnly = bool();
    /** ATS only: a CXL requester has to use CXL.io; the device port drops it for others. [IOMMU §3.6] */
    public final Bool cxlIo = bool();

    /** Message only: DC.tc.PRPR. [IOMMU §3.7] */
    public final Bool repeatProcess = bool();

    /** The page is a memory-resident interrupt file; {@code ppn} is undefined. [IOMMU §3.3.3] */
    public final Bool mrif = bool();
    /** Address of the file, a multiple of 512. */
    public final UInt mrifAddress = uint(56);
    /** Where the notice goes, a multiple of 4096. */
    public final UInt notice = uint(56);
    /** The data of the notice. */
    public final UInt noticeId = uint(11);

    /**
     * A result.
     *
     * @param slotWidth bits of {@link #slot}
     */
    public WalkResult(int slotWidth) {
        slot = uint(slotWidth);
    }
}
