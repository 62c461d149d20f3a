package dev.pagewalk.testbench.judge.stream;

/**
 * Length, size, type and lock of a burst in one integer, and the arithmetic of AXI A3.4.1 over it.
 *
 * <pre>
 *  13    12 11 10   8 7        0
 * +----+-------+------+----------+
 * |lock| burst | size |   len    |
 * +----+-------+------+----------+
 * </pre>
 */
public final class BurstShape {
    public static final int FIXED = 0;
    public static final int INCR = 1;
    public static final int WRAP = 2;

    private BurstShape() {}

    public static int of(int len, int size, int burst, boolean lock) {
        return len | size << 8 | burst << 11 | (lock ? 1 << 13 : 0);
    }

    /** Beats of the burst, 1 to 256. */
    public static int beats(int shape) {
        return (shape & 0xff) + 1;
    }

    /** Bytes of a beat. */
    public static int beatBytes(int shape) {
        return 1 << (shape >> 8 & 7);
    }

    public static int burst(int shape) {
        return shape >> 11 & 3;
    }

    public static boolean isExclusive(int shape) {
        return (shape >> 13 & 1) != 0;
    }

    /** Byte address of the given beat; only the first may be unaligned. */
    public static long beatAddress(long address, int shape, int beat) {
        int bytes = beatBytes(shape);
        if (beat == 0 || burst(shape) == FIXED) {
            return address;
        }
        long aligned = address & -bytes;
        if (burst(shape) == WRAP) {
            long container = (long) bytes * beats(shape);
            long lower = address & -container;
            return lower + (aligned - lower + (long) beat * bytes) % container;
        }
        return aligned + (long) beat * bytes;
    }

    /** Byte lanes that the given beat may use on a bus of {@code busBytes}, at most 8. */
    public static int lanes(long address, int shape, int beat, int busBytes) {
        int bytes = beatBytes(shape);
        long beatAddress = beatAddress(address, shape, beat);
        int first = (int) (beatAddress & (busBytes - 1));
        int last = (int) ((beatAddress & -bytes) & (busBytes - 1)) + bytes - 1;
        return last - first >= Integer.SIZE - 1 ? -1 : (2 << last) - (1 << first);
    }

    /** True if the burst touches two 4-KiB pages. */
    public static boolean crossesPage(long address, int shape) {
        if (burst(shape) != INCR) {
            return false;
        }
        long last = (address & -beatBytes(shape)) + (long) beats(shape) * beatBytes(shape) - 1;
        return (address ^ last) >>> 12 != 0;
    }

    /** One phrase such as {@code 4 beats of 8 bytes, INCR}. */
    public static String describe(int shape) {
        String type =
                switch (burst(shape)) {
                    case FIXED -> "FIXED";
                    case INCR -> "INCR";
                    case WRAP -> "WRAP";
                    default -> "reserved burst";
                };
        return beats(shape) + " beats of " + beatBytes(shape) + " bytes, " + type
                + (isExclusive(shape) ? ", exclusive" : "");
    }
}
