package dev.pagewalk.testbench.judge.translation;

import dev.pagewalk.testbench.judge.state.ShadowMemory;
import dev.pagewalk.testbench.judge.stream.EventView;

/** The messages that the IOMMU's own interrupts are: four bytes of msi_data at msi_addr [IOMMU §1 msi_cfg_tbl]. */
final class OwnMessages {
    private static final int TABLE = 768;
    private static final int END = 1024;
    private static final int VECTORS = 16;
    private static final long ADDRESS = (1L << 56) - 4;

    private final long[] addresses = new long[VECTORS];
    private final long[] before = new long[VECTORS];
    private final long[] data = new long[VECTORS];
    private final long[] dataBefore = new long[VECTORS];

    void registerWritten(int word, long value, int strobe) {
        if (word < TABLE || word >= END) {
            return;
        }
        int vector = (word - TABLE) >>> 4;
        if ((word & Long.BYTES) == 0) {
            before[vector] = addresses[vector];
            addresses[vector] = ShadowMemory.merge(addresses[vector], value, strobe);
        } else {
            dataBefore[vector] = data[vector];
            data[vector] = ShadowMemory.merge(data[vector], value, strobe);
        }
    }

    /** Takes a write of the walker port; true if it is a message of some vector, also of its last setting. */
    boolean written(EventView event, boolean bigEndian) {
        int lane = event.strobe() == 0xf0 ? 4 : 0;
        if (event.strobe() != 0xf << lane) {
            return false;
        }
        long address = event.address() + lane;
        int stored = (int) (event.data() >>> (lane * Byte.SIZE));
        int word = bigEndian ? Integer.reverseBytes(stored) : stored;
        for (int vector = 0; vector < VECTORS; vector++) {
            boolean here = address == (addresses[vector] & ADDRESS) || address == (before[vector] & ADDRESS);
            if (here && (word == (int) data[vector] || word == (int) dataBefore[vector])) {
                return true;
            }
        }
        return false;
    }

    void reset() {
        for (int vector = 0; vector < VECTORS; vector++) {
            addresses[vector] = 0;
            before[vector] = 0;
            data[vector] = 0;
            dataBefore[vector] = 0;
        }
    }
}
