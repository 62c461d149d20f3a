package dev.pagewalk.hdl.spinal;

import spinal.core.Bits;
import spinal.core.Bool;
import spinal.core.Bundle;
import spinal.core.Data;
import spinal.core.SInt;
import spinal.core.SpinalEnumCraft;
import spinal.core.UInt;
import spinal.core.Vec;

/** Logic, comparison and arithmetic without carry: results have the width of the wider operand. */
public final class Operators {
    private Operators() {}

    // ---- logic

    /** All operands hold. */
    public static Bool and(Bool first, Bool... rest) {
        Bool all = first;
        for (Bool next : rest) {
            all = all.$amp$amp(next);
        }
        return all;
    }

    /** Some operand holds. */
    public static Bool or(Bool first, Bool... rest) {
        Bool any = first;
        for (Bool next : rest) {
            any = any.$bar$bar(next);
        }
        return any;
    }

    /** Operands differ. */
    public static Bool xor(Bool a, Bool b) {
        return a.$up(b);
    }

    /** Negation. */
    public static Bool not(Bool a) {
        return a.unary_$bang();
    }

    /** Bitwise and. */
    public static Bits and(Bits a, Bits b) {
        return a.$amp(b);
    }

    /** Bitwise or. */
    public static Bits or(Bits a, Bits b) {
        return a.$bar(b);
    }

    /** Bitwise exclusive or. */
    public static Bits xor(Bits a, Bits b) {
        return a.$up(b);
    }

    /** Bitwise complement. */
    public static Bits not(Bits a) {
        return a.unary_$tilde();
    }

    /** Bitwise and. */
    public static UInt and(UInt a, UInt b) {
        return a.$amp(b);
    }

    /** Bitwise or. */
    public static UInt or(UInt a, UInt b) {
        return a.$bar(b);
    }

    /** Bitwise exclusive or. */
    public static UInt xor(UInt a, UInt b) {
        return a.$up(b);
    }

    /** Bitwise complement. */
    public static UInt not(UInt a) {
        return a.unary_$tilde();
    }

    // ---- comparison

    /** Equal. */
    public static Bool eq(Bool a, Bool b) {
        return a.isEqualTo(b);
    }

    /** Equal. */
    public static Bool eq(UInt a, UInt b) {
        return a.isEqualTo(b);
    }

    /** Equal to a constant, which has to fit. */
    public static Bool eq(UInt a, long b) {
        return a.isEqualTo(Literals.u(b, a.getBitsWidth()));
    }

    /** Equal. */
    public static Bool eq(SInt a, SInt b) {
        return a.isEqualTo(b);
    }

    /** Equal to a constant, which has to fit. */
    public static Bool eq(SInt a, long b) {
        return a.isEqualTo(Literals.s(b, a.getBitsWidth()));
    }

    /** Equal. */
    public static Bool eq(Bits a, Bits b) {
        return a.isEqualTo(b);
    }

    /** Equal to a constant, which has to fit. */
    public static Bool eq(Bits a, long b) {
        return a.isEqualTo(Literals.b(b, a.getBitsWidth()));
    }

    /** Equal. */
    public static <E extends Enum<E>> Bool eq(SpinalEnumCraft<HwEnum<E>> a, SpinalEnumCraft<HwEnum<E>> b) {
        return a.isEqualTo(b);
    }

    /** Equal to a constant. */
    public static <E extends Enum<E>> Bool eq(SpinalEnumCraft<HwEnum<E>> a, E b) {
        return a.isEqualTo(HwEnum.of(a).of(b));
    }

    /** All signals of two bundles of one class are equal. */
    public static <T extends Bundle> Bool eq(T a, T b) {
        return a.isEqualTo(b);
    }

    /** All elements are equal. */
    public static <T extends Data> Bool eq(Vec<T> a, Vec<T> b) {
        return a.isEqualTo(b);
    }

    /** Different. */
    public static Bool ne(Bool a, Bool b) {
        return a.isNotEqualTo(b);
    }

    /** Different. */
    public static Bool ne(UInt a, UInt b) {
        return a.isNotEqualTo(b);
    }

    /** Different from a constant, which has to fit. */
    public static Bool ne(UInt a, long b) {
        return a.isNotEqualTo(Literals.u(b, a.getBitsWidth()));
    }

    /** Different. */
    public static Bool ne(SInt a, SInt b) {
        return a.isNotEqualTo(b);
    }

    /** Different. */
    public static Bool ne(Bits a, Bits b) {
        return a.isNotEqualTo(b);
    }

    /** Different from a constant, which has to fit. */
    public static Bool ne(Bits a, long b) {
        return a.isNotEqualTo(Literals.b(b, a.getBitsWidth()));
    }

    /** Different. */
    public static <E extends Enum<E>> Bool ne(SpinalEnumCraft<HwEnum<E>> a, SpinalEnumCraft<HwEnum<E>> b) {
        return a.isNotEqualTo(b);
    }

    /** Different from a constant. */
    public static <E extends Enum<E>> Bool ne(SpinalEnumCraft<HwEnum<E>> a, E b) {
        return a.isNotEqualTo(HwEnum.of(a).of(b));
    }

    /** Some signal of two bundles of one class is different. */
    public static <T extends Bundle> Bool ne(T a, T b) {
        return a.isNotEqualTo(b);
    }

    /** Less. */
    public static Bool lt(UInt a, UInt b) {
        return a.$less(b);
    }

    /** Less than a constant. */
    public static Bool lt(UInt a, long b) {
        return a.$less(Literals.u(b));
    }

    /** Less, signed. */
    public static Bool lt(SInt a, SInt b) {
        return a.$less(b);
    }

    /** Less or equal. */
    public static Bool le(UInt a, UInt b) {
        return a.$less$eq(b);
    }

    /** Less than or equal to a constant. */
    public static Bool le(UInt a, long b) {
        return a.$less$eq(Literals.u(b));
    }

    /** Less or equal, signed. */
    public static Bool le(SInt a, SInt b) {
        return a.$less$eq(b);
    }

    /** Greater. */
    public static Bool gt(UInt a, UInt b) {
        return a.$greater(b);
    }

    /** Greater than a constant. */
    public static Bool gt(UInt a, long b) {
        return a.$greater(Literals.u(b));
    }

    /** Greater, signed. */
    public static Bool gt(SInt a, SInt b) {
        return a.$greater(b);
    }

    /** Greater or equal. */
    public static Bool ge(UInt a, UInt b) {
        return a.$greater$eq(b);
    }

    /** Greater than or equal to a constant. */
    public static Bool ge(UInt a, long b) {
        return a.$greater$eq(Literals.u(b));
    }

    /** Greater or equal, signed. */
    public static Bool ge(SInt a, SInt b) {
        return a.$greater$eq(b);
    }

    // ---- arithmetic

    /** Sum modulo the wider operand. */
    public static UInt plus(UInt a, UInt b) {
        return a.$plus(b);
    }

    /** Sum with a constant, modulo the width of {@code a}. */
    public static UInt plus(UInt a, long b) {
        return a.$plus(Literals.u(b, a.getBitsWidth()));
    }

    /** Sum, signed. */
    public static SInt plus(SInt a, SInt b) {
        return a.$plus(b);
    }

    /** Sum with carry: one bit wider than the wider operand. */
    public static UInt plusCarry(UInt a, UInt b) {
        return a.$plus$up(b);
    }

    /** Difference modulo the wider operand. */
    public static UInt minus(UInt a, UInt b) {
        return a.$minus(b);
    }

    /** Difference to a constant, modulo the width of {@code a}. */
    public static UInt minus(UInt a, long b) {
        return a.$minus(Literals.u(b, a.getBitsWidth()));
    }

    /** Difference, signed. */
    public static SInt minus(SInt a, SInt b) {
        return a.$minus(b);
    }

    /** Difference with borrow in the top bit: one bit wider than the wider operand. */
    public static UInt minusBorrow(UInt a, UInt b) {
        return a.$minus$up(b);
    }

    /** Product: as wide as both operands together. */
    public static UInt times(UInt a, UInt b) {
        return a.$times(b);
    }

    /** The lesser. */
    public static UInt min(UInt a, UInt b) {
        return Choices.mux(lt(a, b), a, b);
    }

    /** The greater. */
    public static UInt max(UInt a, UInt b) {
        return Choices.mux(lt(a, b), b, a);
    }
}
