package dev.pagewalk.host.iommu;

import dev.pagewalk.host.bus.HostBus;

/**
 * The order in which table stores, doorbells and invalidations happen. {@link #STANDARD} is the only right one.
 *
 * <p>Tests plant wrong orders with {@code dev.pagewalk.host.iommu.canary.CanaryProtocol}.
 */
public interface UpdateProtocol {

    /** Child before parent; barrier before the doorbell; clear, then invalidate and fence. */
    UpdateProtocol STANDARD = new UpdateProtocol() {};

    /** Links a new table: the child is complete before the parent entry shows it. */
    default void link(Runnable fillChild, Runnable storeParent) {
        fillChild.run();
        storeParent.run();
    }

    /** Makes commands and table stores visible before the doorbell, which travels another port. */
    default void beforeDoorbell(HostBus bus) {
        bus.barrier();
    }

    /** Removes translations: entries are cleared before the invalidation is queued and waited for. */
    default void remove(RemovalSteps steps) {
        steps.clear();
        steps.invalidate();
        steps.fence();
    }

    /** Stores one table entry of 8 bytes as one aligned access, so that no walk sees half of it. */
    default void storeEntry(TableMemory memory, long physicalAddress, int bytes, long entry) {
        memory.store(physicalAddress, bytes, entry);
    }

    /** Makes a device context valid: every doubleword before the first one, which holds V. */
    default void publishContext(Runnable storeRest, Runnable storeFirst) {
        storeRest.run();
        storeFirst.run();
    }

    /** Removes a device context: cleared, invalidated by IODIR, fenced. */
    default void removeContext(RemovalSteps steps) {
        steps.clear();
        steps.invalidate();
        steps.fence();
    }

    /** Waits for the fence. */
    default void awaitFence(Runnable wait) {
        wait.run();
    }

    /** Second doubleword of a command, as it goes to the queue; the standard protocol stores what was meant. */
    default long operands(long high) {
        return high;
    }

    /** Right of a new mapping; the standard protocol grants what was asked. */
    default Access grant(Access asked) {
        return asked;
    }

    /** Where a new mapping leads; the standard protocol leads where it was asked. */
    default long target(long physicalAddress) {
        return physicalAddress;
    }
}
