package dev.pagewalk.host.iommu.canary;

import dev.pagewalk.architecture.PageTableEntry;
import dev.pagewalk.host.bus.HostBus;
import dev.pagewalk.host.iommu.Access;
import dev.pagewalk.host.iommu.RemovalSteps;
import dev.pagewalk.host.iommu.TableMemory;
import dev.pagewalk.host.iommu.UpdateProtocol;
import dev.pagewalk.host.machine.Pages;

/** The standard protocol with one bug that can be switched on and off while the driver runs. */
public final class CanaryProtocol implements UpdateProtocol {

    private static final long HALF_A_TABLE = 0x800;

    private final DriverCanary canary;
    private boolean armed = true;

    /** A protocol with this bug, armed. */
    public CanaryProtocol(DriverCanary canary) {
        this.canary = canary;
    }

    /** Switches the bug on or off; off, the protocol is the standard one. */
    public CanaryProtocol armed(boolean on) {
        armed = on;
        return this;
    }

    @Override
    public void link(Runnable fillChild, Runnable storeParent) {
        if (is(DriverCanary.CHILD_AFTER_PARENT)) {
            storeParent.run();
            fillChild.run();
        } else {
            UpdateProtocol.super.link(fillChild, storeParent);
        }
    }

    @Override
    public void beforeDoorbell(HostBus bus) {
        if (!is(DriverCanary.MISSING_BARRIER)) {
            UpdateProtocol.super.beforeDoorbell(bus);
        }
    }

    @Override
    public void remove(RemovalSteps steps) {
        if (is(DriverCanary.NOTHING_REMOVED)) {
            return;
        }
        if (is(DriverCanary.MISSING_INVALIDATION)) {
            steps.clear();
        } else if (is(DriverCanary.CLEAR_AFTER_INVALIDATE)) {
            steps.invalidate();
            steps.fence();
            steps.clear();
        } else {
            UpdateProtocol.super.remove(steps);
        }
    }

    @Override
    public void storeEntry(TableMemory memory, long physicalAddress, int bytes, long entry) {
        if (is(DriverCanary.TORN_ENTRY) && bytes == Long.BYTES) {
            memory.store(physicalAddress, Integer.BYTES, entry & 0xFFFF_FFFFL);
            memory.store(physicalAddress + Integer.BYTES, Integer.BYTES, entry >>> Integer.SIZE);
        } else if (!is(DriverCanary.PAGE_FORGOTTEN) || !isLeaf(entry) || PageTableEntry.PPN.get(entry) % 2 == 0) {
            UpdateProtocol.super.storeEntry(memory, physicalAddress, bytes, stored(entry));
            if (is(DriverCanary.NEIGHBOUR_CLEARED) && isLeaf(entry)) {
                memory.store(physicalAddress ^ HALF_A_TABLE, bytes, 0);
            }
        }
    }

    private long stored(long entry) {
        boolean pointer = entry != 0 && !isLeaf(entry);
        if (is(DriverCanary.WRONG_CHILD) && pointer) {
            return PageTableEntry.PPN.insert(entry, PageTableEntry.PPN.get(entry) + 1);
        }
        boolean writable = isLeaf(entry) && PageTableEntry.W.isSet(entry);
        return is(DriverCanary.RESERVED_ENCODING) && writable ? entry & ~PageTableEntry.R.mask() : entry;
    }

    private static boolean isLeaf(long entry) {
        return (entry & (PageTableEntry.R.mask() | PageTableEntry.X.mask())) != 0;
    }

    @Override
    public long operands(long high) {
        return is(DriverCanary.WRONG_COMMAND) ? 0 : high;
    }

    @Override
    public void publishContext(Runnable storeRest, Runnable storeFirst) {
        if (is(DriverCanary.CONTEXT_VALID_FIRST)) {
            storeFirst.run();
            storeRest.run();
        } else {
            UpdateProtocol.super.publishContext(storeRest, storeFirst);
        }
    }

    @Override
    public void removeContext(RemovalSteps steps) {
        if (is(DriverCanary.CONTEXT_NOT_INVALIDATED)) {
            steps.clear();
        } else {
            UpdateProtocol.super.removeContext(steps);
        }
    }

    @Override
    public void awaitFence(Runnable wait) {
        if (!is(DriverCanary.FENCE_NOT_AWAITED)) {
            UpdateProtocol.super.awaitFence(wait);
        }
    }

    @Override
    public Access grant(Access asked) {
        return is(DriverCanary.READ_ONLY_GRANTED_WRITE)
                ? new Access(Access.READ_WRITE.permissions(), asked.type())
                : asked;
    }

    @Override
    public long target(long physicalAddress) {
        return is(DriverCanary.WRONG_PAGE) ? physicalAddress + Pages.PAGE_SIZE : physicalAddress;
    }

    private boolean is(DriverCanary other) {
        return armed && canary == other;
    }
}
