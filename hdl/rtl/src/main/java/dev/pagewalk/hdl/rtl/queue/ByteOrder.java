package dev.pagewalk.hdl.rtl.queue;

import static dev.pagewalk.hdl.spinal.Choices.mux;
import static dev.pagewalk.hdl.spinal.Shapes.cat;
import static dev.pagewalk.hdl.spinal.Shapes.slice;
import static dev.pagewalk.hdl.spinal.Types.widthOf;

import spinal.core.Bits;
import spinal.core.Bool;

/** Byte order of words in memory. [IOMMU §3.10] */
public final class ByteOrder {

    private ByteOrder() {}

    /** The word itself, or with its bytes in reverse order when {@code bigEndian}. */
    public static Bits ordered(Bits word, Bool bigEndian) {
        return mux(bigEndian, swapped(word), word);
    }

    private static Bits swapped(Bits word) {
        int bytes = widthOf(word) / 8;
        Bits result = slice(word, 7, 0);
        for (int i = 1; i < bytes; i++) {
            result = cat(result, slice(word, 8 * i + 7, 8 * i));
        }
        return result;
    }
}
