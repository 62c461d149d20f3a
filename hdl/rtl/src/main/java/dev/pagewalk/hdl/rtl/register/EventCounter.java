package dev.pagewalk.hdl.rtl.register;

import static dev.pagewalk.hdl.spinal.Choices.mux;
import static dev.pagewalk.hdl.spinal.Literals.off;
import static dev.pagewalk.hdl.spinal.Literals.u;
import static dev.pagewalk.hdl.spinal.Literals.zeros;
import static dev.pagewalk.hdl.spinal.OneHots.countOnes;
import static dev.pagewalk.hdl.spinal.Operators.and;
import static dev.pagewalk.hdl.spinal.Operators.eq;
import static dev.pagewalk.hdl.spinal.Operators.not;
import static dev.pagewalk.hdl.spinal.Operators.or;
import static dev.pagewalk.hdl.spinal.Operators.plus;
import static dev.pagewalk.hdl.spinal.Operators.plusCarry;
import static dev.pagewalk.hdl.spinal.Operators.xor;
import static dev.pagewalk.hdl.spinal.Registers.regInit;
import static dev.pagewalk.hdl.spinal.Registers.regNext;
import static dev.pagewalk.hdl.spinal.Shapes.at;
import static dev.pagewalk.hdl.spinal.Shapes.cat;
import static dev.pagewalk.hdl.spinal.Shapes.resize;
import static dev.pagewalk.hdl.spinal.Shapes.slice;
import static dev.pagewalk.hdl.spinal.Shapes.toUInt;
import static dev.pagewalk.hdl.spinal.Shapes.zeroExtend;
import static dev.pagewalk.hdl.spinal.Statements.set;
import static dev.pagewalk.hdl.spinal.Statements.when;
import static dev.pagewalk.hdl.spinal.Types.widthOf;

import dev.pagewalk.architecture.BitField;
import dev.pagewalk.architecture.HpmEvent;
import dev.pagewalk.architecture.HpmRegisters;
import dev.pagewalk.architecture.Register;
import dev.pagewalk.hdl.rtl.common.Canaries;
import dev.pagewalk.hdl.rtl.common.CountedEvent;
import dev.pagewalk.hdl.rtl.config.Canary;
import dev.pagewalk.hdl.rtl.config.IommuParameters;
import dev.pagewalk.hdl.rtl.config.Size;
import dev.pagewalk.hdl.spinal.Group;
import spinal.core.Bits;
import spinal.core.Bool;
import spinal.core.UInt;
import spinal.lib.Flow;

import java.util.Arrays;
import java.util.List;

/**
 * One counter with its selector: iohpmctr and iohpmevt. [IOMMU §6 iohpmctr, iohpmevt]
 *
 * <p>Any number of sources may have an event in the same cycle; all count. A counter that wraps sets OF and raises the
 * interrupt, unless OF was set already. An event counts two cycles after it happened, as its selector is then. A write
 * of a half wins over counting in that half.
 *
 * <pre>
 *  sources -> eventID -> IDT allowed -> ids, if compared -> number of hits -> counter -> OF
 * </pre>
 */
final class EventCounter extends Group {
    private static final int HALF = 32;
    private static final int DOUBLEWORD = 64;

    private final int counterBits;

    final Bits selector = regInit(zeros(DOUBLEWORD));
    final UInt counter;
    /** The device ids or GSCIDs that differ from the selector only here match. */
    final UInt ignored;
    /** Events of this cycle. */
    final UInt hits;
    /** OF changes from 0 to 1. */
    final Bool overflows;

    /**
     * A counter.
     *
     * @param index 0 for iohpmctr1
     * @param inhibited it stands still
     */
    EventCounter(
            RegisterMap map, IommuParameters parameters, int index, Bool inhibited, List<Flow<CountedEvent>> sources) {
        counterBits = parameters.size(Size.EVENT_COUNTER_BITS);
        counter = regInit(u(0, counterBits));
        UInt wide = number(HpmRegisters.DID_GSCID);
        UInt masked = xor(wide, plus(wide, 1));
        ignored = regNext(mux(flag(HpmRegisters.DMASK), masked, u(0, widthOf(wide))));
        Bits matches = cat(
                matches(sources.get(0)),
                sources.stream().skip(1).map(this::matches).toArray(Bool[]::new));
        hits = regNext(countOnes(matches), u(0, widthOf(countOnes(matches))));
        UInt sum = plusCarry(counter, resize(hits, counterBits));
        Bool counts = not(inhibited);
        Bool wraps = and(counts, at(sum, counterBits));
        overflows = Canaries.lose(Canary.COUNTER_OVERFLOW_SILENT, and(wraps, not(flag(HpmRegisters.EVENT_OVERFLOW))));
        when(counts, () -> set(counter, resize(sum, counterBits)));
        counterHalves(map, Register.IOHPMCTR.offset() + index * Long.BYTES);
        selectorHalves(map, Register.IOHPMEVT.offset() + index * Long.BYTES);
        when(overflows, () -> set(at(selector, HpmRegisters.EVENT_OVERFLOW.low()), true));
    }

    private void counterHalves(RegisterMap map, int offset) {
        when(map.written(offset), () -> set(slice(counter, HALF - 1, 0), toUInt(map.data())));
        if (counterBits > HALF) {
            UInt high = toUInt(slice(map.data(), counterBits - HALF - 1, 0));
            when(map.written(offset + Integer.BYTES), () -> set(slice(counter, counterBits - 1, HALF), high));
        }
        map.value(offset, Long.BYTES, zeroExtend(counter, DOUBLEWORD).asBits());
    }

    private void selectorHalves(RegisterMap map, int offset) {
        when(map.written(offset), () -> set(slice(selector, HALF - 1, 0), map.data()));
        when(map.written(offset + Integer.BYTES), () -> set(slice(selector, DOUBLEWORD - 1, HALF), map.data()));
        map.value(offset, Long.BYTES, selector);
    }

    private Bool flag(BitField field) {
        return at(selector, field.low());
    }

    private UInt number(BitField field) {
        return toUInt(slice(selector, field.high(), field.low()));
    }

    private Bool matches(Flow<CountedEvent> source) {
        CountedEvent event = source.payload();
        Bool software = flag(HpmRegisters.IDT);
        UInt selected = number(HpmRegisters.EVENT);
        Bool kind = eq(selected, zeroExtend(event.event, widthOf(selected)));
        Bool allowed = or(not(software), softwareIds(event.event));
        Bool narrowValid = mux(software, event.pscidValid, event.processValid);
        UInt narrow = mux(software, event.pscid, event.processId);
        Bool narrowMatches = and(narrowValid, eq(narrow, number(HpmRegisters.PID_PSCID)));
        UInt wide = mux(software, zeroExtend(event.gscid, widthOf(event.deviceId)), event.deviceId);
        UInt differs = and(xor(wide, number(HpmRegisters.DID_GSCID)), not(ignored));
        Bool wideMatches =
                Canaries.force(Canary.COUNTER_FILTER_IGNORED, and(or(not(software), event.gscidValid), eq(differs, 0)));
        return and(
                and(source.valid(), kind, allowed),
                or(not(flag(HpmRegisters.PV_PSCV)), narrowMatches),
                or(not(flag(HpmRegisters.DV_GSCV)), wideMatches));
    }

    /** The event may be filtered by GSCID and PSCID. */
    private static Bool softwareIds(UInt event) {
        Bool allowed = off();
        for (HpmEvent each : Arrays.stream(HpmEvent.values())
                .filter(HpmEvent::allowsSoftwareIds)
                .toList()) {
            allowed = or(allowed, eq(event, each.id()));
        }
        return allowed;
    }
}
