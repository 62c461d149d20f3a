package dev.pagewalk.hdl.rtl.walk;

import static dev.pagewalk.hdl.rtl.walk.PageEntry.bit;
import static dev.pagewalk.hdl.rtl.walk.PageEntry.field;
import static dev.pagewalk.hdl.rtl.walk.PageEntry.number;
import static dev.pagewalk.hdl.spinal.Choices.mux;
import static dev.pagewalk.hdl.spinal.Literals.off;
import static dev.pagewalk.hdl.spinal.OneHots.any;
import static dev.pagewalk.hdl.spinal.Operators.and;
import static dev.pagewalk.hdl.spinal.Operators.eq;
import static dev.pagewalk.hdl.spinal.Operators.gt;
import static dev.pagewalk.hdl.spinal.Operators.ne;
import static dev.pagewalk.hdl.spinal.Operators.not;
import static dev.pagewalk.hdl.spinal.Operators.or;
import static dev.pagewalk.hdl.spinal.Shapes.slice;

import dev.pagewalk.architecture.DeviceContext;
import dev.pagewalk.architecture.PageTableMode;
import dev.pagewalk.architecture.ProcessDirectoryMode;
import dev.pagewalk.architecture.Stage;
import dev.pagewalk.hdl.rtl.common.DirectoryControl;
import dev.pagewalk.hdl.rtl.config.Feature;
import dev.pagewalk.hdl.rtl.config.Size;
import spinal.core.Bits;
import spinal.core.Bool;
import spinal.core.UInt;

/**
 * The checks that make a valid device context misconfigured. Numbers are those of the list in [IOMMU §3.1.4].
 *
 * <p>{@link #malformed} looks at one doubleword while it arrives; {@link #inconsistent} at the whole context.
 */
final class DeviceContextChecks {
    private static final int ID_BITS = 12;

    private DeviceContextChecks() {}

    /** A doubleword is refused by itself. */
    static Bool malformed(WalkParameters p, int index, Bits word, DirectoryControl control) {
        return switch (index) {
            case 0 -> malformedControl(p, word, control);
            case 1 -> malformedSecondStage(p, word, control);
            case 2 -> malformedAttributes(p, word);
            case 3 -> any(slice(word, 59, 44));
            case 4 -> or(any(slice(word, 59, 44)), gt(number(word, DeviceContext.MSIPTP_MODE.bits()), 1));
            case 5, 6 -> any(slice(word, Long.SIZE - 1, p.guestAddressBits() - PageTableMode.PAGE_SHIFT));
            default -> any(word);
        };
    }

    private static Bool malformedControl(WalkParameters p, Bits tc, DirectoryControl control) {
        Bool enAts = bit(tc, DeviceContext.EN_ATS.bits());
        Bool enPri = bit(tc, DeviceContext.EN_PRI.bits());
        Bool prpr = bit(tc, DeviceContext.PRPR.bits());
        Bool t2gpa = bit(tc, DeviceContext.T2GPA.bits());
        Bool reserved = or(any(slice(tc, 63, 32)), any(slice(tc, 23, 12))); // 1
        Bool withoutAts = p.has(Feature.ATS) ? off() : or(enAts, enPri, prpr); // 2
        Bool needsAts = and(not(enAts), or(t2gpa, enPri)); // 3, 4
        Bool needsPri = and(not(enPri), prpr); // 5
        Bool withoutT2gpa = p.has(Feature.T2GPA) ? off() : t2gpa; // 6
        Bool defaultProcess = and(bit(tc, DeviceContext.DPE.bits()), not(bit(tc, DeviceContext.PDTV.bits()))); // 10
        Bool update = or(bit(tc, DeviceContext.GADE.bits()), bit(tc, DeviceContext.SADE.bits()));
        Bool withoutUpdate = p.has(Feature.AMO_HWAD) ? off() : update; // 14
        Bool order = freeByteOrder(p) ? off() : ne(bit(tc, DeviceContext.SBE.bits()), control.bigEndian); // 15
        Bool sxl = bit(tc, DeviceContext.SXL.bits());
        Bool width = p.has(Feature.GXL_WRITABLE) ? and(control.gxl, not(sxl)) : sxl; // 16
        return or(reserved, withoutAts, needsAts, needsPri, withoutT2gpa, defaultProcess, withoutUpdate, order, width);
    }

    private static Bool malformedSecondStage(WalkParameters p, Bits iohgatp, DirectoryControl control) {
        UInt mode = number(iohgatp, DeviceContext.IOHGATP_MODE.bits());
        Bool unknown = not(AddressShape.known(p, Stage.SECOND, mode, control.gxl)); // 11
        Bool unaligned = and(ne(mode, PageTableMode.BARE), any(slice(iohgatp, 1, 0))); // 13
        return or(unknown, unaligned);
    }

    private static Bool malformedAttributes(WalkParameters p, Bits ta) {
        Bool reserved = or(any(slice(ta, 11, 0)), any(slice(ta, 39, 32))); // 1
        int rcid = p.has(Feature.QOSID) ? p.size(Size.RCID_BITS) : 0;
        int mcid = p.has(Feature.QOSID) ? p.size(Size.MCID_BITS) : 0;
        return or( // 17
                reserved,
                above(field(ta, DeviceContext.TA_RCID.bits()), rcid),
                above(field(ta, DeviceContext.TA_MCID.bits()), mcid));
    }

    private static Bool above(Bits id, int implemented) {
        return implemented >= ID_BITS ? off() : any(slice(id, ID_BITS - 1, implemented));
    }

    /** Doublewords that are sound alone contradict each other. */
    static Bool inconsistent(WalkParameters p, DecodedContext context) {
        Bool secondBare = eq(context.secondMode, ModeCode.BARE);
        Bool unknownFirst = not(AddressShape.known(p, Stage.FIRST, context.firstMode, context.sxl)); // 9
        Bool unknownProcess = not(knownDirectory(p, context.firstMode)); // 8
        return or(
                and(context.t2gpa, secondBare), // 7
                mux(context.pdtv, unknownProcess, unknownFirst),
                and(context.msiOn, secondBare)); // 18
    }

    private static Bool knownDirectory(WalkParameters p, UInt mode4) {
        Bool known = eq(mode4, ProcessDirectoryMode.BARE.encoding());
        for (ProcessDirectoryMode mode : p.processModes()) {
            known = or(known, eq(mode4, mode.encoding()));
        }
        return known;
    }

    /** DC.tc.SBE may differ from fctl.BE. */
    static boolean freeByteOrder(WalkParameters p) {
        return p.has(Feature.BOTH_ENDIAN) && p.has(Feature.BE_WRITABLE);
    }
}
