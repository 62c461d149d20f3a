package dev.pagewalk.hdl.rtl.queue;

import static dev.pagewalk.hdl.spinal.Literals.zeros;
import static dev.pagewalk.hdl.spinal.Operators.or;
import static dev.pagewalk.hdl.spinal.Shapes.cat;
import static dev.pagewalk.hdl.spinal.Shapes.toUInt;
import static dev.pagewalk.hdl.spinal.Shapes.zeroExtend;
import static dev.pagewalk.hdl.spinal.Types.log2Up;

import spinal.core.UInt;

/** Addresses of queue entries. A queue is naturally aligned, so that base and offset share no bit. [IOMMU §6 cqb] */
public final class QueueAddress {

    private static final int ADDRESS_BITS = 56;
    private static final int PAGE_SHIFT = 12;

    private QueueAddress() {}

    /** Address of entry {@code index} of {@code bytes} bytes, a power of two. */
    public static UInt of(UInt ppn, UInt index, int bytes) {
        UInt base = toUInt(cat(ppn, zeros(PAGE_SHIFT)));
        UInt offset = toUInt(cat(index, zeros(log2Up(bytes))));
        return or(base, zeroExtend(offset, ADDRESS_BITS));
    }
}
