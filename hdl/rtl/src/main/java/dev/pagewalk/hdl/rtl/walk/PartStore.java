package dev.pagewalk.hdl.rtl.walk;

import static dev.pagewalk.hdl.spinal.Choices.mux;
import static dev.pagewalk.hdl.spinal.Memories.mem;
import static dev.pagewalk.hdl.spinal.Memories.readAsync;
import static dev.pagewalk.hdl.spinal.Operators.and;
import static dev.pagewalk.hdl.spinal.Operators.eq;
import static dev.pagewalk.hdl.spinal.Operators.or;
import static dev.pagewalk.hdl.spinal.Types.bits;

import dev.pagewalk.hdl.spinal.Group;
import dev.pagewalk.hdl.spinal.Memories;
import dev.pagewalk.hdl.spinal.Signals;
import spinal.core.Bits;
import spinal.core.Bool;
import spinal.core.Bundle;
import spinal.core.Data;
import spinal.core.Mem;
import spinal.core.UInt;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * A record for each walk that arrives doubleword by doubleword: one memory for each doubleword, so that a burst needs
 * no read before write. The fields that the parameters leave out take no bits and read as zero.
 */
final class PartStore<T extends Bundle> extends Group {
    private final Supplier<T> type;
    private final BiFunction<T, Integer, List<Data>> fields;
    private final List<Mem<Bits>> parts = new ArrayList<>();

    /**
     * Opens the memories.
     *
     * @param doublewords of the record
     * @param fields the stored fields of a doubleword, possibly none
     */
    PartStore(int walks, Supplier<T> type, int doublewords, BiFunction<T, Integer, List<Data>> fields) {
        this.type = type;
        this.fields = fields;
        T shape = type.get();
        for (int i = 0; i < doublewords; i++) {
            int width = Packing.width(fields.apply(shape, i));
            Mem<Bits> part = width == 0 ? null : mem(() -> bits(width), Math.max(2, walks));
            if (part != null) {
                Signals.namedAfter(part, this, "part" + i);
            }
            parts.add(part);
        }
    }

    /** The record of a walk. */
    T read(UInt slot) {
        T value = Packing.zeroed(type.get());
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i) != null) {
                Packing.unpack(fields.apply(value, i), readAsync(parts.get(i), slot));
            }
        }
        return value;
    }

    /**
     * Writes all doublewords, or the one that arrives.
     *
     * @param load write all of {@code whole}
     * @param arrives write doubleword {@code beat} of {@code arriving}
     */
    void write(UInt slot, Bool load, T whole, Bool arrives, UInt beat, T arriving) {
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i) != null) {
                Bits all = Packing.pack(fields.apply(whole, i));
                Bits one = Packing.pack(fields.apply(arriving, i));
                Bool enable = or(load, and(arrives, eq(beat, i)));
                Memories.write(parts.get(i), slot, mux(load, all, one), enable);
            }
        }
    }
}
