package dev.pagewalk.hdl.spinal;

import scala.Tuple2;
import spinal.core.BaseType;
import spinal.core.Bits;
import spinal.core.Bool;
import spinal.core.Data;
import spinal.core.SpinalEnumCraft;
import spinal.core.UInt;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Expressions that choose one of several values. */
public final class Choices {
    private Choices() {}

    /** {@code a} when the condition holds, else {@code b}. */
    public static <T extends Data> T mux(Bool condition, T a, T b) {
        if (!a.getClass().equals(b.getClass())) {
            throw new IllegalArgumentException("mux of different types: a="
                    + a.getClass().getSimpleName() + ", b=" + b.getClass().getSimpleName());
        }
        return condition.mux(a, b);
    }

    /**
     * One alternative of {@link #choose}.
     *
     * @param key a {@code Long}, or a constant of an enum
     * @param value what is chosen
     * @param <T> type of the value
     */
    public record Key<T extends Data>(Object key, T value) {}

    /** An alternative for a number. */
    public static <T extends Data> Key<T> key(long key, T value) {
        return new Key<>(key, value);
    }

    /** An alternative for a constant of an enum. */
    public static <E extends Enum<E>, T extends Data> Key<T> key(E key, T value) {
        return new Key<>(key, value);
    }

    /** The alternative whose key is equal to a number, else {@code other}. */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read
    public static <T extends Data> T choose(UInt selector, T other, Key<T>... keys) {
        return chosen(selector, other, keys, k -> Literals.u((Long) k, selector.getBitsWidth()));
    }

    /** The alternative whose key is equal to some bits, else {@code other}. */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read
    public static <T extends Data> T choose(Bits selector, T other, Key<T>... keys) {
        return chosen(selector, other, keys, k -> Literals.b((Long) k, selector.getBitsWidth()));
    }

    /** The alternative whose key is the enumerated value, else {@code other}. */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read
    public static <E extends Enum<E>, T extends Data> T choose(
            SpinalEnumCraft<HwEnum<E>> selector, T other, Key<T>... keys) {
        HwEnum<E> type = HwEnum.of(selector);
        return chosen(selector, other, keys, k -> type.of(type.type().cast(k)));
    }

    private static <T extends Data> T chosen(
            BaseType selector, T other, Key<T>[] keys, Function<Object, BaseType> literal) {
        List<Tuple2<Object, T>> all = Stream.of(keys)
                .map(k -> new Tuple2<Object, T>(literal.apply(k.key()), k.value()))
                .toList();
        return selector.muxList(other, Scala.<Tuple2<Object, T>>seq(all));
    }
}
