package dev.pagewalk.hdl.spinal;

import spinal.core.Bits;
import spinal.core.Bool;
import spinal.core.Data;
import spinal.core.UInt;
import spinal.core.Vec;
import spinal.lib.CountOne$;
import spinal.lib.MuxOH$;
import spinal.lib.OHMasking$;
import spinal.lib.OHToUInt$;
import spinal.lib.UIntToOh$;

import java.util.List;

/** Reductions, one-hot codes, priorities and counts. Bit 0 of a vector is its element 0. */
public final class OneHots {
    private OneHots() {}

    // ---- reductions

    /** Some bit is set. */
    public static Bool any(Bits bits) {
        return bits.orR();
    }

    /** Some bit is set. */
    public static Bool any(Vec<Bool> bits) {
        return bits.asBits().orR();
    }

    /** Some bit is set. */
    public static Bool any(List<Bool> bits) {
        return any(Types.vec(bits));
    }

    /** All bits are set. */
    public static Bool all(Bits bits) {
        return bits.andR();
    }

    /** All bits are set. */
    public static Bool all(Vec<Bool> bits) {
        return bits.asBits().andR();
    }

    /** All bits are set. */
    public static Bool all(List<Bool> bits) {
        return all(Types.vec(bits));
    }

    /** The number of set bits is odd. */
    public static Bool parity(Bits bits) {
        return bits.xorR();
    }

    // ---- one-hot

    /** One bit set: the one with the number {@code index}; none when it is beyond the width. */
    public static Bits toOneHot(UInt index, int width) {
        return UIntToOh$.MODULE$.apply(index, width);
    }

    /** Number of the only set bit; undefined unless exactly one is set. */
    public static UInt fromOneHot(Bits oneHot) {
        return OHToUInt$.MODULE$.apply(oneHot);
    }

    /** Number of the only set bit; undefined unless exactly one is set. */
    public static UInt fromOneHot(Vec<Bool> oneHot) {
        return OHToUInt$.MODULE$.apply(oneHot.asBits());
    }

    /** The value whose bit is the only one set; undefined unless exactly one is set. */
    public static <T extends Data> T muxOneHot(Bits oneHot, Vec<T> values) {
        return MuxOH$.MODULE$.apply(oneHot, values);
    }

    /** The value whose bit is the only one set; undefined unless exactly one is set. */
    public static <T extends Data> T muxOneHot(Vec<Bool> oneHot, Vec<T> values) {
        return MuxOH$.MODULE$.apply(oneHot.asBits(), values);
    }

    // ---- priority

    /** Only the lowest of the set bits; none when none is set. */
    public static Bits lowest(Bits requests) {
        return OHMasking$.MODULE$.first(requests);
    }

    /** Only the lowest of the set bits. */
    public static Bits lowest(Vec<Bool> requests) {
        return lowest(requests.asBits());
    }

    /** Number of the lowest set bit; 0 when none is set. */
    public static UInt lowestIndex(Bits requests) {
        return fromOneHot(lowest(requests));
    }

    /** Number of the lowest set bit; 0 when none is set. */
    public static UInt lowestIndex(Vec<Bool> requests) {
        return fromOneHot(lowest(requests));
    }

    /**
     * One of the set bits: the first at or above the marked one, cyclically.
     *
     * @param priority one-hot: the bit that is served first
     */
    public static Bits cyclic(Bits requests, Bits priority) {
        return OHMasking$.MODULE$.roundRobin(requests, priority);
    }

    /**
     * Round robin with its own state: grants one request and, when the grant is taken, serves that requester last from
     * then on. Every requester that keeps asking is served after at most {@code width - 1} others.
     *
     * @param requests the requesters, one bit each
     * @param taken the grant is used in this cycle
     * @return one-hot grant, zero without requests
     */
    public static Bits roundRobin(Bits requests, Bool taken) {
        int width = requests.getBitsWidth();
        Bits next = Registers.regInit(Literals.b(1, width));
        next.setCompositeName(requests, "next", true);
        Bits grant = cyclic(requests, next);
        grant.setCompositeName(requests, "grant", true);
        Statements.when(taken, () -> Statements.when(any(grant), () -> Statements.set(next, rotated(grant))));
        return grant;
    }

    /** Round robin over a vector of requesters; see {@link #roundRobin(Bits, Bool)}. */
    public static Bits roundRobin(Vec<Bool> requests, Bool taken) {
        Bits bits = requests.asBits();
        bits.setCompositeName(requests, "bits", true);
        return roundRobin(bits, taken);
    }

    private static Bits rotated(Bits oneHot) {
        return oneHot.rotateLeft(1);
    }

    // ---- counts

    /** How many bits are set. */
    public static UInt countOnes(Bits bits) {
        return CountOne$.MODULE$.apply(bits);
    }

    /** How many zeros are above the highest set bit; the width when none is set. */
    public static UInt leadingZeros(Bits bits) {
        return trailingZeros(bits.reversed());
    }

    /** How many zeros are below the lowest set bit; the width when none is set. */
    public static UInt trailingZeros(Bits bits) {
        int width = bits.getBitsWidth();
        int countWidth = Types.log2Up(width + 1L);
        return Choices.mux(any(bits), lowestIndex(bits).resize(countWidth), Literals.u(width, countWidth));
    }

    /** How many ones are below the lowest zero; the width when all are set. */
    public static UInt trailingOnes(Bits bits) {
        return trailingZeros(bits.unary_$tilde());
    }
}
