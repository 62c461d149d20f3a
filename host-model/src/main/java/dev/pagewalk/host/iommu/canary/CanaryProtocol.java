package dev.pagewalk.host.iommu.canary;

import dev.pagewalk.host.bus.HostBus;
import dev.pagewalk.host.iommu.Access;
import dev.pagewalk.host.iommu.RemovalSteps;
import dev.pagewalk.host.iommu.TableMemory;
import dev.pagewalk.host.iommu.UpdateProtocol;
import dev.pagewalk.host.machine.Pages;

/** The standard protocol with one bug that can be switched on and off while the driver runs. */
public final class CanaryProtocol implements UpdateProtocol {

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
        } else {
            UpdateProtocol.super.storeEntry(memory, physicalAddress, bytes, entry);
        }
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
