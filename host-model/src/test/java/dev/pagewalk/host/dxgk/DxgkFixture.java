package dev.pagewalk.host.dxgk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.host.WindowsKernel;
import dev.pagewalk.host.bus.FakeHostBus;
import dev.pagewalk.host.dma.DmaIommuInterfaceEx;
import dev.pagewalk.host.fake.FakeIommu;
import dev.pagewalk.host.iommu.IommuDriver;
import dev.pagewalk.host.iommu.IommuDriverSettings;
import dev.pagewalk.host.machine.KernelSettings;
import dev.pagewalk.host.mdl.KprocessorMode;
import dev.pagewalk.host.mdl.LockOperation;
import dev.pagewalk.host.mdl.Mdl;
import dev.pagewalk.host.outcome.NtStatus;

/** A display miniport driver's surroundings over a fake IOMMU: one logical adapter of two devices. */
abstract class DxgkFixture {

    static final int LEAD = 1;
    static final int LINKED = 2;

    final FakeHostBus bus = new FakeHostBus().storeLatency(8).registerLatency(2);
    final FakeIommu hardware = new FakeIommu(bus);
    WindowsKernel kernel;
    DxgkCallbacks callbacks;
    DxgkrnlInterface dxgkrnl;
    DxgkAdapter adapter;

    static String freePages(String dump) {
        return dump.substring(dump.indexOf("free="), dump.indexOf('\n', dump.indexOf("free=")));
    }

    void start() {
        start(new KernelSettings(), new DxgkSettings());
    }

    void start(KernelSettings settings, DxgkSettings readings) {
        kernel = new WindowsKernel(bus, settings);
        IommuDriver driver = IommuDriver.start(kernel.machine(), new IommuDriverSettings().cycleLimit(20_000));
        callbacks = new DxgkCallbacks(kernel, new DmaIommuInterfaceEx(kernel.machine(), driver), readings);
        dxgkrnl = new DxgkrnlInterface(callbacks);
        adapter = callbacks.addAdapter(LEAD, LINKED);
        assertThat(callbacks.enableIommu(adapter, ExclusiveAccess.NONE)).isEqualTo(NtStatus.SUCCESS);
    }

    Mdl lockedMdl(int bytes, LockOperation operation) {
        long buffer = kernel.machine().currentProcess().space().allocate(bytes);
        Mdl mdl = kernel.ioAllocateMdl(buffer, bytes, false, false, null);
        kernel.mmProbeAndLockPages(mdl, KprocessorMode.USER_MODE, operation);
        return mdl;
    }

    NtStatus status(Handle handle, Mdl mdl) {
        return dxgkrnl.dxgkCbMapMdlToIoMmu(handle, new DxgkArgCbMapMdlToIoMmu(mdl));
    }

    Handle map(Mdl mdl) {
        DxgkArgCbMapMdlToIoMmu args = new DxgkArgCbMapMdlToIoMmu(mdl);
        assertThat(dxgkrnl.dxgkCbMapMdlToIoMmu(adapter.lead(), args)).isEqualTo(NtStatus.SUCCESS);
        return args.hMemoryHandle();
    }

    void unmap(Handle handle) {
        dxgkrnl.dxgkCbUnmapMdlFromIoMmu(adapter.lead(), new DxgkArgCbUnmapMdlFromIoMmu(handle));
    }
}
