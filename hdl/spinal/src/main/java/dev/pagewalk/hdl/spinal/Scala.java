package dev.pagewalk.hdl.spinal;

import scala.Function0;
import scala.Product;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.math.BigInt;
import scala.runtime.BoxedUnit;
import spinal.core.BitCount;
import spinal.core.Data;
import spinal.core.HardType;
import spinal.core.HardType$;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Conversions between Java and Scala values; the only place that knows both collections. */
final class Scala {
    static final spinal.core.package$ CORE = spinal.core.package$.MODULE$;

    private Scala() {}

    static <T> Seq<T> seq(List<? extends T> list) {
        return CollectionConverters.<T>asScala(List.<T>copyOf(list)).toSeq();
    }

    static <T> List<T> list(scala.collection.Iterable<T> all) {
        return List.copyOf(CollectionConverters.asJavaCollection(all));
    }

    static Function0<BoxedUnit> block(Runnable body) {
        return () -> {
            body.run();
            return BoxedUnit.UNIT;
        };
    }

    static <T extends Data> HardType<T> type(Supplier<T> maker) {
        return HardType$.MODULE$.apply(maker::get);
    }

    static BitCount bits(int width) {
        return new BitCount(width);
    }

    static BigInt big(java.math.BigInteger value) {
        return new BigInt(value);
    }

    /**
     * A case class from its default arguments, some of them replaced.
     *
     * @param defaults an instance that holds the defaults
     * @param given the replaced arguments by their Scala name; an unknown name is an error
     */
    static <T extends Product> T copy(T defaults, Map<String, Object> given) {
        List<String> names =
                CollectionConverters.asJava(defaults.productElementNames().toSeq());
        if (!names.containsAll(given.keySet())) {
            throw new IllegalArgumentException(
                    "no such argument: class=" + defaults.getClass().getName() + ", given=" + given.keySet());
        }
        Object[] args = new Object[names.size()];
        for (int i = 0; i < args.length; i++) {
            args[i] = given.containsKey(names.get(i)) ? given.get(names.get(i)) : defaults.productElement(i);
        }
        @SuppressWarnings("unchecked") // the class of an instance of T
        Class<T> type = (Class<T>) defaults.getClass();
        return create(type, args);
    }

    /** A case class from its default arguments only. */
    static <T> T defaults(Class<T> type) {
        try {
            Object[] args = new Object[primary(type).getParameterCount()];
            for (int i = 0; i < args.length; i++) {
                args[i] = type.getMethod("$lessinit$greater$default$" + (i + 1)).invoke(null);
            }
            return create(type, args);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(type.getName(), e);
        }
    }

    private static <T> T create(Class<T> type, Object[] args) {
        try {
            return type.cast(primary(type).newInstance(args));
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(type.getName(), e);
        }
    }

    private static Constructor<?> primary(Class<?> type) {
        return type.getConstructors()[0];
    }
}
