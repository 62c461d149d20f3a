package dev.pagewalk.architecture;

/**
 * A named run of bits inside a 64-bit word, most significant bit first as the specification writes it.
 *
 * @param name the specification's name of the field
 * @param high most significant bit, 0..63
 * @param low least significant bit, 0..high
 * @param meaning one clause for documentation
 */
public record BitField(String name, int high, int low, String meaning) {

    public BitField {
        if (low < 0 || high > 63 || low > high) {
            throw new IllegalArgumentException(
                    "bit field out of range: name=" + name + ", high=" + high + ", low=" + low);
        }
    }

    /** A field of several bits. */
    public static BitField bits(String name, int high, int low, String meaning) {
        return new BitField(name, high, low, meaning);
    }

    /** A field of one bit. */
    public static BitField bit(String name, int index, String meaning) {
        return new BitField(name, index, index, meaning);
    }

    /** Number of bits, 1..64. */
    public int width() {
        return high - low + 1;
    }

    /** Ones at the position of this field. */
    public long mask() {
        return maximum() << low;
    }

    /** The largest value, read as unsigned. */
    public long maximum() {
        return -1L >>> (64 - width());
    }

    /** The value of this field in {@code word}, right aligned and zero extended. */
    public long get(long word) {
        return (word >>> low) & maximum();
    }

    /** Whether the field is non-zero in {@code word}. */
    public boolean isSet(long word) {
        return (word & mask()) != 0;
    }

    /** {@code word} with this field replaced by {@code value}; refuses a value that does not fit. */
    public long insert(long word, long value) {
        return (word & ~mask()) | of(value);
    }

    /** A word that is zero but for this field; refuses a value that does not fit. */
    public long of(long value) {
        if ((value & ~maximum()) != 0) {
            throw new IllegalArgumentException("value does not fit: field=" + name + ", width=" + width() + ", value=0x"
                    + Long.toHexString(value));
        }
        return value << low;
    }

    /** The bits as the specification writes them: {@code 53:10}, or {@code 4} for one bit. */
    public String position() {
        return high == low ? Integer.toString(low) : high + ":" + low;
    }
}
