package dev.pagewalk.bridge.record;

import java.nio.ByteBuffer;

/**
 * Where one pin sits in a cycle record.
 *
 * <p>A pin of one bit is bit {@code shift} of the 64-bit word at {@code offset}; a wider pin is a little-endian number
 * of {@code bytes} bytes at {@code offset}. A pin that the top does not have is {@link #absent} and reads zero.
 *
 * @param name name in the Verilog
 * @param direction direction seen from the design
 * @param width bits; 0 if the top has no such pin
 * @param offset byte offset in the record
 * @param bytes storage bytes: 1, 2, 4, 8, or a multiple of 8 for a pin wider than 64 bits
 * @param shift bit in the word for a pin of one bit, else 0
 */
public record PinField(String name, PinDirection direction, int width, int offset, int bytes, int shift) {
    /**
     * A pin that the top does not have.
     *
     * @param name the name that was asked for
     * @return a field that reads zero
     */
    public static PinField absent(String name) {
        return new PinField(name, PinDirection.OUT, 0, 0, 0, 0);
    }

    /**
     * Whether the top has this pin.
     *
     * @return false if it always reads zero
     */
    public boolean present() {
        return width != 0;
    }

    /**
     * The pin as a number, its low 64 bits if it is wider.
     *
     * @param buffer ring or record
     * @param base start of the record in the buffer
     * @return value, unsigned
     */
    public long get(ByteBuffer buffer, int base) {
        if (width == 1) {
            return buffer.getLong(base + offset) >>> shift & 1;
        }
        return switch (bytes) {
            case 0 -> 0;
            case 1 -> buffer.get(base + offset) & 0xFFL;
            case 2 -> buffer.getShort(base + offset) & 0xFFFFL;
            case 4 -> buffer.getInt(base + offset) & 0xFFFF_FFFFL;
            default -> buffer.getLong(base + offset);
        };
    }

    /**
     * One 64-bit word of a pin wider than 64 bits.
     *
     * @param buffer ring or record
     * @param base start of the record in the buffer
     * @param word index of the word, 0 is the least significant
     * @return the word
     */
    public long word(ByteBuffer buffer, int base, int word) {
        if (bytes <= Long.BYTES) {
            return word == 0 ? get(buffer, base) : 0;
        }
        return word * Long.BYTES < bytes ? buffer.getLong(base + offset + word * Long.BYTES) : 0;
    }

    /**
     * Writes the pin; for encoders of test records.
     *
     * @param buffer record
     * @param base start of the record in the buffer
     * @param value new value; bits above the width are cut off
     */
    void put(ByteBuffer buffer, int base, long value) {
        if (width == 1) {
            long word = buffer.getLong(base + offset) & ~(1L << shift);
            buffer.putLong(base + offset, word | (value & 1) << shift);
            return;
        }
        long cut = width >= Long.SIZE ? value : value & (1L << width) - 1;
        switch (bytes) {
            case 0 -> throw new IllegalArgumentException("pin absent: name=" + name);
            case 1 -> buffer.put(base + offset, (byte) cut);
            case 2 -> buffer.putShort(base + offset, (short) cut);
            case 4 -> buffer.putInt(base + offset, (int) cut);
            default -> buffer.putLong(base + offset, cut);
        }
    }
}
