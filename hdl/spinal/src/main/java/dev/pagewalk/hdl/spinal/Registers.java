package dev.pagewalk.hdl.spinal;

import spinal.core.Bool;
import spinal.core.Data;
import spinal.core.Reg$;
import spinal.core.RegNext$;
import spinal.core.RegNextWhen$;
import spinal.core.cloneOf$;

import java.util.function.Supplier;

/**
 * State. A register keeps its value until it is assigned. The methods whose name has {@code Init} or that take an
 * {@code init} make registers with a reset value; the others are not reset.
 */
public final class Registers {
    private Registers() {}

    /** A register without reset. */
    public static <T extends Data> T reg(Supplier<T> type) {
        return Reg$.MODULE$.apply(Scala.type(type), null, null);
    }

    /** A register with a reset value, of the type and width of that value. */
    public static <T extends Data> T regInit(T init) {
        return Reg$.MODULE$.apply(Scala.type(() -> copyOf(init)), init, null);
    }

    /** A register with a reset value. */
    public static <T extends Data> T regInit(Supplier<T> type, T init) {
        return Reg$.MODULE$.apply(Scala.type(type), init, null);
    }

    /** A register that resets to all zero; for bundles and vectors too. */
    public static <T extends Data> T regZero(Supplier<T> type) {
        T register = reg(type);
        zeroLeaves(register);
        return register;
    }

    /** The value one cycle later, without reset. */
    public static <T extends Data> T regNext(T next) {
        return RegNext$.MODULE$.apply(next, null);
    }

    /** The value one cycle later; {@code init} at reset. */
    public static <T extends Data> T regNext(T next, T init) {
        return RegNext$.MODULE$.apply(next, init);
    }

    /** The value of the last cycle in which a condition held, without reset. */
    public static <T extends Data> T regNextWhen(T next, Bool condition) {
        return RegNextWhen$.MODULE$.apply(next, condition, null, Locations.here());
    }

    /** The value of the last cycle in which a condition held; {@code init} at reset. */
    public static <T extends Data> T regNextWhen(T next, Bool condition, T init) {
        return RegNextWhen$.MODULE$.apply(next, condition, init, Locations.here());
    }

    /** Gives a register, or some elements of a register bundle, a reset value. */
    public static <T extends Data> T resetTo(T register, T init) {
        register.initFrom(init, register);
        return register;
    }

    private static void zeroLeaves(Data register) {
        for (Data leaf : Scala.list(register.flatten())) {
            leaf.initFrom(leaf.getZero(), leaf);
        }
    }

    private static <T extends Data> T copyOf(T type) {
        return cloneOf$.MODULE$.apply(type);
    }
}
