package dev.pagewalk.hdl.rtl.register;

import static dev.pagewalk.hdl.spinal.Literals.zeros;
import static dev.pagewalk.hdl.spinal.Operators.and;
import static dev.pagewalk.hdl.spinal.Registers.regInit;
import static dev.pagewalk.hdl.spinal.Shapes.slice;
import static dev.pagewalk.hdl.spinal.Shapes.toUInt;
import static dev.pagewalk.hdl.spinal.Shapes.zeroExtend;
import static dev.pagewalk.hdl.spinal.Statements.set;
import static dev.pagewalk.hdl.spinal.Statements.when;
import static dev.pagewalk.hdl.spinal.Types.bits;

import dev.pagewalk.architecture.DirectoryPointer;
import dev.pagewalk.architecture.Register;
import spinal.core.Bits;
import spinal.core.Bool;
import spinal.core.UInt;

/**
 * A PPN field 53:10 of a register of eight bytes, with as many bits as physical addresses have. Each half is written on
 * its own. [IOMMU §6 ddtp, cqb]
 */
final class PageNumber {

    private static final int LOW = DirectoryPointer.PPN.low();
    private static final int LOW_BITS = 32 - LOW;

    private final Bits value;

    /** Writes take effect while {@code writable}. */
    PageNumber(RegisterMap map, Register register, int bits, Bool writable) {
        value = regInit(zeros(bits));
        int lowBits = Math.min(bits, LOW_BITS);
        when(
                and(map.written(register), writable),
                () -> set(slice(value, lowBits - 1, 0), slice(map.data(), LOW + lowBits - 1, LOW)));
        if (bits > LOW_BITS) {
            when(
                    and(map.writtenHigh(register), writable),
                    () -> set(slice(value, bits - 1, LOW_BITS), slice(map.data(), bits - LOW_BITS - 1, 0)));
        }
    }

    /** The implemented bits, for names and values. */
    Bits bits() {
        return value;
    }

    /** The page number at full width. */
    UInt page() {
        return zeroExtend(toUInt(value), DirectoryPointer.PPN.width());
    }
}
