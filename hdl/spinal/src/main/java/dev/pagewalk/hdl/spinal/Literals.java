package dev.pagewalk.hdl.spinal;

import static dev.pagewalk.hdl.spinal.Scala.CORE;

import spinal.core.B$;
import spinal.core.Bits;
import spinal.core.Bool;
import spinal.core.S$;
import spinal.core.SInt;
import spinal.core.U$;
import spinal.core.UInt;

import java.math.BigInteger;

/**
 * Constants. A {@code long} of an unsigned or bit literal is an unsigned 64-bit pattern, so that {@code u(-1L, 64)} is
 * all ones; a value that does not fit its width is refused.
 */
public final class Literals {
    private static final BigInteger LONG_MASK =
            BigInteger.ONE.shiftLeft(Long.SIZE).subtract(BigInteger.ONE);

    private Literals() {}

    /** True. */
    public static Bool on() {
        return CORE.True(Locations.here());
    }

    /** False. */
    public static Bool off() {
        return CORE.False(Locations.here());
    }

    /** True or false. */
    public static Bool bit(boolean value) {
        return value ? on() : off();
    }

    /** An unsigned number of the smallest width that holds it; widened where it is used. */
    public static UInt u(long value) {
        return U$.MODULE$.apply(Scala.big(unsigned(value)));
    }

    /** An unsigned number of a given width. */
    public static UInt u(long value, int width) {
        return u(unsigned(value), width);
    }

    /** An unsigned number of a given width. */
    public static UInt u(BigInteger value, int width) {
        return U$.MODULE$.apply(Scala.big(fitting(value, width)), Scala.bits(width));
    }

    /** An unsigned number in hexadecimal; underscores separate groups. */
    public static UInt u(String hex, int width) {
        return u(parse(hex), width);
    }

    /** Bits of a given width. */
    public static Bits b(long value, int width) {
        return b(unsigned(value), width);
    }

    /** Bits of a given width. */
    public static Bits b(BigInteger value, int width) {
        return B$.MODULE$.apply(Scala.big(fitting(value, width)), Scala.bits(width));
    }

    /** Bits in hexadecimal; underscores separate groups. */
    public static Bits b(String hex, int width) {
        return b(parse(hex), width);
    }

    /** A signed number of a given width. */
    public static SInt s(long value, int width) {
        BigInteger big = BigInteger.valueOf(value);
        if (big.bitLength() >= width) {
            throw new IllegalArgumentException("signed literal does not fit: value=" + value + ", width=" + width);
        }
        return S$.MODULE$.apply(Scala.big(big), Scala.bits(width));
    }

    /** All bits zero. */
    public static Bits zeros(int width) {
        return b(0, width);
    }

    /** All bits one. */
    public static Bits ones(int width) {
        return b(BigInteger.ONE.shiftLeft(width).subtract(BigInteger.ONE), width);
    }

    static BigInteger unsigned(long value) {
        return BigInteger.valueOf(value).and(LONG_MASK);
    }

    private static BigInteger parse(String hex) {
        return new BigInteger(hex.replace("_", ""), 16);
    }

    private static BigInteger fitting(BigInteger value, int width) {
        if (value.signum() < 0 || value.bitLength() > width) {
            throw new IllegalArgumentException(
                    "literal does not fit: value=0x" + value.toString(16) + ", width=" + width);
        }
        return value;
    }
}
