package dev.pagewalk.testbench.tutorial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.host.dxgk.DxgkAdapter;
import dev.pagewalk.host.dxgk.DxgkArgCbMapMdlToIoMmu;
import dev.pagewalk.host.dxgk.DxgkArgCbUnmapMdlFromIoMmu;
import dev.pagewalk.host.dxgk.ExclusiveAccess;
import dev.pagewalk.host.mdl.KprocessorMode;
import dev.pagewalk.host.mdl.LockOperation;
import dev.pagewalk.host.mdl.Mdl;
import dev.pagewalk.host.mdl.PagePriority;
import dev.pagewalk.host.outcome.NtStatus;
import dev.pagewalk.testbench.device.DmaDevice;
import dev.pagewalk.testbench.device.DmaSegment;
import dev.pagewalk.testbench.device.DmaTransfer;
import dev.pagewalk.testbench.junit.CosimTest;
import dev.pagewalk.testbench.platform.CosimPlatform;
import dev.pagewalk.testbench.platform.HostStack;
import dev.pagewalk.testbench.platform.Seeds;
import org.junit.jupiter.api.Tag;

import java.util.List;
import java.util.Random;

/** The test of docs/tutorials/first-cosim-test.md, which quotes it. */
@Tag("smoke")
class FirstCosimTest {
    private static final int DEVICE = 9;
    private static final int PAGE = 4096;

    @CosimTest(seeds = 2)
    void shouldLetTheDeviceReadWhatTheCpuWrote(CosimPlatform platform, HostStack host, Seeds seeds) {
        byte[] content = new byte[PAGE];
        new Random(seeds.of("content")).nextBytes(content);
        Mdl mdl = lockedPage(host, content);
        DxgkAdapter adapter = host.dxgk().addAdapter(DEVICE);
        host.dxgk().enableIommu(adapter, ExclusiveAccess.NONE);
        DxgkArgCbMapMdlToIoMmu map = new DxgkArgCbMapMdlToIoMmu(mdl);
        NtStatus status = host.interfaceTable().dxgkCbMapMdlToIoMmu(adapter.lead(), map);
        assertThat(status).isEqualTo(NtStatus.SUCCESS);

        platform.bus().barrier();
        DmaDevice device = platform.device(DEVICE);
        long address = adapter.mapping(map.hMemoryHandle()).deviceAddress(0);
        DmaTransfer read = device.finish(device.read(List.of(new DmaSegment(address, PAGE))));

        assertThat(read.data()).isEqualTo(content);

        DxgkArgCbUnmapMdlFromIoMmu unmap = new DxgkArgCbUnmapMdlFromIoMmu(map.hMemoryHandle());
        host.interfaceTable().dxgkCbUnmapMdlFromIoMmu(adapter.lead(), unmap);
        host.kernel().mmUnlockPages(mdl);
        host.kernel().ioFreeMdl(mdl);
        assertThat(host.dxgk().removeAdapter(adapter)).isEmpty();
    }

    private static Mdl lockedPage(HostStack host, byte[] content) {
        long buffer = host.kernel().machine().currentProcess().space().allocate(PAGE);
        Mdl mdl = host.kernel().ioAllocateMdl(buffer, PAGE, false, false, null);
        host.kernel().mmProbeAndLockPages(mdl, KprocessorMode.USER_MODE, LockOperation.IO_WRITE_ACCESS);
        long system = host.kernel().mmGetSystemAddressForMdlSafe(mdl, PagePriority.NORMAL_PAGE_PRIORITY);
        host.kernel().machine().cpu().write(system, content);
        return mdl;
    }
}
