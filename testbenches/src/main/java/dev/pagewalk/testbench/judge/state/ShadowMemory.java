package dev.pagewalk.testbench.judge.state;

import dev.pagewalk.testbench.judge.stream.EventKind;
import dev.pagewalk.testbench.judge.stream.EventView;

/** What memory holds according to the commit events so far, in words of 8 bytes; untouched memory is zero. */
public final class ShadowMemory {
    private static final int WORDS = 512;
    private static final long[] LANES = lanes();

    private final LongMap<long[]> pages = new LongMap<>();
    private long lastFrame = -1;
    private long[] lastPage;

    /** Takes a write or a poke; ignores everything else. */
    public void apply(EventView event) {
        EventKind kind = event.kind();
        if ((kind == EventKind.MEMORY_WRITE && event.isOkay()) || kind == EventKind.POKE) {
            write(event.address(), event.data(), event.strobe());
        }
    }

    /** The aligned 8-byte word that holds the address. */
    public long read(long address) {
        long[] page = page(address >>> 12, false);
        return page == null ? 0 : page[(int) (address >>> 3) & (WORDS - 1)];
    }

    /** Writes the lanes of the strobe. */
    public void write(long address, long data, int strobe) {
        if (strobe == 0) {
            return;
        }
        long[] page = page(address >>> 12, true);
        int word = (int) (address >>> 3) & (WORDS - 1);
        long mask = laneMask(strobe);
        page[word] = (page[word] & ~mask) | (data & mask);
    }

    /** Bits of the byte lanes of a strobe. */
    public static long laneMask(int strobe) {
        return LANES[strobe & 0xff];
    }

    /** A word with the lanes of a strobe replaced. */
    public static long merge(long word, long data, int strobe) {
        long mask = laneMask(strobe);
        return (word & ~mask) | (data & mask);
    }

    private static long[] lanes() {
        long[] masks = new long[256];
        for (int strobe = 0; strobe < masks.length; strobe++) {
            for (int lane = 0; lane < Long.BYTES; lane++) {
                masks[strobe] |= ((strobe >> lane & 1) * 0xffL) << (lane * Byte.SIZE);
            }
        }
        return masks;
    }

    private long[] page(long frame, boolean create) {
        if (frame == lastFrame) {
            return lastPage;
        }
        long[] page = pages.get(frame);
        if (page == null && create) {
            page = new long[WORDS];
            pages.put(frame, page);
        }
        if (page != null) {
            lastFrame = frame;
            lastPage = page;
        }
        return page;
    }
}
