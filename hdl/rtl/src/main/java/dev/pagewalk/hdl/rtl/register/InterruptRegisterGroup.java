package dev.pagewalk.hdl.rtl.register;

import static dev.pagewalk.hdl.spinal.Choices.mux;
import static dev.pagewalk.hdl.spinal.Literals.off;
import static dev.pagewalk.hdl.spinal.Literals.u;
import static dev.pagewalk.hdl.spinal.Literals.zeros;
import static dev.pagewalk.hdl.spinal.OneHots.toOneHot;
import static dev.pagewalk.hdl.spinal.Operators.and;
import static dev.pagewalk.hdl.spinal.Operators.not;
import static dev.pagewalk.hdl.spinal.Operators.or;
import static dev.pagewalk.hdl.spinal.Registers.regInit;
import static dev.pagewalk.hdl.spinal.Shapes.at;
import static dev.pagewalk.hdl.spinal.Shapes.slice;
import static dev.pagewalk.hdl.spinal.Shapes.toBits;
import static dev.pagewalk.hdl.spinal.Shapes.toUInt;
import static dev.pagewalk.hdl.spinal.Shapes.zeroExtend;
import static dev.pagewalk.hdl.spinal.Statements.set;
import static dev.pagewalk.hdl.spinal.Statements.when;
import static dev.pagewalk.hdl.spinal.Types.bits;

import dev.pagewalk.architecture.BitField;
import dev.pagewalk.architecture.InterruptRegisters;
import dev.pagewalk.architecture.Register;
import dev.pagewalk.hdl.rtl.config.IommuParameters;
import dev.pagewalk.hdl.rtl.config.Size;
import dev.pagewalk.hdl.spinal.Group;
import spinal.core.Bits;
import spinal.core.Bool;
import spinal.core.UInt;

import java.util.ArrayList;
import java.util.List;

/**
 * {@code ipsr}, {@code icvec} and the interrupt wires. [IOMMU §6 ipsr, icvec]
 *
 * <p>A pending bit whose condition still holds comes back in the cycle after it was cleared. An event in the cycle of the
 * clearing write counts as a new one.
 */
final class InterruptRegisterGroup extends Group {

    /**
     * One source.
     *
     * @param pending its bit in ipsr
     * @param vector its field in icvec
     * @param condition holds as long as the interrupt is wanted
     * @param event strobe: something new happened
     */
    record Source(BitField pending, BitField vector, Bool condition, Bool event) {}

    private static final int VECTORS = InterruptRegisters.VECTORS;

    private final int vectorBits;

    final List<Bool> pending = new ArrayList<>();
    final List<UInt> vectors = new ArrayList<>();

    /** Levels of the wires. */
    final Bits wires = regInit(zeros(VECTORS));

    /** One strobe per vector: the bit of one of its sources has become 1 anew, and messages are wanted. */
    final Bits messages;

    InterruptRegisterGroup(RegisterMap map, IommuParameters parameters, Bool wiresEnabled, List<Source> sources) {
        vectorBits = parameters.size(Size.VECTOR_BITS);
        List<Bool> raised = sources.stream().map(s -> pending(map, s)).toList();
        sources.forEach(s -> vectors.add(vector(map, s.vector())));
        Bits levels = zeros(VECTORS);
        Bits strobes = zeros(VECTORS);
        for (int i = 0; i < sources.size(); i++) {
            Bits wire = toOneHot(vectors.get(i), VECTORS);
            levels = or(levels, mux(and(pending.get(i), wiresEnabled), wire, zeros(VECTORS)));
            strobes = or(strobes, mux(and(raised.get(i), not(wiresEnabled)), wire, zeros(VECTORS)));
        }
        set(wires, levels);
        messages = strobes;
        values(map, sources);
    }

    private Bool pending(RegisterMap map, Source source) {
        Bool bit = regInit(off());
        Bool cleared = and(map.written(Register.IPSR), map.data(source.pending()));
        Bool raising = or(source.event(), and(source.condition(), not(bit)));
        when(cleared, () -> set(bit, false));
        when(raising, () -> set(bit, true));
        pending.add(bit);
        return and(raising, or(not(bit), cleared));
    }

    private UInt vector(RegisterMap map, BitField field) {
        if (vectorBits == 0) {
            return u(0, field.width());
        }
        UInt value = regInit(u(0, vectorBits));
        when(
                map.written(Register.ICVEC),
                () -> set(value, toUInt(slice(map.data(), field.low() + vectorBits - 1, field.low()))));
        return zeroExtend(value, field.width());
    }

    private void values(RegisterMap map, List<Source> sources) {
        Bits status = bits(32);
        Bits selection = bits(64);
        set(status, 0);
        set(selection, 0);
        for (int i = 0; i < sources.size(); i++) {
            set(at(status, sources.get(i).pending().low()), pending.get(i));
            BitField field = sources.get(i).vector();
            set(slice(selection, field.high(), field.low()), toBits(vectors.get(i)));
        }
        map.value(Register.IPSR, status);
        map.value(Register.ICVEC, selection);
    }
}
