package dev.pagewalk.hdl.rtl.register;

import static dev.pagewalk.hdl.spinal.Literals.zeros;
import static dev.pagewalk.hdl.spinal.Operators.and;
import static dev.pagewalk.hdl.spinal.Operators.eq;
import static dev.pagewalk.hdl.spinal.Shapes.at;
import static dev.pagewalk.hdl.spinal.Shapes.cat;
import static dev.pagewalk.hdl.spinal.Shapes.slice;
import static dev.pagewalk.hdl.spinal.Statements.is;
import static dev.pagewalk.hdl.spinal.Statements.select;
import static dev.pagewalk.hdl.spinal.Statements.set;
import static dev.pagewalk.hdl.spinal.Statements.when;
import static dev.pagewalk.hdl.spinal.Types.bits;
import static dev.pagewalk.hdl.spinal.Types.widthOf;

import dev.pagewalk.architecture.BitField;
import dev.pagewalk.architecture.Register;
import spinal.core.Bits;
import spinal.core.Bool;
import spinal.core.UInt;
import spinal.lib.Flow;

import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Where registers meet the bus: groups of registers ask it for their write strobes and give it their values. What no
 * group gives reads 0.
 */
final class RegisterMap {

    private static final int HALF = 32;
    private static final int WINDOW_BYTES = 256;
    private static final int WINDOW_SHIFT = 5;

    private final Flow<RegisterWrite> write;
    private final TreeMap<Integer, Bits> values = new TreeMap<>();
    private final TreeMap<Integer, Bits> windows = new TreeMap<>();

    RegisterMap(Flow<RegisterWrite> write) {
        this.write = write;
    }

    /** The word at a byte offset is written in this cycle. */
    Bool written(int offset) {
        return and(write.valid(), eq(write.payload().word, offset / 4));
    }

    /** The low half of a register is written in this cycle. */
    Bool written(Register register) {
        return written(register.offset());
    }

    /** The high half of a register of eight bytes is written in this cycle. */
    Bool writtenHigh(Register register) {
        return written(register.offset() + 4);
    }

    /** What is written. */
    Bits data() {
        return write.payload().data;
    }

    /** A bit of what is written, by its field. */
    Bool data(BitField field) {
        return at(data(), field.low());
    }

    /** Gives the value of a register as software reads it: 32 or 64 bits, by the register's size. */
    void value(Register register, Bits value) {
        value(register.offset(), register.bytes(), value);
    }

    /** Gives the value of the bytes at an offset. */
    void value(int offset, int bytes, Bits value) {
        for (int half = 0; half < bytes / 4; half++) {
            Bits word = slice(value, half * HALF + HALF - 1, half * HALF);
            if (values.put(offset + 4 * half, word) != null) {
                throw new IllegalStateException("two values for a register: offset=" + (offset + 4 * half));
            }
        }
    }

    /** Gives the value of any doubleword of the 256 bytes at an aligned offset. */
    void window(int offset, Bits value) {
        windows.put(offset / WINDOW_BYTES, value);
    }

    /** The doubleword at an index, from all values given so far. */
    Bits read(UInt index) {
        Bits result = bits(2 * HALF);
        set(result, 0);
        TreeSet<Integer> doublewords = new TreeSet<>();
        values.keySet().forEach(offset -> doublewords.add(offset / 8));
        select(index, () -> {
            for (int doubleword : doublewords) {
                Bits low = values.getOrDefault(8 * doubleword, zeros(HALF));
                Bits high = values.getOrDefault(8 * doubleword + 4, zeros(HALF));
                is(doubleword, () -> set(result, cat(high, low)));
            }
        });
        windows.forEach((window, value) ->
                when(eq(slice(index, widthOf(index) - 1, WINDOW_SHIFT), window), () -> set(result, value)));
        return result;
    }
}
