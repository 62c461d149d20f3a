package dev.pagewalk.hdl.rtl.walk;

import static dev.pagewalk.hdl.spinal.Choices.mux;
import static dev.pagewalk.hdl.spinal.Literals.u;
import static dev.pagewalk.hdl.spinal.OneHots.any;
import static dev.pagewalk.hdl.spinal.Operators.and;
import static dev.pagewalk.hdl.spinal.Operators.eq;
import static dev.pagewalk.hdl.spinal.Operators.minus;
import static dev.pagewalk.hdl.spinal.Operators.not;
import static dev.pagewalk.hdl.spinal.Operators.or;
import static dev.pagewalk.hdl.spinal.Shapes.catUInt;
import static dev.pagewalk.hdl.spinal.Shapes.resize;
import static dev.pagewalk.hdl.spinal.Shapes.slice;
import static dev.pagewalk.hdl.spinal.Shapes.toBits;

import dev.pagewalk.architecture.DeviceContextFormat;
import dev.pagewalk.architecture.DirectoryEntry;
import dev.pagewalk.architecture.DirectoryMode;
import dev.pagewalk.hdl.rtl.common.DirectoryControl;
import dev.pagewalk.hdl.rtl.common.TranslationRequest;
import dev.pagewalk.hdl.spinal.Group;
import spinal.core.Bits;
import spinal.core.Bool;
import spinal.core.UInt;

/** First steps of a walk: modes without a directory, and the non-leaf levels of the directory. [IOMMU §3.3 steps 1-6] */
final class DirectoryWalk extends Group {
    private static final int ENTRY_SHIFT = 3;
    private static final int PAGE_SHIFT = 12;

    /** Step 1. */
    final Bool disallowed;
    /** Step 2. */
    final Bool bareRefused;

    final Bool bareDone;
    /** Steps 3-5. */
    final Bool tooWide;
    /** Step 6, for an entry that was read. */
    final Bool accessFault;

    final Bool poisoned;
    final Bool notValid;
    final Bool misconfigured;
    /** Read at {@link #address} next; only when no fault ranks before. */
    final Bool read;

    final UInt level;
    final UInt address;

    DirectoryWalk(WalkParameters p, StepInput step, Bits word, DirectoryControl control) {
        DeviceContextFormat format = p.iommu().contextFormat();
        UInt device = step.request.requester.deviceId;
        Bool start = step.is(StepKind.START);
        Bool bare = and(start, eq(control.mode, DirectoryMode.BARE.encoding()));
        Bool untranslated = eq(step.request.type, TranslationRequest.UNTRANSLATED);
        disallowed = and(start, eq(control.mode, DirectoryMode.OFF.encoding()));
        bareRefused = and(bare, not(untranslated));
        bareDone = and(bare, untranslated);
        Bool walked = and(start, not(bare), not(disallowed));
        tooWide = and(
                walked,
                or(
                        beyond(control, device, format, DirectoryMode.ONE_LEVEL),
                        beyond(control, device, format, DirectoryMode.TWO_LEVEL)));
        Bool entry = step.entryOf(Table.DEVICE_DIRECTORY);
        accessFault = and(entry, step.error);
        poisoned = and(entry, step.poison);
        notValid = and(entry, not(PageEntry.bit(word, DirectoryEntry.V)));
        misconfigured = and(entry, reservedBits(word));
        read = or(and(walked, not(step.contextHit)), entry);
        level = mux(start, topLevel(control), minus(step.state.level, 1));
        UInt page = mux(start, control.ppn, PageEntry.number(word, DirectoryEntry.PPN));
        address = catUInt(page, offset(format, device, level));
    }

    private static Bool beyond(DirectoryControl control, UInt device, DeviceContextFormat format, DirectoryMode mode) {
        UInt rest = slice(device, DeviceContextFormat.DEVICE_ID_BITS - 1, format.deviceIdBits(mode.levels()));
        return and(eq(control.mode, mode.encoding()), any(toBits(rest)));
    }

    /** Bits that are neither V nor PPN. */
    static Bool reservedBits(Bits word) {
        return or(
                any(slice(word, Long.SIZE - 1, DirectoryEntry.PPN.high() + 1)),
                any(slice(word, DirectoryEntry.PPN.low() - 1, DirectoryEntry.V.high() + 1)));
    }

    private static UInt topLevel(DirectoryControl control) {
        return mux(
                eq(control.mode, DirectoryMode.THREE_LEVEL.encoding()),
                u(2, 3),
                mux(eq(control.mode, DirectoryMode.TWO_LEVEL.encoding()), u(1, 3), u(0, 3)));
    }

    private static UInt offset(DeviceContextFormat format, UInt device, UInt level) {
        int contextShift = Integer.numberOfTrailingZeros(format.bytes());
        UInt context = catUInt(index(format, device, 0), u(0, contextShift));
        UInt middle = catUInt(index(format, device, 1), u(0, ENTRY_SHIFT));
        UInt top = resize(catUInt(index(format, device, 2), u(0, ENTRY_SHIFT)), PAGE_SHIFT);
        return mux(eq(level, 0), context, mux(eq(level, 1), middle, top));
    }

    private static UInt index(DeviceContextFormat format, UInt device, int level) {
        int low = format.lowBit(level);
        return slice(device, low + format.indexBits(level) - 1, low);
    }
}
