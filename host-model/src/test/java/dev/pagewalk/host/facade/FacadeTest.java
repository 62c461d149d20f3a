package dev.pagewalk.host.facade;

import static dev.pagewalk.host.Outcomes.assertRaised;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pagewalk.host.WindowsKernel;
import dev.pagewalk.host.bus.FakeHostBus;
import dev.pagewalk.host.dma.DmaIommuInterfaceEx;
import dev.pagewalk.host.dxgk.DxgkAdapter;
import dev.pagewalk.host.dxgk.DxgkCallbacks;
import dev.pagewalk.host.dxgk.DxgkrnlInterface;
import dev.pagewalk.host.dxgk.ExclusiveAccess;
import dev.pagewalk.host.fake.FakeIommu;
import dev.pagewalk.host.iommu.IommuDriver;
import dev.pagewalk.host.iommu.IommuDriverSettings;
import dev.pagewalk.host.machine.PageProtection;
import dev.pagewalk.host.mdl.LockOperation;
import dev.pagewalk.host.mdl.PagePriority;
import dev.pagewalk.host.outcome.NtStatus;
import dev.pagewalk.host.trace.CatalogueRow;
import org.junit.jupiter.api.Test;

class FacadeTest {

    private final FakeHostBus bus = new FakeHostBus();
    private final FakeIommu hardware = new FakeIommu(bus);
    private final WindowsKernel kernel = new WindowsKernel(bus);
    private final DxgkCallbacks callbacks = new DxgkCallbacks(
            kernel,
            new DmaIommuInterfaceEx(kernel.machine(), IommuDriver.start(kernel.machine(), new IommuDriverSettings())));
    private final DxgkrnlInterface dxgkrnl = new DxgkrnlInterface(callbacks);
    private final DxgkAdapter adapter = callbacks.addAdapter(3);
    private final long buffer = kernel.machine().currentProcess().space().allocate(0x4000);

    @Test
    @CatalogueRow("E2")
    void shouldOfferTheRightOrderAndLeaveNothingBehind() {
        callbacks.enableIommu(adapter, ExclusiveAccess.NONE);
        long tables = kernel.machine().pfns().freePages();
        MappedMdl mapped = LockedMdl.lock(kernel, buffer + 0x10, 0x2000, LockOperation.IO_WRITE_ACCESS)
                .mapSystem(PagePriority.NORMAL_PAGE_PRIORITY);
        mapped.write(0x1100, new byte[] {1, 2, 3});
        DeviceMdl device = mapped.unmap().mapToIoMmu(dxgkrnl, adapter.lead());
        long address = device.deviceAddress(0x1100);
        assertThat(hardware.translate(3, address, true)).hasValue(address);
        assertThat(bus.load(address, 1)).isEqualTo(1);

        device.unmap().unlockAndFree();

        assertThat(hardware.translate(3, address, false)).isEmpty();
        assertThat(callbacks.hazards()).isEmpty();
        assertThat(kernel.mdls().live()).isEmpty();
        assertThat(kernel.machine().pfns().freePages()).isEqualTo(tables);
    }

    @Test
    @CatalogueRow("E1")
    void shouldRefuseAnObjectThatWasTurnedIntoAnotherOne() {
        callbacks.enableIommu(adapter, ExclusiveAccess.NONE);
        LockedMdl locked = LockedMdl.lock(kernel, buffer, 0x1000, LockOperation.IO_WRITE_ACCESS);
        DeviceMdl device = locked.mapToIoMmu(dxgkrnl, adapter.lead());

        assertThatThrownBy(locked::unlockAndFree)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("object was turned into another one: type=LockedMdl");
        LockedMdl again = device.unmap().keepLocked();
        assertThatThrownBy(device::unmap).isInstanceOf(IllegalStateException.class);
        again.unlockAndFree();
    }

    @Test
    void shouldLeaveNothingBehindWhenTheBufferDoesNotTakeTheAccess() {
        kernel.machine().currentProcess().space().protect(buffer, 0x1000, PageProtection.PAGE_READONLY);

        assertRaised(
                NtStatus.ACCESS_VIOLATION, () -> LockedMdl.lock(kernel, buffer, 0x1000, LockOperation.IO_WRITE_ACCESS));

        assertThat(kernel.mdls().live()).isEmpty();
    }

    @Test
    void shouldRefuseAccessesOutsideTheBuffer() {
        MappedMdl mapped = LockedMdl.lock(kernel, buffer, 0x10, LockOperation.IO_WRITE_ACCESS)
                .mapSystem(PagePriority.NORMAL_PAGE_PRIORITY);

        assertThatThrownBy(() -> mapped.read(8, 9)).hasMessage("outside the buffer: offset=8, count=9, bytes=16");
    }
}
