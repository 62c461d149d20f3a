package dev.pagewalk.bridge.record;

import java.nio.ByteBuffer;

/**
 * View of one event record in the ring. It is moved from record to record and is valid only inside the callback that
 * handed it out; copy what must live longer.
 */
public final class EventRecordFlyweight {
    private ByteBuffer buffer;
    private int offset;

    /** A view that looks at nothing yet. */
    public EventRecordFlyweight() {
        // the view is pointed at a record by wrap
    }

    /**
     * Points the view at a record.
     *
     * @param buffer little-endian buffer
     * @param offset first byte of the record
     * @return this view
     */
    public EventRecordFlyweight wrap(ByteBuffer buffer, int offset) {
        this.buffer = buffer;
        this.offset = offset;
        return this;
    }

    /**
     * What happened.
     *
     * @return the kind
     */
    public EventKind kind() {
        return EventKind.of(buffer.getShort(offset + EventRecordDescriptor.KIND));
    }

    /**
     * Memory port or initiator number.
     *
     * @return the number
     */
    public int port() {
        return buffer.getShort(offset + EventRecordDescriptor.PORT);
    }

    /**
     * Memory port of a memory event.
     *
     * @return the port
     */
    public MemoryPort memoryPort() {
        return MemoryPort.of(port());
    }

    /**
     * Initiator of a completion or data event.
     *
     * @return the initiator
     */
    public Initiator initiator() {
        return Initiator.of(port());
    }

    /**
     * Tag of the command.
     *
     * @return the tag; 0 where there is none
     */
    public int tag() {
        return buffer.getInt(offset + EventRecordDescriptor.TAG);
    }

    /**
     * Cycle at which it happened; for a memory access the cycle at which it commits.
     *
     * @return cycle number
     */
    public long cycle() {
        return buffer.getLong(offset + EventRecordDescriptor.CYCLE);
    }

    /**
     * Address of the beat or command.
     *
     * @return byte address
     */
    public long address() {
        return buffer.getLong(offset + EventRecordDescriptor.ADDRESS);
    }

    /**
     * Data.
     *
     * @return 64 bits
     */
    public long data() {
        return buffer.getLong(offset + EventRecordDescriptor.DATA);
    }

    /**
     * Byte strobes of a write or poke, start cycle of a completion, changed wires of an interrupt.
     *
     * @return 64 bits
     */
    public long extra() {
        return buffer.getLong(offset + EventRecordDescriptor.EXTRA);
    }

    /**
     * AXI id.
     *
     * @return id
     */
    public int id() {
        return buffer.getInt(offset + EventRecordDescriptor.ID);
    }

    /**
     * Index of the beat in its burst.
     *
     * @return from 0
     */
    public int beat() {
        return buffer.getShort(offset + EventRecordDescriptor.BEAT) & 0xFFFF;
    }

    /**
     * AXI response.
     *
     * @return the response
     */
    public AxiResponse response() {
        return AxiResponse.of(buffer.get(offset + EventRecordDescriptor.RESPONSE));
    }

    /**
     * How the command ended.
     *
     * @return the status
     */
    public CompletionStatus status() {
        return CompletionStatus.of(buffer.get(offset + EventRecordDescriptor.STATUS));
    }

    /**
     * Flag bits of {@link EventRecordDescriptor}.
     *
     * @return the bits
     */
    public int flags() {
        return buffer.getInt(offset + EventRecordDescriptor.FLAGS);
    }

    /**
     * Whether one of the flags is set.
     *
     * @param mask bits of {@link EventRecordDescriptor}
     * @return whether any is set
     */
    public boolean has(int mask) {
        return (flags() & mask) != 0;
    }

    /**
     * Low 32 bits of AxUSER of a memory access.
     *
     * @return user bits
     */
    public int user() {
        return buffer.getInt(offset + EventRecordDescriptor.USER);
    }

    /**
     * One of the byte-sized AXI attributes.
     *
     * @param attribute offset: {@link EventRecordDescriptor#LEN} to {@link EventRecordDescriptor#LOCK}
     * @return its value
     */
    public int attribute(int attribute) {
        return buffer.get(offset + attribute) & 0xFF;
    }

    /**
     * Text of a message event.
     *
     * @return at most 24 characters
     */
    public String text() {
        StringBuilder text = new StringBuilder(24);
        for (int i = EventRecordDescriptor.ADDRESS; i < EventRecordDescriptor.ID; i++) {
            byte value = buffer.get(offset + i);
            if (value != 0) {
                text.append((char) (value & 0x7F));
            }
        }
        return text.toString();
    }

    /**
     * Copies the record.
     *
     * @param target little-endian buffer with room for {@link EventRecordDescriptor#SIZE} bytes
     * @param targetOffset where to
     */
    public void copyTo(ByteBuffer target, int targetOffset) {
        target.put(targetOffset, buffer, offset, EventRecordDescriptor.SIZE);
    }

    /**
     * The record in words.
     *
     * @return one line
     */
    public String format() {
        if (kind() == EventKind.MESSAGE) {
            return "cycle=" + cycle() + " MESSAGE " + text();
        }
        return "cycle=" + cycle() + ' ' + kind() + " port=" + port() + " tag=" + tag() + " address=0x"
                + Long.toHexString(address()) + " data=0x" + Long.toHexString(data()) + " extra=0x"
                + Long.toHexString(extra()) + " id=" + id() + " beat=" + beat() + " response=" + response()
                + " status=" + status() + " flags=0x" + Integer.toHexString(flags());
    }
}
