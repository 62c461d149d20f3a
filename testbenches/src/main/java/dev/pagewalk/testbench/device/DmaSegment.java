package dev.pagewalk.testbench.device;

/**
 * One piece of a scatter list.
 *
 * @param address first byte as the device sees it
 * @param bytes length, at least 1
 */
public record DmaSegment(long address, int bytes) {
    /** Refuses an empty piece. */
    public DmaSegment {
        if (bytes < 1) {
            throw new IllegalArgumentException("DMA segment is empty: address=0x" + Long.toHexString(address));
        }
    }
}
