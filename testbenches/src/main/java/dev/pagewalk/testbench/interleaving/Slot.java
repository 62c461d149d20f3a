package dev.pagewalk.testbench.interleaving;

import dev.pagewalk.host.machine.Pages;
import dev.pagewalk.host.mdl.Mdl;

/**
 * A mapped buffer.
 *
 * @param buffer its first virtual address in the process
 * @param mdl that holds its pages locked
 */
record Slot(long buffer, Mdl mdl) {
    /** Pages from one slot's address to the next: slots share leaf tables in pairs and upper tables in fours. */
    private static final long STRIDE = 0x100;

    private static final long BASE = 0x4_0000;
    private static final long FAR = 0x4_0000;

    /** Where a slot is in every domain. */
    static long address(int slot) {
        return Pages.addressOf(BASE + slot * STRIDE + slot / 4 * FAR);
    }

    int pages() {
        return mdl.spanPages();
    }
}
