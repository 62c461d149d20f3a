package dev.pagewalk.hdl.rtl.walk;

import static dev.pagewalk.hdl.spinal.Literals.zeros;
import static dev.pagewalk.hdl.spinal.Shapes.cat;
import static dev.pagewalk.hdl.spinal.Shapes.setFromBits;
import static dev.pagewalk.hdl.spinal.Shapes.slice;
import static dev.pagewalk.hdl.spinal.Types.widthOf;

import dev.pagewalk.hdl.spinal.Signals;
import spinal.core.Bits;
import spinal.core.Data;

import java.util.List;

/** Bundles as words of a memory: only the fields that the parameters need. */
final class Packing {
    private Packing() {}

    /** Width of the word, at least 1. */
    static int width(Packed bundle, WalkParameters p) {
        return Math.max(1, width(bundle.stored(p)));
    }

    /** Width of some fields together. */
    static int width(List<Data> fields) {
        return fields.stream().mapToInt(f -> widthOf(f)).sum();
    }

    /** The stored fields, the first most significant. */
    static Bits pack(Packed bundle, WalkParameters p) {
        return pack(bundle.stored(p));
    }

    /** Fields, the first most significant. */
    static Bits pack(List<Data> fields) {
        return fields.isEmpty()
                ? zeros(1)
                : cat(fields.get(0), fields.subList(1, fields.size()).toArray(Data[]::new));
    }

    /** Drives all fields with zero, for those that nothing drives afterwards. */
    static <T extends Data> T zeroed(T bundle) {
        Signals.allowOverride(bundle);
        setFromBits(bundle, zeros(widthOf(bundle)));
        return bundle;
    }

    /** Drives the stored fields from a word. */
    static void unpack(Packed bundle, Bits word, WalkParameters p) {
        unpack(bundle.stored(p), word);
    }

    /** Drives fields from a word. */
    static void unpack(List<Data> fields, Bits word) {
        int high = width(fields);
        for (Data field : fields) {
            int width = widthOf(field);
            setFromBits(field, slice(word, high - 1, high - width));
            high -= width;
        }
    }
}
