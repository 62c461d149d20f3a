package dev.pagewalk.bridge.record;

import java.nio.ByteBuffer;
import java.nio.LongBuffer;

/**
 * View of one cycle record in the ring. It is moved from record to record and is valid only inside the callback that
 * handed it out; copy what must live longer.
 */
public final class CycleRecordFlyweight {
    private final CycleLayout layout;
    private ByteBuffer buffer;
    private LongBuffer longs;
    private int offset;

    /**
     * A view that looks at nothing yet.
     *
     * @param layout layout of the records
     */
    public CycleRecordFlyweight(CycleLayout layout) {
        this.layout = layout;
    }

    /**
     * Points the view at a record.
     *
     * @param buffer little-endian buffer
     * @param offset first byte of the record
     * @return this view
     */
    @SuppressWarnings("ReferenceEquality") // the same buffer has the same words
    public CycleRecordFlyweight wrap(ByteBuffer buffer, int offset) {
        if (this.buffer != buffer) {
            this.buffer = buffer;
            longs = buffer.asLongBuffer();
        }
        this.offset = offset;
        return this;
    }

    /**
     * Layout of the record.
     *
     * @return the layout
     */
    public CycleLayout layout() {
        return layout;
    }

    /**
     * First cycle that the record stands for.
     *
     * @return cycle number
     */
    public long cycle() {
        return buffer.getLong(offset + CycleRecordDescriptor.CYCLE);
    }

    /**
     * Number of consecutive cycles with these very pins.
     *
     * @return at least 1
     */
    public int repeat() {
        return buffer.getInt(offset + CycleRecordDescriptor.REPEAT);
    }

    /**
     * Whether the design is held in reset.
     *
     * @return true while {@code aresetn} is low
     */
    public boolean inReset() {
        return (flags() & CycleRecordDescriptor.FLAG_RESET) != 0;
    }

    /**
     * Flag bits of {@link CycleRecordDescriptor}.
     *
     * @return the bits
     */
    public int flags() {
        return buffer.getInt(offset + CycleRecordDescriptor.FLAGS);
    }

    /**
     * VALID of all channels.
     *
     * @return mask by {@link AxiChannel#index()}
     */
    public long validMask() {
        return buffer.getLong(offset + CycleRecordDescriptor.VALID);
    }

    /**
     * READY of all channels.
     *
     * @return mask by {@link AxiChannel#index()}
     */
    public long readyMask() {
        return buffer.getLong(offset + CycleRecordDescriptor.READY);
    }

    /**
     * VALID of one channel.
     *
     * @param channel which
     * @return whether it is high
     */
    public boolean valid(AxiChannel channel) {
        return (validMask() >>> channel.index() & 1) != 0;
    }

    /**
     * READY of one channel.
     *
     * @param channel which
     * @return whether it is high
     */
    public boolean ready(AxiChannel channel) {
        return (readyMask() >>> channel.index() & 1) != 0;
    }

    /**
     * Whether a transfer happens on a channel at the end of this cycle.
     *
     * @param channel which
     * @return VALID and READY
     */
    public boolean fires(AxiChannel channel) {
        return (validMask() & readyMask() & 1L << channel.index()) != 0;
    }

    /**
     * A pin as a number.
     *
     * @param field which
     * @return value, unsigned; 0 for an absent pin
     */
    public long get(PinField field) {
        return field.get(buffer, offset);
    }

    /**
     * Copies the 64-bit words that the record consists of, for readers that look at many pins.
     *
     * @param words takes the words from the start of the record on
     * @param count of the words to copy
     */
    public void copyWords(long[] words, int count) {
        longs.get(offset >>> 3, words, 0, count);
    }

    /**
     * A single-bit pin.
     *
     * @param field which
     * @return whether it is high
     */
    public boolean isSet(PinField field) {
        return field.get(buffer, offset) != 0;
    }

    /**
     * One word of a wide pin.
     *
     * @param field which
     * @param word index of the word, 0 is the least significant
     * @return the word
     */
    public long word(PinField field, int word) {
        return field.word(buffer, offset, word);
    }

    /**
     * Copies the record.
     *
     * @param target little-endian buffer with {@link CycleLayout#size()} bytes from {@code targetOffset}
     * @param targetOffset where to
     */
    public void copyTo(ByteBuffer target, int targetOffset) {
        target.put(targetOffset, buffer, offset, layout.size());
    }

    /**
     * The record in words: cycle, repeat and every pin that is not zero.
     *
     * @return one line
     */
    public String format() {
        StringBuilder text = new StringBuilder(256)
                .append("cycle=")
                .append(cycle())
                .append(" repeat=")
                .append(repeat());
        for (PinField field : layout.pins().values()) {
            long value = get(field);
            if (value != 0) {
                text.append(' ').append(field.name()).append("=0x").append(Long.toHexString(value));
            }
        }
        return text.toString();
    }
}
