package dev.pagewalk.hdl.rtl.walk;

import static dev.pagewalk.hdl.spinal.Memories.mem;
import static dev.pagewalk.hdl.spinal.Memories.readAsync;
import static dev.pagewalk.hdl.spinal.Types.bits;

import dev.pagewalk.hdl.spinal.Group;
import dev.pagewalk.hdl.spinal.Memories;
import spinal.core.Bits;
import spinal.core.Bool;
import spinal.core.Bundle;
import spinal.core.Mem;
import spinal.core.UInt;

import java.util.function.Supplier;

/**
 * A memory of bundles with one write and one read port, read in the same cycle, so that it maps to LUT RAM. Contents
 * are not reset: whoever reads a word knows that it was written.
 */
final class PackedMemory<T extends Bundle & Packed> extends Group {
    private final WalkParameters parameters;
    private final Supplier<T> type;
    final Mem<Bits> words;

    PackedMemory(WalkParameters parameters, Supplier<T> type, int count) {
        this.parameters = parameters;
        this.type = type;
        this.words = mem(() -> bits(Packing.width(type.get(), parameters)), count);
    }

    /** The bundle at an address; fields that are not stored are zero. */
    T read(UInt address) {
        T value = Packing.zeroed(type.get());
        Packing.unpack(value, readAsync(words, address), parameters);
        return value;
    }

    /** Writes a bundle when enabled. */
    void write(UInt address, T value, Bool enable) {
        Memories.write(words, address, Packing.pack(value, parameters), enable);
    }
}
