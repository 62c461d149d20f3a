package dev.pagewalk.bridge.record;

import java.nio.ByteBuffer;

/** Writes event records by hand, for tests of whoever reads them. */
public final class EventRecordEncoder {
    private EventRecordEncoder() {}

    /**
     * Starts a record: everything else zero.
     *
     * @param buffer little-endian buffer
     * @param offset first byte of the record
     * @param kind what happened
     * @param port number of a memory port or initiator
     * @param cycle when
     */
    public static void start(ByteBuffer buffer, int offset, EventKind kind, int port, long cycle) {
        for (int i = 0; i < EventRecordDescriptor.SIZE; i += Long.BYTES) {
            buffer.putLong(offset + i, 0);
        }
        buffer.putShort(offset + EventRecordDescriptor.KIND, (short) kind.code());
        buffer.putShort(offset + EventRecordDescriptor.PORT, (short) port);
        buffer.putLong(offset + EventRecordDescriptor.CYCLE, cycle);
    }

    /**
     * Sets address, data and the third word.
     *
     * @param buffer little-endian buffer
     * @param offset first byte of the record
     * @param address byte address
     * @param data data
     * @param extra strobes, start cycle or changed wires
     */
    public static void payload(ByteBuffer buffer, int offset, long address, long data, long extra) {
        buffer.putLong(offset + EventRecordDescriptor.ADDRESS, address);
        buffer.putLong(offset + EventRecordDescriptor.DATA, data);
        buffer.putLong(offset + EventRecordDescriptor.EXTRA, extra);
    }

    /**
     * Sets tag, id and beat.
     *
     * @param buffer little-endian buffer
     * @param offset first byte of the record
     * @param tag tag of the command
     * @param id AXI id
     * @param beat index in the burst
     */
    public static void identity(ByteBuffer buffer, int offset, int tag, int id, int beat) {
        buffer.putInt(offset + EventRecordDescriptor.TAG, tag);
        buffer.putInt(offset + EventRecordDescriptor.ID, id);
        buffer.putShort(offset + EventRecordDescriptor.BEAT, (short) beat);
    }

    /**
     * Sets response, status, flags and user bits.
     *
     * @param buffer little-endian buffer
     * @param offset first byte of the record
     * @param response AXI response
     * @param status how a command ended
     * @param flags bits of {@link EventRecordDescriptor}
     * @param user low bits of AxUSER
     */
    public static void outcome(
            ByteBuffer buffer, int offset, AxiResponse response, CompletionStatus status, int flags, int user) {
        buffer.put(offset + EventRecordDescriptor.RESPONSE, (byte) response.code());
        buffer.put(offset + EventRecordDescriptor.STATUS, (byte) status.code());
        buffer.putInt(offset + EventRecordDescriptor.FLAGS, flags);
        buffer.putInt(offset + EventRecordDescriptor.USER, user);
    }

    /**
     * Sets one of the byte-sized AXI attributes.
     *
     * @param buffer little-endian buffer
     * @param offset first byte of the record
     * @param attribute offset: {@link EventRecordDescriptor#LEN} to {@link EventRecordDescriptor#LOCK}
     * @param value its value
     */
    public static void attribute(ByteBuffer buffer, int offset, int attribute, int value) {
        buffer.put(offset + attribute, (byte) value);
    }
}
