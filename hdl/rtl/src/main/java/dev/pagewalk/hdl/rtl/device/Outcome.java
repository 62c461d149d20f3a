package dev.pagewalk.hdl.rtl.device;

import static dev.pagewalk.hdl.spinal.Choices.mux;
import static dev.pagewalk.hdl.spinal.Literals.b;
import static dev.pagewalk.hdl.spinal.Literals.off;
import static dev.pagewalk.hdl.spinal.Literals.zeros;
import static dev.pagewalk.hdl.spinal.Operators.or;
import static dev.pagewalk.hdl.spinal.Shapes.at;
import static dev.pagewalk.hdl.spinal.Shapes.cat;
import static dev.pagewalk.hdl.spinal.Shapes.fromBits;
import static dev.pagewalk.hdl.spinal.Shapes.slice;
import static dev.pagewalk.hdl.spinal.Shapes.toBits;
import static dev.pagewalk.hdl.spinal.Shapes.toUInt;
import static dev.pagewalk.hdl.spinal.Shapes.zeroExtend;

import dev.pagewalk.hdl.rtl.common.WalkResult;
import dev.pagewalk.hdl.rtl.config.Feature;
import dev.pagewalk.hdl.rtl.config.IommuParameters;
import spinal.core.Bits;
import spinal.core.Bool;
import spinal.core.UInt;

/**
 * What became of a request that waits, in one word of memory; the state of its entry tells which of the two it is.
 *
 * <pre>
 *   READY:  the fields of {@link Translation}
 *   FAULT:  76 drop record | 75:64 cause | 63:0 iotval2, and for the retirement record 83:82 source | 81:77 levels
 *   FILE:   highest bit 1 | the fields of {@link InterruptFile}
 * </pre>
 */
final class Outcome {
    private static final int FAULT_BITS = 77;
    private static final int LEVEL_BITS = 5;
    private static final int ORIGIN_BITS = LEVEL_BITS + 2;

    private Outcome() {}

    static int width(IommuParameters parameters) {
        int fault = FAULT_BITS + (parameters.observation() ? ORIGIN_BITS : 0);
        int plain = Math.max(fault, new Translation(parameters).getBitsWidth());
        return hasFiles(parameters) ? Math.max(plain, new InterruptFile(parameters).getBitsWidth()) + 1 : plain;
    }

    static Bits of(IommuParameters parameters, Translation translation) {
        return zeroExtend(toBits(translation), width(parameters));
    }

    static Bits of(IommuParameters parameters, Bool dropRecord, UInt cause, UInt iotval2) {
        return zeroExtend(cat(dropRecord, cause, iotval2), width(parameters));
    }

    static Bits of(IommuParameters parameters, InterruptFile file) {
        int width = width(parameters);
        return or(zeroExtend(toBits(file), width), cat(b(1, 1), zeros(width - 1)));
    }

    static Bits of(IommuParameters parameters, WalkResult result) {
        Bits place = of(parameters, Translation.of(parameters, result));
        if (hasFiles(parameters)) {
            place = mux(result.mrif, of(parameters, InterruptFile.of(parameters, result)), place);
        }
        Bits fault = of(parameters, result.dropRecord, result.cause, result.iotval2);
        if (parameters.observation()) {
            Bits origin = cat(result.source, result.levels);
            fault = or(fault, zeroExtend(cat(origin, zeros(FAULT_BITS)), width(parameters)));
        }
        return mux(result.fault, fault, place);
    }

    private static boolean hasFiles(IommuParameters parameters) {
        return parameters.has(Feature.MSI_MRIF);
    }

    /** It is a memory-resident interrupt file. */
    static Bool isFile(IommuParameters parameters, Bits outcome) {
        return hasFiles(parameters) ? at(outcome, width(parameters) - 1) : off();
    }

    static InterruptFile file(IommuParameters parameters, Bits outcome) {
        int width = new InterruptFile(parameters).getBitsWidth();
        return fromBits(slice(outcome, width - 1, 0), () -> new InterruptFile(parameters));
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

    /** Memory reads of the walk that found the fault; only with observation. */
    static UInt levels(Bits outcome) {
        return toUInt(slice(outcome, FAULT_BITS + LEVEL_BITS - 1, FAULT_BITS));
    }

    /** Which unit found the fault, {@code WalkResult.SOURCE_...}, 0 for none; only with observation. */
    static Bits source(Bits outcome) {
        return slice(outcome, FAULT_BITS + ORIGIN_BITS - 1, FAULT_BITS + LEVEL_BITS);
    }

    static UInt iotval2(Bits outcome) {
        return toUInt(slice(outcome, 63, 0));
    }
}
