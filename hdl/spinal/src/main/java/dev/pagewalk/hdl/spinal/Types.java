package dev.pagewalk.hdl.spinal;

import static dev.pagewalk.hdl.spinal.Scala.CORE;

import scala.runtime.BoxedUnit;
import spinal.core.Bits;
import spinal.core.Bool;
import spinal.core.Data;
import spinal.core.SInt;
import spinal.core.UInt;
import spinal.core.Vec;
import spinal.core.in$;
import spinal.core.out$;
import spinal.lib.Flow;
import spinal.lib.IMasterSlave;
import spinal.lib.Stream;
import spinal.lib.master$;
import spinal.lib.slave$;

import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Signals and ports. Each call makes one new signal; widths are in bits. */
public final class Types {
    private Types() {}

    /** A single bit. */
    public static Bool bool() {
        return CORE.Bool(BoxedUnit.UNIT);
    }

    /** An unsigned number. */
    public static UInt uint(int width) {
        return CORE.UInt(Scala.bits(width));
    }

    /** A signed number in two's complement. */
    public static SInt sint(int width) {
        return CORE.SInt(Scala.bits(width));
    }

    /** Bits without arithmetic. */
    public static Bits bits(int width) {
        return CORE.Bits(Scala.bits(width));
    }

    /** Elements {@code make(0)} to {@code make(n - 1)}, named {@code field_0} and so on; the index 0 is lowest in bits. */
    public static <T extends Data> Vec<T> vec(int n, IntFunction<? extends T> make) {
        List<T> elements = IntStream.range(0, n).<T>mapToObj(make).toList();
        return vec(elements);
    }

    /** A vector of given elements, in their order. */
    public static <T extends Data> Vec<T> vec(List<? extends T> elements) {
        return CORE.Vec(Scala.<T>seq(elements), null);
    }

    /** An input port. */
    public static <T extends Data> T in(T type) {
        return in$.MODULE$.apply(type);
    }

    /** An output port. */
    public static <T extends Data> T out(T type) {
        return out$.MODULE$.apply(type);
    }

    /** A bundle of ports driven from here. */
    public static <T extends IMasterSlave> T master(T type) {
        return master$.MODULE$.apply(type);
    }

    /** A bundle of ports driven from outside. */
    public static <T extends IMasterSlave> T slave(T type) {
        return slave$.MODULE$.apply(type);
    }

    /** Valid, ready and a payload. */
    public static <T extends Data> Stream<T> stream(Supplier<T> payload) {
        return new Stream<>(Scala.type(payload));
    }

    /** Valid and a payload that cannot be refused. */
    public static <T extends Data> Flow<T> flow(Supplier<T> payload) {
        return new Flow<>(Scala.type(payload));
    }

    /** Width in bits of any signal or bundle. */
    public static int widthOf(Data data) {
        return data.getBitsWidth();
    }

    /** Bits needed to count {@code n} values from 0; 0 for one value. */
    public static int log2Up(long n) {
        if (n < 1) {
            throw new IllegalArgumentException("log2Up: n=" + n);
        }
        return Long.SIZE - Long.numberOfLeadingZeros(n - 1);
    }
}
