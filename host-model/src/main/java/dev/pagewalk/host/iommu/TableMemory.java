package dev.pagewalk.host.iommu;

import dev.pagewalk.host.bus.DriverListener;
import dev.pagewalk.host.bus.DriverListener.TableKind;
import dev.pagewalk.host.bus.HostBus;
import dev.pagewalk.host.machine.KernelMachine;
import dev.pagewalk.host.machine.Pages;

/** Pages for tables and queues, and stores to them in the byte order that {@code fctl.BE} asks for. */
public final class TableMemory {

    private static final String OWNER = "iommu";

    private final KernelMachine machine;
    private final boolean bigEndian;

    TableMemory(KernelMachine machine, boolean bigEndian) {
        this.machine = machine;
        this.bigEndian = bigEndian;
    }

    /**
     * Allocates zeroed, naturally aligned memory and waits until the zeros are in place.
     *
     * @return physical address
     * @throws IommuException INSUFFICIENT_RESOURCES without memory
     */
    long allocate(TableKind kind, int bytes, int level, long parent) {
        long pages = Pages.bytesToPages(bytes);
        long first = pages == 1
                ? machine.pfns().allocate(OWNER)
                : machine.pfns()
                        .allocateRun(OWNER, pages, pages, 0, machine.pfns().highestPfn());
        if (first == Pages.NO_PFN) {
            throw IommuException.noMemory(kind + " of " + bytes + " bytes");
        }
        long address = Pages.addressOf(first);
        listener().tableAllocated(kind, address, Pages.addressOf(pages), level, parent);
        bus().storeBlock(address, new byte[Math.toIntExact(Pages.addressOf(pages))]);
        return address;
    }

    /** Gives memory back; no walk may lead there any more. */
    void free(TableKind kind, long address, int bytes) {
        long pages = Pages.bytesToPages(bytes);
        listener().tableFreed(kind, address, Pages.addressOf(pages));
        for (long i = 0; i < pages; i++) {
            machine.pfns().unshare(Pages.pageOf(address) + i);
        }
    }

    /** One store of 4 or 8 bytes. */
    public void store(long physicalAddress, int bytes, long value) {
        bus().store(physicalAddress, bytes, ordered(value, bytes));
    }

    /** One load of 4 or 8 bytes. */
    public long load(long physicalAddress, int bytes) {
        return ordered(bus().load(physicalAddress, bytes), bytes);
    }

    HostBus bus() {
        return machine.bus();
    }

    DriverListener listener() {
        return machine.events();
    }

    private long ordered(long value, int bytes) {
        if (!bigEndian) {
            return value;
        }
        return Long.reverseBytes(value) >>> (Long.SIZE - bytes * Byte.SIZE);
    }
}
