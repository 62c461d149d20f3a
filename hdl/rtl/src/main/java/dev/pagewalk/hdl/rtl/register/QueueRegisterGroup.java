package dev.pagewalk.hdl.rtl.register;

import static dev.pagewalk.hdl.spinal.Literals.off;
import static dev.pagewalk.hdl.spinal.Literals.u;
import static dev.pagewalk.hdl.spinal.Literals.zeros;
import static dev.pagewalk.hdl.spinal.Operators.and;
import static dev.pagewalk.hdl.spinal.Operators.minus;
import static dev.pagewalk.hdl.spinal.Operators.ne;
import static dev.pagewalk.hdl.spinal.Operators.not;
import static dev.pagewalk.hdl.spinal.Operators.or;
import static dev.pagewalk.hdl.spinal.Registers.regInit;
import static dev.pagewalk.hdl.spinal.Shapes.at;
import static dev.pagewalk.hdl.spinal.Shapes.cat;
import static dev.pagewalk.hdl.spinal.Shapes.resize;
import static dev.pagewalk.hdl.spinal.Shapes.shiftLeft;
import static dev.pagewalk.hdl.spinal.Shapes.slice;
import static dev.pagewalk.hdl.spinal.Shapes.toBits;
import static dev.pagewalk.hdl.spinal.Shapes.toUInt;
import static dev.pagewalk.hdl.spinal.Statements.set;
import static dev.pagewalk.hdl.spinal.Statements.when;
import static dev.pagewalk.hdl.spinal.Types.bits;
import static dev.pagewalk.hdl.spinal.Types.bool;

import dev.pagewalk.architecture.BitField;
import dev.pagewalk.architecture.QueueRegisters;
import dev.pagewalk.architecture.Register;
import dev.pagewalk.hdl.rtl.config.IommuParameters;
import dev.pagewalk.hdl.rtl.queue.QueueControl;
import dev.pagewalk.hdl.spinal.Group;
import spinal.core.Bits;
import spinal.core.Bool;
import spinal.core.UInt;

import java.util.ArrayList;
import java.util.List;

/**
 * Registers of one in-memory queue. [IOMMU §6 cqb to pqcsr]
 *
 * <p>A write to the base zeroes the index bits above the size, and is ignored while the queue is on or busy. Switching
 * the queue on clears its error bits; a change of {@code en} while busy is ignored. An error that appears in the cycle
 * in which software clears it stays.
 */
final class QueueRegisterGroup extends Group {

    /** Registers of a queue; software moves one index, hardware the other. */
    record Layout(Register base, Register software, Register hardware, Register control) {
        static final Layout COMMAND = new Layout(Register.CQB, Register.CQT, Register.CQH, Register.CQCSR);
        static final Layout PAGE = new Layout(Register.PQB, Register.PQH, Register.PQT, Register.PQCSR);
        static final Layout FAULT = new Layout(Register.FQB, Register.FQH, Register.FQT, Register.FQCSR);
    }

    /** An RW1C bit, its set strobe, and whether it stops the queue. */
    record Flag(BitField field, Bool raised, boolean halts) {}

    private static final int INDEX = 32;

    private final Layout layout;

    final UInt logSize = regInit(u(0, 5));
    final UInt software = regInit(u(0, INDEX));
    final Bool enable = regInit(off());
    final Bool interruptEnable = regInit(off());
    final List<Bool> flags = new ArrayList<>();
    final UInt mask = indexMask(logSize);
    final Bool halted = bool();
    final Bool busy = bool();
    final Bool idle = bool();
    final UInt page;

    QueueRegisterGroup(
            RegisterMap map, IommuParameters parameters, Layout layout, Bool on, UInt hardware, List<Flag> errors) {
        this.layout = layout;
        set(busy, ne(enable, on));
        set(idle, not(or(enable, on)));
        PageNumber number = new PageNumber(map, layout.base(), parameters.physicalPageBits(), idle);
        page = number.page();
        indices(map);
        control(map, errors);
        map.value(layout.base(), resize(cat(number.bits(), zeros(5), logSize), 64));
        map.value(layout.software(), toBits(software));
        map.value(layout.hardware(), toBits(hardware));
        map.value(layout.control(), status(on, errors));
    }

    /** Drives what the engine of the queue sees. */
    void drive(QueueControl target) {
        set(target.enable, enable);
        set(target.halted, halted);
        set(target.ppn, page);
        set(target.mask, mask);
        set(target.software, software);
    }

    /** Entries minus one. */
    private static UInt indexMask(UInt logSize) {
        return minus(resize(shiftLeft(u(2, INDEX + 1), logSize), INDEX), 1);
    }

    private void indices(RegisterMap map) {
        UInt size =
                toUInt(slice(map.data(), QueueRegisters.LOG2SZ_MINUS_1.high(), QueueRegisters.LOG2SZ_MINUS_1.low()));
        when(and(map.written(layout.base()), idle), () -> {
            set(logSize, size);
            set(software, and(software, indexMask(size)));
        });
        when(map.written(layout.software()), () -> set(software, and(toUInt(map.data()), mask)));
    }

    private void control(RegisterMap map, List<Flag> errors) {
        Bool written = map.written(layout.control());
        Bool wanted = map.data(QueueRegisters.ENABLE);
        Bool starting = and(written, wanted, not(enable), not(busy));
        when(written, () -> {
            set(interruptEnable, map.data(QueueRegisters.INTERRUPT_ENABLE));
            when(not(busy), () -> set(enable, wanted));
        });
        Bool stop = off();
        for (Flag error : errors) {
            Bool value = regInit(off());
            when(or(and(written, map.data(error.field())), starting), () -> set(value, false));
            when(error.raised(), () -> set(value, true));
            flags.add(value);
            stop = error.halts() ? or(stop, value) : stop;
        }
        set(halted, stop);
    }

    private Bits status(Bool on, List<Flag> errors) {
        Bits value = bits(32);
        set(value, 0);
        set(at(value, QueueRegisters.ENABLE.low()), enable);
        set(at(value, QueueRegisters.INTERRUPT_ENABLE.low()), interruptEnable);
        set(at(value, QueueRegisters.ON.low()), on);
        set(at(value, QueueRegisters.BUSY.low()), busy);
        for (int i = 0; i < errors.size(); i++) {
            set(at(value, errors.get(i).field().low()), flags.get(i));
        }
        return value;
    }
}
