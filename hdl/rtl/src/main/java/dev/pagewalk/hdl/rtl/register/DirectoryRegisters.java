package dev.pagewalk.hdl.rtl.register;

import static dev.pagewalk.hdl.spinal.Literals.b;
import static dev.pagewalk.hdl.spinal.Literals.bit;
import static dev.pagewalk.hdl.spinal.Literals.off;
import static dev.pagewalk.hdl.spinal.Literals.on;
import static dev.pagewalk.hdl.spinal.Literals.u;
import static dev.pagewalk.hdl.spinal.Literals.zeros;
import static dev.pagewalk.hdl.spinal.Operators.and;
import static dev.pagewalk.hdl.spinal.Operators.eq;
import static dev.pagewalk.hdl.spinal.Operators.le;
import static dev.pagewalk.hdl.spinal.Operators.not;
import static dev.pagewalk.hdl.spinal.Registers.regInit;
import static dev.pagewalk.hdl.spinal.Shapes.cat;
import static dev.pagewalk.hdl.spinal.Shapes.resize;
import static dev.pagewalk.hdl.spinal.Shapes.slice;
import static dev.pagewalk.hdl.spinal.Shapes.toUInt;
import static dev.pagewalk.hdl.spinal.Shapes.zeroExtend;
import static dev.pagewalk.hdl.spinal.Statements.set;
import static dev.pagewalk.hdl.spinal.Statements.when;

import dev.pagewalk.architecture.BitField;
import dev.pagewalk.architecture.DirectoryMode;
import dev.pagewalk.architecture.DirectoryPointer;
import dev.pagewalk.architecture.FeatureControl;
import dev.pagewalk.architecture.QosRegister;
import dev.pagewalk.architecture.Register;
import dev.pagewalk.hdl.rtl.config.Feature;
import dev.pagewalk.hdl.rtl.config.IommuParameters;
import dev.pagewalk.hdl.rtl.config.Size;
import dev.pagewalk.hdl.spinal.Group;
import spinal.core.Bits;
import spinal.core.Bool;
import spinal.core.UInt;

/**
 * {@code capabilities}, {@code fctl}, {@code ddtp} and {@code iommu_qosid}. [IOMMU §6]
 *
 * <p>An illegal mode leaves the mode as it is. A write to ddtp makes it busy until everything accepted before has ended;
 * writes while busy are ignored. fctl changes only while ddtp is Off and all queues are off.
 */
final class DirectoryRegisters extends Group {

    private static final int ID_BITS = 12;

    private final IommuParameters parameters;

    final Bits mode = regInit(b(DirectoryMode.OFF.encoding(), 4));
    final Bool busy = regInit(off());
    final Bits page;
    final Bool bigEndian;
    final Bool wires;
    final Bool gxl;
    final UInt rcid;
    final UInt mcid;

    /**
     * @param queuesOff no queue is on or busy
     * @param drained the drain that busy asked for has ended
     */
    DirectoryRegisters(RegisterMap map, IommuParameters parameters, Bool queuesOff, Bool drained) {
        this.parameters = parameters;
        page = new PageNumber(map, Register.DDTP, parameters.physicalPageBits(), not(busy)).bits();
        Bool free = and(map.written(Register.FCTL), eq(mode, DirectoryMode.OFF.encoding()), not(busy), queuesOff);
        bigEndian = control(map, free, FeatureControl.BE, Feature.BE_WRITABLE, parameters.has(Feature.BE_RESET));
        wires = interrupts(map, free);
        gxl = control(map, free, FeatureControl.GXL, Feature.GXL_WRITABLE, onlyRv32());
        rcid = quality(map, QosRegister.RCID, Size.RCID_BITS);
        mcid = quality(map, QosRegister.MCID, Size.MCID_BITS);
        directory(map, drained);
        values(map);
    }

    /** Without any 64-bit second stage, GXL is fixed to 1. */
    private boolean onlyRv32() {
        return !parameters.has(Feature.SV39X4);
    }

    private Bool control(RegisterMap map, Bool written, BitField field, Feature writable, boolean reset) {
        if (!parameters.has(writable)) {
            return bit(reset);
        }
        Bool value = regInit(bit(reset));
        when(written, () -> set(value, map.data(field)));
        return value;
    }

    private Bool interrupts(RegisterMap map, Bool written) {
        return switch (parameters.interrupts()) {
            case MSI -> off();
            case WSI -> on();
            case BOTH -> {
                Bool value = regInit(off());
                when(written, () -> set(value, map.data(FeatureControl.WSI)));
                yield value;
            }
        };
    }

    private UInt quality(RegisterMap map, BitField field, Size size) {
        if (!parameters.has(Feature.QOSID)) {
            return u(0, ID_BITS);
        }
        int width = parameters.size(size);
        UInt value = regInit(u(0, width));
        when(
                map.written(Register.IOMMU_QOSID),
                () -> set(value, toUInt(slice(map.data(), field.low() + width - 1, field.low()))));
        return zeroExtend(value, ID_BITS);
    }

    private void directory(RegisterMap map, Bool drained) {
        Bits chosen = slice(map.data(), DirectoryPointer.MODE.high(), DirectoryPointer.MODE.low());
        when(drained, () -> set(busy, false));
        when(and(map.written(Register.DDTP), not(busy)), () -> {
            when(le(toUInt(chosen), DirectoryMode.THREE_LEVEL.encoding()), () -> set(mode, chosen));
            set(busy, true);
        });
    }

    private void values(RegisterMap map) {
        map.value(Register.CAPABILITIES, b(parameters.capabilities(), 64));
        map.value(Register.FCTL, cat(zeros(29), gxl, wires, bigEndian));
        map.value(Register.DDTP, resize(cat(page, zeros(5), busy, mode), 64));
        if (parameters.has(Feature.QOSID)) {
            map.value(Register.IOMMU_QOSID, cat(zeros(4), mcid, zeros(4), rcid));
        }
    }
}
