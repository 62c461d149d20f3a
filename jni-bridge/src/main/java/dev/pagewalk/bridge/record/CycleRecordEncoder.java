package dev.pagewalk.bridge.record;

import java.nio.ByteBuffer;

/** Writes cycle records by hand, for tests of whoever reads them. */
public final class CycleRecordEncoder {
    private CycleRecordEncoder() {}

    /**
     * Starts a record: all pins zero.
     *
     * @param layout layout of the record
     * @param buffer little-endian buffer
     * @param offset first byte of the record
     * @param cycle first cycle
     * @param repeat number of cycles
     */
    public static void start(CycleLayout layout, ByteBuffer buffer, int offset, long cycle, int repeat) {
        for (int i = 0; i < layout.size(); i += Long.BYTES) {
            buffer.putLong(offset + i, 0);
        }
        buffer.putLong(offset + CycleRecordDescriptor.CYCLE, cycle);
        buffer.putInt(offset + CycleRecordDescriptor.REPEAT, repeat);
    }

    /**
     * Sets the flags.
     *
     * @param buffer little-endian buffer
     * @param offset first byte of the record
     * @param flags bits of {@link CycleRecordDescriptor}
     */
    public static void flags(ByteBuffer buffer, int offset, int flags) {
        buffer.putInt(offset + CycleRecordDescriptor.FLAGS, flags);
    }

    /**
     * Sets a pin.
     *
     * @param buffer little-endian buffer
     * @param offset first byte of the record
     * @param field which pin, also a VALID or READY
     * @param value its value
     */
    public static void pin(ByteBuffer buffer, int offset, PinField field, long value) {
        field.put(buffer, offset, value);
    }
}
