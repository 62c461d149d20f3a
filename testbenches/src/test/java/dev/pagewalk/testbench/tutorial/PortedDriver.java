package dev.pagewalk.testbench.tutorial;

import dev.pagewalk.host.dxgk.DxgkAdapter;
import dev.pagewalk.host.dxgk.DxgkArgCbMapMdlToIoMmu;
import dev.pagewalk.host.dxgk.DxgkArgCbUnmapMdlFromIoMmu;
import dev.pagewalk.host.dxgk.ExclusiveAccess;
import dev.pagewalk.host.mdl.KprocessorMode;
import dev.pagewalk.host.mdl.LockOperation;
import dev.pagewalk.host.mdl.Mdl;
import dev.pagewalk.host.outcome.NtStatus;
import dev.pagewalk.host.outcome.RaisedStatusException;
import dev.pagewalk.testbench.device.DmaDevice;
import dev.pagewalk.testbench.device.DmaSegment;
import dev.pagewalk.testbench.platform.CosimPlatform;
import dev.pagewalk.testbench.platform.HostStack;

import java.util.List;

/** The driver of docs/tutorials/port-a-driver.md, which quotes it: C on the page, line by line in Java here. */
final class PortedDriver {
    private static final int DEVICE = 4;

    private final HostStack host;
    private final DmaDevice device;
    private final DxgkAdapter adapter;
    private Mdl mdl;
    private DxgkArgCbMapMdlToIoMmu map;

    PortedDriver(CosimPlatform platform, HostStack host) {
        this.host = host;
        device = platform.device(DEVICE);
        adapter = host.dxgk().addAdapter(DEVICE);
        host.dxgk().enableIommu(adapter, ExclusiveAccess.NONE);
    }

    NtStatus startTransfer(long buffer, int length) {
        mdl = host.kernel().ioAllocateMdl(buffer, length, false, false, null);
        if (mdl == null) {
            return NtStatus.INSUFFICIENT_RESOURCES;
        }
        try {
            host.kernel().mmProbeAndLockPages(mdl, KprocessorMode.USER_MODE, LockOperation.IO_WRITE_ACCESS);
        } catch (RaisedStatusException e) {
            host.kernel().ioFreeMdl(mdl);
            return e.status();
        }
        map = new DxgkArgCbMapMdlToIoMmu(mdl);
        NtStatus status = host.interfaceTable().dxgkCbMapMdlToIoMmu(adapter.lead(), map);
        if (!status.isSuccess()) {
            host.kernel().mmUnlockPages(mdl);
            host.kernel().ioFreeMdl(mdl);
        }
        return status;
    }

    void runDevice(int bytes) {
        long address = adapter.mapping(map.hMemoryHandle()).deviceAddress(0);
        device.finish(device.write(List.of(new DmaSegment(address, bytes)), new byte[bytes]));
    }

    void transferDone() {
        unmap();
        host.kernel().mmUnlockPages(mdl);
        host.kernel().ioFreeMdl(mdl);
    }

    void transferDoneInTheWrongOrder() {
        host.kernel().mmUnlockPages(mdl);
        runDevice(Long.BYTES);
        unmap();
        host.kernel().ioFreeMdl(mdl);
    }

    private void unmap() {
        DxgkArgCbUnmapMdlFromIoMmu arguments = new DxgkArgCbUnmapMdlFromIoMmu(map.hMemoryHandle());
        host.interfaceTable().dxgkCbUnmapMdlFromIoMmu(adapter.lead(), arguments);
    }
}
