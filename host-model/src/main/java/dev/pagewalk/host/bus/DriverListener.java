package dev.pagewalk.host.bus;

/**
 * What the host model and its IOMMU driver intend, told as it happens, so that judges never read host state.
 *
 * <p>Every method is called on the host's thread at the moment of the call; {@link HostBus#cycle()} gives the time.
 * Pages are 4 KiB; {@code domain} is the driver's small number of a domain, never reused.
 */
public interface DriverListener {

    /** Right to read, bit 0 of a permission mask. */
    int READ = 1;
    /** Right to write, bit 1 of a permission mask. */
    int WRITE = 2;

    /** What a table page holds. */
    enum TableKind {
        DEVICE_DIRECTORY,
        PROCESS_DIRECTORY,
        FIRST_STAGE,
        SECOND_STAGE,
        MSI_TABLE,
        COMMAND_QUEUE,
        FAULT_QUEUE,
        PAGE_REQUEST_QUEUE,
        FENCE_WORD
    }

    /**
     * A domain exists.
     *
     * @param mode architectural name of its translation mode, such as {@code Sv48x4}
     * @param tag GSCID, or PSCID of a first-stage domain
     * @param root physical address of its root table, 0 if it has none
     */
    default void domainCreated(int domain, String mode, int tag, long root) {}

    /** The domain is gone; its tag may be used again. */
    default void domainDeleted(int domain) {}

    /** Called before the first store of the device's context. */
    default void deviceAttached(int domain, int deviceId) {}

    /** Called after the fence that ends the attachment. */
    default void deviceDetached(int domain, int deviceId) {}

    /** Called before the first store that installs a range. */
    default void mappingRequested(int domain, long iova, long physicalAddress, long pages, int permissions) {}

    /** The range is visible to devices: every store of it has taken effect. */
    default void mappingInstalled(int domain, long iova, long physicalAddress, long pages, int permissions) {}

    /** Called before the first store that clears a range. */
    default void unmapRequested(int domain, long iova, long pages) {}

    /** The stores that clear a range have been issued. */
    default void rangeCleared(int domain, long iova, long pages) {}

    /** The range is cleared, invalidated and fenced: no device access to it may succeed any more. */
    default void mappingRemoved(int domain, long iova, long pages) {}

    /**
     * Memory now belongs to a table or queue.
     *
     * @param level level of the table (0 = leaves), 0 for queues
     * @param parent physical address of the entry that will point here, 0 for a root
     */
    default void tableAllocated(TableKind kind, long physicalAddress, long bytes, int level, long parent) {}

    /** Memory of a table or queue is given back. */
    default void tableFreed(TableKind kind, long physicalAddress, long bytes) {}

    /** A command was put into the command queue (not yet visible to the IOMMU). */
    default void commandQueued(long low, long high) {}

    /** The tail was rung for a fence with this number. */
    default void fenceStarted(long fence) {}

    /** The host saw the fence with this number complete. */
    default void fenceCompleted(long fence) {}

    /** A physical page got an owner: {@code free}, {@code process 4}, {@code pool}, {@code iommu}, … */
    default void pageOwned(long pfn, String owner) {}

    /** An MDL locked a page; {@code locks} counts all locks of the page now. */
    default void pageLocked(long pfn, long mdl, int locks) {}

    /** An MDL unlocked a page; {@code locks} counts the locks that are left. */
    default void pageUnlocked(long pfn, long mdl, int locks) {}

    /**
     * The page stays where it is without a lock, until it is freed or gets another owner: MmBuildMdlForNonPagedPool or
     * MmAllocatePagesForMdl(Ex) made it the page of an MDL.
     */
    default void pagePinned(long pfn, long mdl) {}

    /** A physical page went back to the free pages. */
    default void pageFreed(long pfn) {}

    /** An MDL was freed, unlocked, advanced or built again. */
    default void mdlChanged(long mdl, String how) {}

    /** A host-side hazard that the rules name but Windows does not stop, such as {@code S-DX-11}. */
    default void hazard(String rule, long pfn, String text) {}

    /** A diagnostic that is no error, such as {@code implicit-unmap}. */
    default void diagnostic(String id, String text) {}
}
