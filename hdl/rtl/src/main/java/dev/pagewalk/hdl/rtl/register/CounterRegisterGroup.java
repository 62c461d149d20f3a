package dev.pagewalk.hdl.rtl.register;

import static dev.pagewalk.hdl.spinal.Literals.u;
import static dev.pagewalk.hdl.spinal.Literals.zeros;
import static dev.pagewalk.hdl.spinal.Operators.and;
import static dev.pagewalk.hdl.spinal.Operators.not;
import static dev.pagewalk.hdl.spinal.Operators.or;
import static dev.pagewalk.hdl.spinal.Operators.plusCarry;
import static dev.pagewalk.hdl.spinal.Registers.regInit;
import static dev.pagewalk.hdl.spinal.Shapes.at;
import static dev.pagewalk.hdl.spinal.Shapes.cat;
import static dev.pagewalk.hdl.spinal.Shapes.resize;
import static dev.pagewalk.hdl.spinal.Shapes.slice;
import static dev.pagewalk.hdl.spinal.Shapes.toUInt;
import static dev.pagewalk.hdl.spinal.Statements.set;
import static dev.pagewalk.hdl.spinal.Statements.when;

import dev.pagewalk.architecture.HpmRegisters;
import dev.pagewalk.architecture.Register;
import dev.pagewalk.hdl.rtl.common.CountedEvent;
import dev.pagewalk.hdl.rtl.config.IommuParameters;
import dev.pagewalk.hdl.rtl.config.Size;
import dev.pagewalk.hdl.spinal.Group;
import spinal.core.Bits;
import spinal.core.Bool;
import spinal.core.UInt;
import spinal.lib.Flow;

import java.util.ArrayList;
import java.util.List;

/**
 * {@code iocountovf}, {@code iocountinh}, {@code iohpmcycles} and the event counters. [IOMMU §6 iocountovf to iohpmevt]
 *
 * <p>The cycle counter counts from reset on. A write of a half wins over counting in that half.
 */
final class CounterRegisterGroup extends Group {
    private static final int HALF = 32;
    private static final int CYCLE_BITS = HpmRegisters.CYCLES.width();

    final Bits inhibit;
    final UInt cycles = regInit(u(0, CYCLE_BITS + 1));
    final List<EventCounter> counters = new ArrayList<>();
    /** A counter has wrapped whose OF was 0. */
    final Bool overflows;

    CounterRegisterGroup(RegisterMap map, IommuParameters parameters, List<Flow<CountedEvent>> sources) {
        int events = parameters.size(Size.EVENT_COUNTERS);
        inhibit = regInit(zeros(events + 1));
        when(map.written(Register.IOCOUNTINH), () -> set(inhibit, slice(map.data(), events, 0)));
        Bool raised = cycles(map);
        Bits overflow = cat(at(cycles, CYCLE_BITS));
        for (int i = 0; i < events; i++) {
            EventCounter counter = new EventCounter(map, parameters, i, at(inhibit, i + 1), sources);
            counters.add(counter);
            raised = or(raised, counter.overflows);
            overflow = cat(at(counter.selector, HpmRegisters.EVENT_OVERFLOW.low()), overflow);
        }
        overflows = raised;
        map.value(Register.IOCOUNTOVF, resize(overflow, HALF));
        map.value(Register.IOCOUNTINH, resize(inhibit, HALF));
    }

    /** Counts, and answers when OF changes from 0 to 1. */
    private Bool cycles(RegisterMap map) {
        Bool overflow = at(cycles, CYCLE_BITS);
        UInt sum = plusCarry(slice(cycles, CYCLE_BITS - 1, 0), u(1, CYCLE_BITS));
        Bool counts = not(at(inhibit, 0));
        Bool wraps = and(counts, at(sum, CYCLE_BITS));
        when(counts, () -> set(slice(cycles, CYCLE_BITS - 1, 0), slice(sum, CYCLE_BITS - 1, 0)));
        when(map.written(Register.IOHPMCYCLES), () -> set(slice(cycles, HALF - 1, 0), toUInt(map.data())));
        when(map.writtenHigh(Register.IOHPMCYCLES), () -> set(slice(cycles, CYCLE_BITS, HALF), toUInt(map.data())));
        when(wraps, () -> set(at(cycles, CYCLE_BITS), true));
        map.value(Register.IOHPMCYCLES, cycles.asBits());
        return and(wraps, not(overflow));
    }
}
