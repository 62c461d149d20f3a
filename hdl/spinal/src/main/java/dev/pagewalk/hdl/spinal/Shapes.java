package dev.pagewalk.hdl.spinal;

import scala.collection.immutable.Range$;
import spinal.core.BitVector;
import spinal.core.Bits;
import spinal.core.Bool;
import spinal.core.Data;
import spinal.core.SInt;
import spinal.core.UInt;
import spinal.core.Vec;

import java.util.List;
import java.util.function.Supplier;

/** Parts, concatenation, widths, casts and shifts. What {@code at} and {@code slice} return can be assigned, too. */
public final class Shapes {
    private Shapes() {}

    // ---- parts

    /** An element. */
    public static <T extends Data> T at(Vec<T> vector, int index) {
        return vector.apply(index);
    }

    /** The element at an index known only in hardware; an assignment writes that element. */
    public static <T extends Data> T at(Vec<T> vector, UInt index) {
        return vector.apply(index);
    }

    /** A bit. */
    public static Bool at(BitVector value, int index) {
        return value.apply(index);
    }

    /** The bit at an index known only in hardware. */
    public static Bool at(BitVector value, UInt index) {
        return value.apply(index);
    }

    /** Bits {@code high} to {@code low}, both included. */
    public static UInt slice(UInt value, int high, int low) {
        return (UInt) range(value, high, low);
    }

    /** Bits {@code high} to {@code low}, both included. */
    public static Bits slice(Bits value, int high, int low) {
        return (Bits) range(value, high, low);
    }

    /** {@code width} bits from an offset known only in hardware. */
    public static Bits sliceAt(Bits value, UInt low, int width) {
        return value.apply(low, Scala.bits(width));
    }

    /** {@code width} bits from an offset known only in hardware. */
    public static UInt sliceAt(UInt value, UInt low, int width) {
        return value.apply(low, Scala.bits(width));
    }

    private static BitVector range(BitVector value, int high, int low) {
        if (low < 0 || high < low || high >= value.getBitsWidth()) {
            throw new IllegalArgumentException(
                    "slice outside the value: high=" + high + ", low=" + low + ", width=" + value.getBitsWidth());
        }
        return value.apply(Range$.MODULE$.inclusive(low, high));
    }

    // ---- concatenation; the first operand is the most significant

    /** Bits of all operands, the first most significant. */
    public static Bits cat(Data first, Data... rest) {
        Bits all = first.asBits();
        for (Data next : rest) {
            all = all.$hash$hash(next.asBits());
        }
        return all;
    }

    /** Bits of all operands, the first most significant. */
    public static Bits cat(List<? extends Data> operands) {
        return cat(operands.get(0), operands.subList(1, operands.size()).toArray(Data[]::new));
    }

    /** A number of all operands, the first most significant. */
    public static UInt catUInt(Data first, Data... rest) {
        return cat(first, rest).asUInt();
    }

    /** The bits of a value several times. */
    public static Bits repeat(Data value, int times) {
        Bits all = value.asBits();
        for (int i = 1; i < times; i++) {
            all = value.asBits().$hash$hash(all);
        }
        return all;
    }

    // ---- widths

    /** Cut at the top, or filled with zeros. */
    public static UInt resize(UInt value, int width) {
        return value.resize(width);
    }

    /** Cut at the top, or filled with zeros. */
    public static Bits resize(Bits value, int width) {
        return value.resize(width);
    }

    /** Cut at the top, or filled with the sign. */
    public static SInt resize(SInt value, int width) {
        return value.resize(width);
    }

    /** Filled with zeros; the value may not be wider. */
    public static UInt zeroExtend(UInt value, int width) {
        return value.resize(wider(value, width));
    }

    /** Filled with zeros; the value may not be wider. */
    public static Bits zeroExtend(Bits value, int width) {
        return value.resize(wider(value, width));
    }

    /** Filled with the top bit; the value may not be wider. */
    public static UInt signExtend(UInt value, int width) {
        return value.asSInt().resize(wider(value, width)).asUInt();
    }

    /** Filled with the top bit; the value may not be wider. */
    public static Bits signExtend(Bits value, int width) {
        return value.asSInt().resize(wider(value, width)).asBits();
    }

    private static int wider(BitVector value, int width) {
        if (value.getBitsWidth() > width) {
            throw new IllegalArgumentException(
                    "extension to fewer bits: from=" + value.getBitsWidth() + ", to=" + width);
        }
        return width;
    }

    // ---- casts

    /** The bits of any signal, bundle or vector; the first field is least significant. */
    public static Bits toBits(Data value) {
        return value.asBits();
    }

    /** Bits as a number. */
    public static UInt toUInt(Bits value) {
        return value.asUInt();
    }

    /** A signed number's bits as an unsigned one. */
    public static UInt toUInt(SInt value) {
        return value.asUInt();
    }

    /** A bit as a number of width 1. */
    public static UInt toUInt(Bool value) {
        return value.asUInt();
    }

    /** A bit as a number of some width. */
    public static UInt toUInt(Bool value, int width) {
        return value.asUInt(Scala.bits(width));
    }

    /** Bits as a signed number. */
    public static SInt toSInt(Bits value) {
        return value.asSInt();
    }

    /** The same bits as a signed number. */
    public static SInt toSInt(UInt value) {
        return value.asSInt();
    }

    /** A value of width 1 as a bit. */
    public static Bool toBool(BitVector value) {
        if (value.getBitsWidth() != 1) {
            throw new IllegalArgumentException("not one bit: width=" + value.getBitsWidth());
        }
        return value.apply(0);
    }

    /** The bits of a vector as a vector of bits, index 0 the least significant. */
    public static Vec<Bool> toBools(BitVector value) {
        return value.asBools();
    }

    /** A new signal of a type, driven by bits of the same width. */
    public static <T extends Data> T fromBits(Bits bits, Supplier<T> type) {
        T value = type.get();
        value.assignFromBits(bits);
        return value;
    }

    /** Drives an existing signal, bundle or register from bits of the same width. */
    public static void setFromBits(Data target, Bits bits) {
        target.assignFromBits(bits);
    }

    /** Bits in reverse order. */
    public static Bits reverse(Bits value) {
        return value.reversed();
    }

    // ---- shifts

    /** Shifted towards the top, same width. */
    public static UInt shiftLeft(UInt value, int by) {
        return value.$bar$less$less(by);
    }

    /** Shifted towards the top, same width. */
    public static UInt shiftLeft(UInt value, UInt by) {
        return value.$bar$less$less(by);
    }

    /** Shifted towards the top, same width. */
    public static Bits shiftLeft(Bits value, int by) {
        return value.$bar$less$less(by);
    }

    /** Shifted towards the top, same width. */
    public static Bits shiftLeft(Bits value, UInt by) {
        return value.$bar$less$less(by);
    }

    /** Shifted towards the bottom and filled with zeros, same width. */
    public static UInt shiftRight(UInt value, int by) {
        return value.$bar$greater$greater(by);
    }

    /** Shifted towards the bottom and filled with zeros, same width. */
    public static UInt shiftRight(UInt value, UInt by) {
        return value.$bar$greater$greater(by);
    }

    /** Shifted towards the bottom and filled with zeros, same width. */
    public static Bits shiftRight(Bits value, int by) {
        return value.$bar$greater$greater(by);
    }

    /** Shifted towards the bottom and filled with zeros, same width. */
    public static Bits shiftRight(Bits value, UInt by) {
        return value.$bar$greater$greater(by);
    }
}
