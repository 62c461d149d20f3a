package dev.pagewalk.hdl.rtl.walk;

import static dev.pagewalk.hdl.spinal.Shapes.at;

import spinal.core.Data;
import spinal.core.UInt;
import spinal.core.Vec;

/** Choice of one walk's part of a vector. */
final class Slots {
    private Slots() {}

    /** The element of a slot, also when there is only one. */
    static <T extends Data> T pick(Vec<T> elements, UInt slot) {
        return elements.size() == 1 ? at(elements, 0) : at(elements, slot);
    }
}
