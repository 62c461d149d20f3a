package dev.pagewalk.hdl.spinal.samples;

import static dev.pagewalk.hdl.spinal.Operators.*;
import static dev.pagewalk.hdl.spinal.Shapes.cat;
import static dev.pagewalk.hdl.spinal.Statements.set;
import static dev.pagewalk.hdl.spinal.Types.*;

import dev.pagewalk.hdl.spinal.Module;
import spinal.core.Bits;
import spinal.core.Bool;
import spinal.core.SInt;
import spinal.core.UInt;

/** Logic, comparison and arithmetic. */
public final class OperatorSample extends Module<Void> {
    public final Bool p = in(bool());
    public final Bool q = in(bool());
    public final Bool r = in(bool());
    public final UInt a = in(uint(8));
    public final UInt b = in(uint(8));
    public final Bits x = in(bits(8));
    public final Bits y = in(bits(8));
    public final SInt s = in(sint(8));
    public final SInt t = in(sint(8));
    public final Bits logical = out(bits(4));
    public final Bits bitwise = out(bits(64));
    public final Bits equal = out(bits(10));
    public final Bits order = out(bits(12));
    public final UInt sum = out(uint(8));
    public final UInt increment = out(uint(8));
    public final UInt carry = out(uint(9));
    public final UInt difference = out(uint(8));
    public final UInt decrement = out(uint(8));
    public final UInt borrow = out(uint(9));
    public final UInt product = out(uint(16));
    public final SInt signedSum = out(sint(8));
    public final SInt signedDifference = out(sint(8));
    public final SInt minusFive = out(sint(4));
    public final Bool isMinusFive = out(bool());
    public final UInt least = out(uint(8));
    public final UInt most = out(uint(8));

    public OperatorSample() {
        set(logical, cat(and(p, q, r), or(p, q, r), xor(p, q), not(p)));
        set(bitwise, cat(and(x, y), or(x, y), xor(x, y), not(x), and(a, b), or(a, b), xor(a, b), not(a)));
        set(
                equal,
                cat(
                        eq(p, q),
                        eq(a, b),
                        eq(a, 200),
                        eq(s, t),
                        eq(x, y),
                        eq(x, 3),
                        ne(a, b),
                        ne(a, 9),
                        ne(x, y),
                        ne(s, t)));
        set(
                order,
                cat(
                        lt(a, b), lt(a, 7), lt(s, t), le(a, b), le(a, 7), le(s, t), gt(a, b), gt(a, 7), gt(s, t),
                        ge(a, b), ge(a, 7), ge(s, t)));
        set(sum, plus(a, b));
        set(increment, plus(a, 1));
        set(carry, plusCarry(a, b));
        set(difference, minus(a, b));
        set(decrement, minus(a, 1));
        set(borrow, minusBorrow(a, b));
        set(product, times(a, b));
        set(signedSum, plus(s, t));
        set(minusFive, -5);
        set(isMinusFive, eq(s, -5));
        set(signedDifference, minus(s, t));
        set(least, min(a, b));
        set(most, max(a, b));
    }
}
