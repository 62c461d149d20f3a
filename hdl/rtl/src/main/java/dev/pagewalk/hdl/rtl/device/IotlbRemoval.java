package dev.pagewalk.hdl.rtl.device;

import static dev.pagewalk.hdl.spinal.Literals.off;
import static dev.pagewalk.hdl.spinal.Literals.on;
import static dev.pagewalk.hdl.spinal.OneHots.all;
import static dev.pagewalk.hdl.spinal.Operators.and;
import static dev.pagewalk.hdl.spinal.Operators.not;
import static dev.pagewalk.hdl.spinal.Operators.or;
import static dev.pagewalk.hdl.spinal.Operators.xor;
import static dev.pagewalk.hdl.spinal.Shapes.at;
import static dev.pagewalk.hdl.spinal.Shapes.resize;
import static dev.pagewalk.hdl.spinal.Shapes.slice;
import static dev.pagewalk.hdl.spinal.Shapes.toBits;
import static dev.pagewalk.hdl.spinal.Statements.set;
import static dev.pagewalk.hdl.spinal.Types.bits;
import static dev.pagewalk.hdl.spinal.Types.bool;
import static dev.pagewalk.hdl.spinal.Types.uint;

import dev.pagewalk.hdl.rtl.common.Invalidation;
import dev.pagewalk.hdl.rtl.common.InvalidationKind;
import spinal.core.Bits;
import spinal.core.Bool;
import spinal.core.Bundle;
import spinal.core.UInt;

/**
 * Which entries an invalidation removes: conditions on the comparison that a lookup makes anyway. Removing more than
 * asked is always permitted, so ids are compared as eight folded bits and ranges in whole segments. [IOMMU §4.1, §3.8]
 *
 * <pre>
 *            device  process  first stage  guest      GSCID    PSCID, not global  page
 *  VMA       -       -        with         = GV       if GV    if PSCV            if AV
 *  GVMA      -       -        -            with       if GV    -                  if AV and GV, without first stage
 *  DDT       if DV   -        -            -          -        -                  -
 *  PDT       yes     yes      -            -          -        -                  -
 * </pre>
 */
public final class IotlbRemoval extends Bundle {
    /** Bits of a folded GSCID or PSCID. */
    static final int FOLDED = 8;

    public final Bool useDevice = bool();
    public final Bool useProcess = bool();
    public final Bool usePage = bool();
    /** With {@code usePage}: an entry with a first stage goes whatever its page, for its guest address is not known. */
    public final Bool guestPage = bool();

    public final Bool useGscid = bool();
    public final Bool usePscid = bool();
    public final Bool needFirstStage = bool();
    public final Bool needGuest = bool();
    public final Bool needHost = bool();
    public final UInt gscid = uint(FOLDED);
    public final UInt pscid = uint(FOLDED);
    /** Segments that the range covers at least in part. */
    public final Bits range;

    IotlbRemoval(IotlbShape shape) {
        range = bits(shape.segments());
    }

    /** The conditions of an invalidation. */
    static IotlbRemoval of(IotlbShape shape, Invalidation from) {
        IotlbRemoval to = new IotlbRemoval(shape);
        Bool vma = from.is(InvalidationKind.VMA);
        Bool gvma = from.is(InvalidationKind.GVMA);
        Bool pdt = from.is(InvalidationKind.PDT);
        Bool guest = and(gvma, from.gv);
        set(to.useDevice, or(pdt, and(from.is(InvalidationKind.DDT), from.dv)));
        set(to.useProcess, pdt);
        set(to.usePage, and(from.av, or(vma, guest)));
        set(to.guestPage, gvma);
        set(to.useGscid, and(from.gv, or(vma, gvma)));
        set(to.usePscid, and(vma, from.pscv));
        set(to.needFirstStage, vma);
        set(to.needGuest, or(gvma, and(vma, from.gv)));
        set(to.needHost, and(vma, not(from.gv)));
        set(to.gscid, foldGscid(from.gscid));
        set(to.pscid, foldPscid(from.pscid));
        for (int k = 0; k < shape.segments(); k++) {
            set(at(to.range, k), and(from.s, lowestOnes(from.page, shape.start(k) - 12)));
        }
        return to;
    }

    /** The conditions of a lookup: none. */
    static IotlbRemoval none(IotlbShape shape) {
        IotlbRemoval none = new IotlbRemoval(shape);
        for (Bool flag : none.flags()) {
            set(flag, off());
        }
        set(none.gscid, 0);
        set(none.pscid, 0);
        set(none.range, 0);
        return none;
    }

    private Bool[] flags() {
        return new Bool[] {
            useDevice, useProcess, usePage, guestPage, useGscid, usePscid, needFirstStage, needGuest, needHost
        };
    }

    private static Bool lowestOnes(UInt page, int count) {
        return count == 0 ? on() : all(toBits(slice(page, count - 1, 0)));
    }

    /** Eight bits of a GSCID. */
    static UInt foldGscid(UInt id) {
        return xor(slice(id, 7, 0), slice(id, 15, 8));
    }

    /** Eight bits of a PSCID. */
    static UInt foldPscid(UInt id) {
        return xor(xor(slice(id, 7, 0), slice(id, 15, 8)), resize(slice(id, 19, 16), FOLDED));
    }
}
