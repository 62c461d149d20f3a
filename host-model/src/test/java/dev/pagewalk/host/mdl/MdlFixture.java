package dev.pagewalk.host.mdl;

import dev.pagewalk.host.WindowsKernel;
import dev.pagewalk.host.bus.FakeHostBus;
import dev.pagewalk.host.dma.DmaIommuInterfaceEx;
import dev.pagewalk.host.dxgk.DxgkAdapter;
import dev.pagewalk.host.dxgk.DxgkCallbacks;
import dev.pagewalk.host.dxgk.ExclusiveAccess;
import dev.pagewalk.host.fake.FakeIommu;
import dev.pagewalk.host.iommu.IommuDriver;
import dev.pagewalk.host.iommu.IommuDriverSettings;
import dev.pagewalk.host.machine.KernelSettings;
import dev.pagewalk.host.machine.MemoryCachingType;

/** A kernel with one MDL brought into one state of the matrix. */
final class MdlFixture {

    static final int BYTES = 0x1800;
    static final int TAG = 0x4B6D524D;

    final FakeHostBus bus = new FakeHostBus().recording(false);
    final WindowsKernel kernel;
    final long reservation;
    Mdl mdl;
    Mdl source;
    Mdl target;
    DxgkCallbacks dxgk;
    DxgkAdapter adapter;

    MdlFixture(MdlState state, KernelSettings settings) {
        kernel = new WindowsKernel(bus, settings);
        reservation = kernel.mmAllocateMappingAddress(0x4000, TAG);
        mdl = make(state);
        if (state.isReserved()) {
            kernel.mmMapLockedPagesWithReservedMapping(reservation, TAG, mdl, MemoryCachingType.MM_CACHED);
        }
    }

    private Mdl make(MdlState state) {
        return switch (state) {
            case I -> initialised();
            case N -> built();
            case L, RL -> locked();
            case LM -> mapped(locked());
            case P, RP -> partialOf(locked());
            case PM -> mapped(partialOf(locked()));
            case PI -> partialOf(mapped(locked()));
            case PN -> partialOf(built());
            case A, RA -> allocated();
            case AM -> mapped(allocated());
        };
    }

    /** An MDL over a buffer in nonpaged pool. */
    Mdl initialised() {
        long buffer = kernel.exAllocatePoolWithTag(MemoryRoutines.PoolType.NON_PAGED_POOL, 0x2000, "test");
        return kernel.ioAllocateMdl(buffer + 0x120, BYTES, false, false, null);
    }

    /** An MDL over a locked user buffer. */
    Mdl locked() {
        long buffer = kernel.machine().currentProcess().space().allocate(0x3000);
        Mdl locked = kernel.ioAllocateMdl(buffer + 0x120, BYTES, false, false, null);
        kernel.mmProbeAndLockPages(locked, KprocessorMode.USER_MODE, LockOperation.IO_WRITE_ACCESS);
        return locked;
    }

    Mdl mapped(Mdl unmapped) {
        kernel.mmGetSystemAddressForMdlSafe(unmapped, PagePriority.HIGH_PAGE_PRIORITY);
        return unmapped;
    }

    private Mdl built() {
        Mdl built = initialised();
        kernel.mmBuildMdlForNonPagedPool(built);
        return built;
    }

    private Mdl partialOf(Mdl whole) {
        source = whole;
        Mdl partial = kernel.ioAllocateMdl(whole.virtualAddress(), BYTES, false, false, null);
        kernel.ioBuildPartialMdl(whole, partial, whole.virtualAddress() + 0x40, 0x1100);
        return partial;
    }

    private Mdl allocated() {
        return kernel.mmAllocatePagesForMdl(0, -1L, 0, 0x2000);
    }

    /** An IOMMU with an adapter, for the callbacks. */
    void startIommu() {
        new FakeIommu(bus);
        IommuDriver driver = IommuDriver.start(kernel.machine(), new IommuDriverSettings());
        dxgk = new DxgkCallbacks(kernel, new DmaIommuInterfaceEx(kernel.machine(), driver));
        adapter = dxgk.addAdapter(5);
        dxgk.enableIommu(adapter, ExclusiveAccess.NONE);
    }
}
