package dev.pagewalk.hdl.spinal;

import spinal.core.BaseType;
import spinal.core.Bits;
import spinal.core.Bool;
import spinal.core.Bundle;
import spinal.core.Data;
import spinal.core.SInt;
import spinal.core.SpinalEnumCraft;
import spinal.core.SwitchStack$;
import spinal.core.UInt;
import spinal.core.Vec;
import spinal.core.WhenContext;
import spinal.core.default$;
import spinal.core.is$;
import spinal.core.switch$;
import spinal.core.when$;
import spinal.lib.Flow;
import spinal.lib.Stream;

import java.util.List;

/**
 * Assignment and decision. The last assignment that applies wins; an assignment to a register takes effect at the next
 * clock edge.
 */
public final class Statements {
    private Statements() {}

    /** Drives a bit. */
    public static void set(Bool target, Bool value) {
        drive(target, value);
    }

    /** Drives a bit with a constant. */
    public static void set(Bool target, boolean value) {
        drive(target, Literals.bit(value));
    }

    /** Drives a number; the widths have to be equal, but for a literal without width. */
    public static void set(UInt target, UInt value) {
        drive(target, value);
    }

    /** Drives a number with a constant. */
    public static void set(UInt target, long value) {
        drive(target, Literals.u(value, target.getBitsWidth()));
    }

    /** Drives a signed number. */
    public static void set(SInt target, SInt value) {
        drive(target, value);
    }

    /** Drives a signed number with a constant. */
    public static void set(SInt target, long value) {
        drive(target, Literals.s(value, target.getBitsWidth()));
    }

    /** Drives bits. */
    public static void set(Bits target, Bits value) {
        drive(target, value);
    }

    /** Drives bits with a constant. */
    public static void set(Bits target, long value) {
        drive(target, Literals.b(value, target.getBitsWidth()));
    }

    /** Drives an enumerated value. */
    public static <E extends Enum<E>> void set(SpinalEnumCraft<HwEnum<E>> target, SpinalEnumCraft<HwEnum<E>> value) {
        drive(target, value);
    }

    /** Drives an enumerated value with a constant. */
    public static <E extends Enum<E>> void set(SpinalEnumCraft<HwEnum<E>> target, E value) {
        drive(target, HwEnum.of(target).of(value));
    }

    /** Drives all signals of a bundle from one of the same class. */
    public static <T extends Bundle> void set(T target, T value) {
        if (!target.getClass().equals(value.getClass())) {
            throw new IllegalArgumentException(
                    "bundles of different classes: target=" + target.getClass().getName() + ", value="
                            + value.getClass().getName());
        }
        drive(target, value);
    }

    /** Drives all elements of a vector. */
    public static <T extends Data> void set(Vec<T> target, Vec<T> value) {
        drive(target, value);
    }

    /** Connects a stream: valid and payload to the target, ready back. */
    public static <T extends Data> void set(Stream<T> target, Stream<T> source) {
        target.connectFrom(source);
    }

    /** Connects a flow: valid and payload to the target. */
    public static <T extends Data> void set(Flow<T> target, Flow<T> source) {
        target.connectFrom(source);
    }

    /** Drives a signal of a type that only a caller's type variable knows; classes have to be equal. */
    public static <T extends Data> void assign(T target, T value) {
        if (!target.getClass().equals(value.getClass())) {
            throw new IllegalArgumentException(
                    "different types: target=" + target.getClass().getName() + ", value="
                            + value.getClass().getName());
        }
        drive(target, value);
    }

    static void drive(Data target, Data value) {
        target.assignFrom(value, target, Locations.here());
    }

    /** Statements under a condition. */
    public static When when(Bool condition, Runnable then) {
        return new When(when$.MODULE$.apply(condition, Scala.block(then), Locations.here()));
    }

    /** What may follow a {@code when}. */
    public static final class When {
        private final WhenContext context;

        private When(WhenContext context) {
            this.context = context;
        }

        /** Statements under a condition, when none before it held. */
        public When elsewhen(Bool condition, Runnable then) {
            return new When(context.elsewhen(condition, Scala.block(then), Locations.here()));
        }

        /** Statements when no condition held. */
        public void otherwise(Runnable then) {
            context.otherwise(Scala.block(then));
        }
    }

    /** Decides over a number; {@code body} holds {@code is} and {@code isOther}. */
    public static void select(UInt value, Runnable body) {
        choice(value, body);
    }

    /** Decides over bits. */
    public static void select(Bits value, Runnable body) {
        choice(value, body);
    }

    /** Decides over an enumerated value. */
    public static void select(SpinalEnumCraft<? extends HwEnum<?>> value, Runnable body) {
        choice(value, body);
    }

    private static void choice(BaseType value, Runnable body) {
        switch$.MODULE$.apply(value, false, true, Scala.block(body), Locations.here());
    }

    /** A case of the {@code select} around it: a number, as an unsigned pattern. */
    public static void is(long key, Runnable body) {
        is$.MODULE$.apply(Scala.big(Literals.unsigned(key)), Scala.seq(List.of()), Scala.block(body));
    }

    /** One body for several values. */
    public static void is(List<? extends Number> keys, Runnable body) {
        List<Object> all = keys.stream()
                .<Object>map(k -> Scala.big(Literals.unsigned(k.longValue())))
                .toList();
        is$.MODULE$.apply(all.get(0), Scala.seq(all.subList(1, all.size())), Scala.block(body));
    }

    /** A case of a {@code select} over numbers: a literal. */
    public static void is(UInt key, Runnable body) {
        is$.MODULE$.apply(key, Scala.seq(List.of()), Scala.block(body));
    }

    /** A case of a {@code select} over bits: a literal. */
    public static void is(Bits key, Runnable body) {
        is$.MODULE$.apply(key, Scala.seq(List.of()), Scala.block(body));
    }

    /** A case of a {@code select} over an enumerated value: one constant of its type. */
    public static <E extends Enum<E>> void is(SpinalEnumCraft<HwEnum<E>> key, Runnable body) {
        is$.MODULE$.apply(key, Scala.seq(List.of()), Scala.block(body));
    }

    /** A case of a {@code select} over an enumerated value. */
    public static <E extends Enum<E>> void is(E key, Runnable body) {
        if (!(SwitchStack$.MODULE$.get().statement().value() instanceof SpinalEnumCraft<?> value)
                || !(value.spinalEnum() instanceof HwEnum<?> found)
                || !found.type().equals(key.getDeclaringClass())) {
            throw new IllegalArgumentException("select is not over the enum of its case: key="
                    + key.getDeclaringClass().getName() + "." + key);
        }
        @SuppressWarnings("unchecked") // the enum classes were compared
        HwEnum<E> type = (HwEnum<E>) found;
        is(type.of(key), body);
    }

    /** The case of a {@code select} when no other matched. */
    public static void isOther(Runnable body) {
        default$.MODULE$.apply(Scala.block(body));
    }
}
