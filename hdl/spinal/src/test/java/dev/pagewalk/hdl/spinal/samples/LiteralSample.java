package dev.pagewalk.hdl.spinal.samples;

import static dev.pagewalk.hdl.spinal.Literals.*;
import static dev.pagewalk.hdl.spinal.Operators.plus;
import static dev.pagewalk.hdl.spinal.Statements.set;
import static dev.pagewalk.hdl.spinal.Types.*;

import dev.pagewalk.hdl.spinal.Module;
import spinal.core.Bits;
import spinal.core.Bool;
import spinal.core.SInt;
import spinal.core.UInt;

import java.math.BigInteger;

/** Constants of all kinds. */
public final class LiteralSample extends Module<Void> {
    public final Bool high = out(bool());
    public final Bool low = out(bool());
    public final UInt allOnes = out(uint(64));
    public final UInt topBit = out(uint(64));
    public final UInt wide = out(uint(100));
    public final UInt hex = out(uint(64));
    public final Bits pattern = out(bits(12));
    public final Bits ones = out(bits(70));
    public final Bits zeros = out(bits(5));
    public final SInt negative = out(sint(8));
    public final UInt operand = in(uint(8));
    public final UInt sum = out(uint(8));
    public final Bool fromJava = out(bool());

    public LiteralSample() {
        set(high, on());
        set(low, off());
        set(allOnes, u(-1L, 64));
        set(topBit, u(BigInteger.ONE.shiftLeft(63), 64));
        set(wide, u(BigInteger.ONE.shiftLeft(99), 100));
        set(hex, u("8000_0000_DEAD_BEEF", 64));
        set(pattern, b(0xABC, 12));
        set(ones, ones(70));
        set(zeros, zeros(5));
        set(negative, s(-3, 8));
        set(sum, plus(operand, u(5)));
        set(fromJava, bit(parameters == null));
    }
}
