package dev.pagewalk.hdl.rtl.walk;

import static dev.pagewalk.hdl.spinal.Choices.mux;
import static dev.pagewalk.hdl.spinal.Literals.off;
import static dev.pagewalk.hdl.spinal.Operators.and;
import static dev.pagewalk.hdl.spinal.Operators.eq;
import static dev.pagewalk.hdl.spinal.Operators.not;
import static dev.pagewalk.hdl.spinal.Operators.or;
import static dev.pagewalk.hdl.spinal.Shapes.at;
import static dev.pagewalk.hdl.spinal.Shapes.cat;
import static dev.pagewalk.hdl.spinal.Shapes.slice;
import static dev.pagewalk.hdl.spinal.Shapes.zeroExtend;

import dev.pagewalk.architecture.Stage;
import dev.pagewalk.hdl.rtl.common.Canaries;
import dev.pagewalk.hdl.rtl.common.DirectoryControl;
import dev.pagewalk.hdl.rtl.config.Canary;
import dev.pagewalk.hdl.rtl.config.Feature;
import dev.pagewalk.hdl.spinal.Group;
import spinal.core.Bits;
import spinal.core.Bool;
import spinal.core.UInt;

/** What came from memory, in the byte order and size of its table. [IOMMU §3.10] */
final class EntryArrival extends Group {
    private static final int RV32_INDEX = 10;
    private static final int WORD = 32;

    /** The table has big-endian entries. */
    final Bool bigEndian;
    /** The entry has 4 bytes. */
    final Bool rv32;
    /** It is the upper half of the doubleword. */
    final Bool upper;
    /** The doubleword, or the entry of 4 bytes zero extended. */
    final Bits word;

    final PageEntry entry;
    /** A first-stage entry was read, or updated, without error. */
    final Bool first;
    /** The same for the second stage. */
    final Bool second;
    /** A page-table entry could not be read or written. */
    final Bool accessFault;

    final Bool poisoned;
    /** A compare-and-swap lost. */
    final Bool lost;

    EntryArrival(WalkParameters p, StepInput step, DirectoryControl control) {
        Bool ofFirst = eq(step.state.table, Table.FIRST_STAGE);
        Bool ofSecond = eq(step.state.table, Table.SECOND_STAGE);
        Bool bySbe =
                or(ofFirst, eq(step.state.table, Table.PROCESS_DIRECTORY), eq(step.state.table, Table.PROCESS_CONTEXT));
        Bool sbe = DeviceContextChecks.freeByteOrder(p) ? step.context.sbe : control.bigEndian;
        bigEndian = p.has(Feature.BOTH_ENDIAN) ? mux(bySbe, sbe, control.bigEndian) : off();
        rv32 = or(
                p.hasRv32(Stage.FIRST) ? and(ofFirst, step.context.sxl) : off(),
                p.hasRv32(Stage.SECOND) ? and(ofSecond, control.gxl) : off());
        upper = p.hasRv32()
                ? mux(
                        ofFirst,
                        half(step.request.iova, step.state.level),
                        half(step.state.guestAddress, step.state.secondLevel))
                : off();
        Bits ordered = p.has(Feature.BOTH_ENDIAN) ? mux(bigEndian, swapped(step.data), step.data) : step.data;
        Bits read = ordered;
        if (p.hasRv32()) {
            // Swapping the doubleword has also exchanged its halves.
            Bool high = p.has(Feature.BOTH_ENDIAN) ? mux(bigEndian, not(upper), upper) : upper;
            Bits part = mux(high, slice(ordered, Long.SIZE - 1, WORD), slice(ordered, WORD - 1, 0));
            read = mux(rv32, zeroExtend(part, Long.SIZE), ordered);
        }
        Bool written = p.has(Feature.AMO_HWAD) ? step.is(StepKind.WRITTEN) : off();
        word = p.has(Feature.AMO_HWAD) ? mux(written, step.saved, read) : read;
        entry = PageEntry.of(word);
        Bool arrived = or(step.is(StepKind.ENTRY), written);
        Bool refused = p.has(Feature.AMO_HWAD)
                ? and(step.is(StepKind.ENTRY), step.state.exclusive, not(step.exclusiveOkay))
                : off();
        Bool pageTable = or(ofFirst, ofSecond);
        accessFault = and(arrived, pageTable, or(step.error, refused));
        poisoned = and(arrived, pageTable, step.poison);
        Bool beaten = and(written, not(step.exclusiveOkay), not(step.error), not(step.poison));
        lost = Canaries.lose(Canary.UPDATE_RETRY_FORGOTTEN, beaten);
        Bool well = and(arrived, not(step.error), not(step.poison), not(refused), not(lost));
        first = and(well, ofFirst);
        second = and(well, ofSecond);
    }

    private static Bool half(UInt address, UInt level) {
        return mux(eq(level, 0), at(address, 12), at(address, 12 + RV32_INDEX));
    }

    /** The same bytes in reverse order. */
    static Bits swapped(Bits word) {
        Bits[] bytes = new Bits[Long.BYTES];
        for (int i = 0; i < Long.BYTES; i++) {
            bytes[i] = slice(word, 8 * i + 7, 8 * i);
        }
        return cat(bytes[0], bytes[1], bytes[2], bytes[3], bytes[4], bytes[5], bytes[6], bytes[7]);
    }
}
