package dev.pagewalk.host.iommu;

import dev.pagewalk.architecture.DeviceContext;
import dev.pagewalk.architecture.MsiPageTableEntry;
import dev.pagewalk.host.bus.DriverListener.TableKind;

/** The flat MSI page table of a domain, entries in basic mode. [IOMMU §3.3.3] */
final class MsiTable {

    private final TableMemory memory;
    private final MsiWindow window;
    private final long address;

    MsiTable(TableMemory memory, MsiWindow window) {
        this.memory = memory;
        this.window = window;
        this.address = memory.allocate(TableKind.MSI_TABLE, bytes(), 0, 0);
        for (int i = 0; i < window.interruptFiles().size(); i++) {
            store(i, window.interruptFiles().get(i));
        }
    }

    /** Fields of the device contexts that use the table. */
    void describe(long[] context) {
        DeviceContext.MSIPTP_MODE.insert(context, DeviceContext.MSIPTP_FLAT);
        DeviceContext.MSIPTP_PPN.insert(context, address >>> 12);
        DeviceContext.MSI_ADDR_MASK.insert(context, window.mask());
        DeviceContext.MSI_ADDR_PATTERN.insert(context, window.firstPage());
    }

    void free() {
        memory.free(TableKind.MSI_TABLE, address, bytes());
    }

    private int bytes() {
        return window.interruptFiles().size() * MsiPageTableEntry.BYTES;
    }

    private void store(int index, long interruptFile) {
        long[] entry = new long[MsiPageTableEntry.BYTES / Long.BYTES];
        MsiPageTableEntry.V.insert(entry, 1);
        MsiPageTableEntry.MODE.insert(entry, MsiPageTableEntry.MODE_BASIC);
        MsiPageTableEntry.PPN.insert(entry, interruptFile >>> 12);
        long at = address + (long) index * MsiPageTableEntry.BYTES;
        memory.store(at + Long.BYTES, Long.BYTES, entry[1]);
        memory.store(at, Long.BYTES, entry[0]);
    }
}
