package dev.pagewalk.hdl.spinal;

import scala.Function1;
import scala.math.BigInt;
import spinal.core.SpinalEnum;
import spinal.core.SpinalEnumCraft;
import spinal.core.SpinalEnumEncoding;
import spinal.core.SpinalEnumEncoding$;
import spinal.core.binarySequential$;

import java.util.Arrays;
import java.util.function.ToLongFunction;

/**
 * A Java enum as a hardware type. Verilog gets one {@code localparam} for each constant, named {@code Type_CONSTANT}.
 *
 * <pre>{@code
 * static final HwEnum<Kind> KIND = new HwEnum<>(Kind.class);
 * final SpinalEnumCraft<HwEnum<Kind>> kind = regInit(KIND.of(Kind.READ));
 * }</pre>
 *
 * @param <E> the enum
 */
public final class HwEnum<E extends Enum<E>> extends SpinalEnum {
    private final Class<E> type;
    private final ToLongFunction<E> encoding;

    /** Encodes constants by their ordinal. */
    public HwEnum(Class<E> type) {
        this(type, Enum::ordinal, binarySequential$.MODULE$);
    }

    /**
     * Encodes constants by a function; the width is that of the greatest code.
     *
     * @param encoding code of a constant, not negative and different for each
     */
    public HwEnum(Class<E> type, ToLongFunction<E> encoding) {
        this(type, encoding, spinalEncoding(type, encoding));
    }

    private HwEnum(Class<E> type, ToLongFunction<E> encoding, SpinalEnumEncoding spinalEncoding) {
        super(spinalEncoding);
        this.type = type;
        this.encoding = encoding;
        setName(type.getSimpleName());
        for (E constant : type.getEnumConstants()) {
            newElement(constant.name());
        }
    }

    /** A new signal of this type. */
    @SuppressWarnings("unchecked") // the type parameter of a craft is the class of its definition
    public SpinalEnumCraft<HwEnum<E>> signal() {
        return (SpinalEnumCraft<HwEnum<E>>) (SpinalEnumCraft<?>) craft();
    }

    /** A constant. */
    @SuppressWarnings({"unchecked", "EnumOrdinal"}) // of a craft's type parameter; elements are in declaration order
    public SpinalEnumCraft<HwEnum<E>> of(E constant) {
        return (SpinalEnumCraft<HwEnum<E>>)
                (SpinalEnumCraft<?>) elements().apply(constant.ordinal()).craft();
    }

    /** The code of a constant in hardware. */
    public long code(E constant) {
        return encoding.applyAsLong(constant);
    }

    /** The enum behind this type. */
    public Class<E> type() {
        return type;
    }

    /** The type of a signal. */
    @SuppressWarnings("unchecked") // the type parameter of a craft is the class of its definition
    static <E extends Enum<E>> HwEnum<E> of(SpinalEnumCraft<HwEnum<E>> signal) {
        return (HwEnum<E>) signal.spinalEnum();
    }

    private static <E extends Enum<E>> SpinalEnumEncoding spinalEncoding(Class<E> type, ToLongFunction<E> encoding) {
        E[] constants = type.getEnumConstants();
        long[] codes = Arrays.stream(constants).mapToLong(encoding).toArray();
        if (Arrays.stream(codes).filter(code -> code >= 0).distinct().count() != codes.length) {
            throw new IllegalArgumentException("codes have to be different and not negative: enum=" + type.getName());
        }
        Function1<Object, BigInt> code = position -> BigInt.apply(codes[(Integer) position]);
        return SpinalEnumEncoding$.MODULE$.apply(type.getSimpleName() + "_codes", code);
    }
}
