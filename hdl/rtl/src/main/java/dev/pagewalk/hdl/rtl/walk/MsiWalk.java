package dev.pagewalk.hdl.rtl.walk;

import static dev.pagewalk.hdl.rtl.walk.PageEntry.bit;
import static dev.pagewalk.hdl.rtl.walk.PageEntry.number;
import static dev.pagewalk.hdl.spinal.Choices.mux;
import static dev.pagewalk.hdl.spinal.Literals.off;
import static dev.pagewalk.hdl.spinal.Literals.u;
import static dev.pagewalk.hdl.spinal.OneHots.any;
import static dev.pagewalk.hdl.spinal.Operators.and;
import static dev.pagewalk.hdl.spinal.Operators.eq;
import static dev.pagewalk.hdl.spinal.Operators.minus;
import static dev.pagewalk.hdl.spinal.Operators.not;
import static dev.pagewalk.hdl.spinal.Operators.or;
import static dev.pagewalk.hdl.spinal.Operators.plus;
import static dev.pagewalk.hdl.spinal.Operators.xor;
import static dev.pagewalk.hdl.spinal.Shapes.at;
import static dev.pagewalk.hdl.spinal.Shapes.catUInt;
import static dev.pagewalk.hdl.spinal.Shapes.slice;
import static dev.pagewalk.hdl.spinal.Shapes.sliceAt;
import static dev.pagewalk.hdl.spinal.Shapes.toBits;

import dev.pagewalk.architecture.MsiPageTableEntry;
import dev.pagewalk.hdl.rtl.common.Canaries;
import dev.pagewalk.hdl.rtl.config.Canary;
import dev.pagewalk.hdl.rtl.config.Feature;
import dev.pagewalk.hdl.spinal.Group;
import spinal.core.Bits;
import spinal.core.Bool;
import spinal.core.UInt;

/**
 * MSI page tables. The index is gathered four address bits at a time, from the top, in passes of their own: the gather
 * of a whole address would be the longest path of the design. [IOMMU §3.3.3, AIA]
 */
final class MsiWalk extends Group {
    /** The first nibble to gather. */
    static final int TOP_NIBBLE = 12;

    private static final int NIBBLE = 4;
    private static final int INDEX_BITS = 52;
    private static final int PAGE_SHIFT = 12;
    private static final int MRIF_SHIFT = 9;

    /** The index so far, and the nibble after this one. */
    final UInt index;

    final UInt nextNibble;
    /** Another nibble has to be gathered. */
    final Bool gather;
    /** The entry is read next. */
    final Bool read;

    final UInt address;
    final Bool accessFault;
    final Bool poisoned;
    final Bool notValid;
    final Bool misconfigured;
    /** The entry is at hand and sound. */
    final Bool done;

    final Bool mrif;
    final UInt page;
    final UInt mrifAddress;
    final UInt notice;
    final UInt noticeId;

    MsiWalk(WalkParameters p, StepInput step, BurstStatus burst) {
        boolean on = p.has(Feature.MSI_FLAT);
        Bool pass = on ? step.is(StepKind.MSI_INDEX) : off();
        index = on ? gathered(step) : u(0, INDEX_BITS);
        nextNibble = minus(step.state.msiNibble, 1);
        Bool lastNibble = eq(step.state.msiNibble, 0);
        gather = and(pass, not(lastNibble));
        read = and(pass, lastNibble);
        UInt base = catUInt(step.context.msiRoot, u(0, PAGE_SHIFT));
        UInt entry = Canaries.instead(Canary.MESSAGE_INDEX_SHIFTED, index, () -> plus(index, 1));
        address = or(base, catUInt(entry, u(0, NIBBLE)));
        Bool complete = on ? step.is(StepKind.MSI_ENTRY) : off();
        Bits low = step.msi.low;
        UInt mode = number(low, MsiPageTableEntry.MODE.bits());
        Bool basic = eq(mode, MsiPageTableEntry.MODE_BASIC);
        Bool file = p.has(Feature.MSI_MRIF) ? eq(mode, MsiPageTableEntry.MODE_MRIF) : off();
        accessFault = and(complete, burst.error);
        poisoned = and(complete, burst.poison);
        notValid = and(complete, not(bit(low, MsiPageTableEntry.V.bits())));
        Bool sound = or(and(basic, not(basicReserved(low))), and(file, not(fileReserved(step.msi))));
        misconfigured = and(complete, or(bit(low, MsiPageTableEntry.CUSTOM.bits()), not(sound)));
        done = and(complete, not(or(accessFault, poisoned, notValid, misconfigured)));
        mrif = and(done, file);
        page = number(low, MsiPageTableEntry.PPN.bits());
        mrifAddress = catUInt(number(low, MsiPageTableEntry.MRIF_ADDRESS.bits()), u(0, MRIF_SHIFT));
        notice = catUInt(number(step.msi.high, MsiPageTableEntry.NOTICE_PPN.bits()), u(0, PAGE_SHIFT));
        noticeId = catUInt(
                bit(step.msi.high, MsiPageTableEntry.NOTICE_ID_HIGH.bits()),
                number(step.msi.high, MsiPageTableEntry.NOTICE_ID_LOW.bits()));
    }

    private static Bool basicReserved(Bits low) {
        return or(any(slice(low, 9, 3)), any(slice(low, 62, 54)));
    }

    private static Bool fileReserved(MsiWords entry) {
        return or(
                any(slice(entry.low, 6, 3)),
                any(slice(entry.low, 62, 54)),
                any(slice(entry.high, 59, 54)),
                any(slice(entry.high, 63, 61)));
    }

    private static UInt gathered(StepInput step) {
        UInt low = catUInt(step.state.msiNibble, u(0, 2));
        UInt mask = sliceAt(step.context.msiMask, low, NIBBLE);
        UInt bits = sliceAt(slice(step.state.guestAddress, Long.SIZE - 1, PAGE_SHIFT), low, NIBBLE);
        UInt result = step.state.msiIndex;
        for (int i = NIBBLE - 1; i >= 0; i--) {
            UInt longer = catUInt(slice(result, INDEX_BITS - 2, 0), at(bits, i));
            result = mux(at(mask, i), longer, result);
        }
        return result;
    }

    /** A guest page is one of the device's MSI pages. [IOMMU §3.3.3 match] */
    static Bool matches(WalkParameters p, DecodedContext context, UInt guestAddress) {
        if (!p.has(Feature.MSI_FLAT)) {
            return off();
        }
        UInt page = slice(guestAddress, Long.SIZE - 1, PAGE_SHIFT);
        Bits different = and(toBits(xor(page, context.msiPattern)), not(toBits(context.msiMask)));
        return and(context.msiOn, not(any(different)));
    }
}
