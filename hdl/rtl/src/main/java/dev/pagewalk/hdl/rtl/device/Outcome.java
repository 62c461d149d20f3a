package dev.pagewalk.hdl.rtl.device;

import static dev.pagewalk.hdl.spinal.Choices.mux;
import static dev.pagewalk.hdl.spinal.Shapes.at;
import static dev.pagewalk.hdl.spinal.Shapes.cat;
import static dev.pagewalk.hdl.spinal.Shapes.fromBits;
import static dev.pagewalk.hdl.spinal.Shapes.slice;
import static dev.pagewalk.hdl.spinal.Shapes.toBits;
import static dev.pagewalk.hdl.spinal.Shapes.toUInt;
import static dev.pagewalk.hdl.spinal.Shapes.zeroExtend;

import dev.pagewalk.hdl.rtl.common.WalkResult;
import dev.pagewalk.hdl.rtl.config.IommuParameters;
import spinal.core.Bits;
import spinal.core.Bool;
import spinal.core.UInt;

/**
 * What became of a request that waits, in one word of memory; the state of its entry tells which of the two it is.
 *
 * <pre>
 *   READY:  the fields of {@link Translation}
 *   FAULT:  76 drop record | 75:64 cause | 63:0 iotval2
 * </pre>
 */
final class Outcome {
    private static final int FAULT_BITS = 77;

    private Outcome() {}

    static int width(IommuParameters parameters) {
        return Math.max(FAULT_BITS, new Translation(parameters).getBitsWidth());
    }

    static Bits of(IommuParameters parameters, Translation translation) {
        return zeroExtend(toBits(translation), width(parameters));
    }

    static Bits of(IommuParameters parameters, Bool dropRecord, UInt cause, UInt iotval2) {
        return zeroExtend(cat(dropRecord, cause, iotval2), width(parameters));
    }

    static Bits of(IommuParameters parameters, WalkResult result) {
        return mux(
                result.fault,
                of(parameters, result.dropRecord, result.cause, result.iotval2),
                of(parameters, Translation.of(parameters, result)));
    }

    static Translation translation(IommuParameters parameters, Bits outcome) {
        int width = new Translation(parameters).getBitsWidth();
        return fromBits(slice(outcome, width - 1, 0), () -> new Translation(parameters));
    }

    static Bool dropRecord(Bits outcome) {
        return at(outcome, FAULT_BITS - 1);
    }

    static UInt cause(Bits outcome) {
        return toUInt(slice(outcome, 75, 64));
    }

    static UInt iotval2(Bits outcome) {
        return toUInt(slice(outcome, 63, 0));
    }
}
