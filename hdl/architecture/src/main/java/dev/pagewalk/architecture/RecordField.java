package dev.pagewalk.architecture;

/**
 * A field of a record in memory that is several doublewords long.
 *
 * @param doubleword index of the eight bytes that hold the field, from 0
 * @param bits the field inside these
 */
public record RecordField(int doubleword, BitField bits) {

    /** A field of several bits. */
    public static RecordField bits(int doubleword, String name, int high, int low, String meaning) {
        return new RecordField(doubleword, new BitField(name, high, low, meaning));
    }

    /** A field of one bit. */
    public static RecordField bit(int doubleword, String name, int index, String meaning) {
        return new RecordField(doubleword, new BitField(name, index, index, meaning));
    }

    /** The specification's name of the field. */
    public String name() {
        return bits.name();
    }

    /** The value in a record given as its doublewords. */
    public long get(long[] record) {
        return bits.get(record[doubleword]);
    }

    /** Whether the field is non-zero. */
    public boolean isSet(long[] record) {
        return bits.isSet(record[doubleword]);
    }

    /** Replaces the field in the record. */
    public void insert(long[] record, long value) {
        record[doubleword] = bits.insert(record[doubleword], value);
    }
}
