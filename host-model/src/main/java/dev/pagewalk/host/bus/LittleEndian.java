package dev.pagewalk.host.bus;

/** Little-endian values of 1 to 8 bytes in byte arrays. */
public final class LittleEndian {

    private LittleEndian() {}

    /** Reads {@code bytes} bytes at {@code offset}, zero extended. */
    public static long read(byte[] data, int offset, int bytes) {
        long value = 0;
        for (int i = bytes - 1; i >= 0; i--) {
            value = (value << Byte.SIZE) | (data[offset + i] & 0xFFL);
        }
        return value;
    }

    /** Writes the low {@code bytes} bytes of {@code value} at {@code offset}. */
    public static void write(byte[] data, int offset, int bytes, long value) {
        for (int i = 0; i < bytes; i++) {
            data[offset + i] = (byte) (value >>> (i * Byte.SIZE));
        }
    }

    /** Refuses an access that is not 1, 2, 4 or 8 bytes wide and naturally aligned. */
    public static void requireAligned(String what, long address, int bytes) {
        boolean size = bytes == 1 || bytes == 2 || bytes == 4 || bytes == 8;
        if (!size || (address & (bytes - 1)) != 0) {
            throw new IllegalArgumentException(
                    "access not naturally aligned: call=%s, address=0x%x, bytes=%d".formatted(what, address, bytes));
        }
    }

    static void requireWords(String what, long address, int bytes) {
        if ((address & (HostBus.WORD_BYTES - 1)) != 0 || bytes % HostBus.WORD_BYTES != 0) {
            throw new IllegalArgumentException(
                    "block not in whole words: call=%s, address=0x%x, bytes=%d".formatted(what, address, bytes));
        }
    }
}
