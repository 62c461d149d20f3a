package dev.pagewalk.testbench.scenario;

import dev.pagewalk.bridge.record.AxiResponse;
import dev.pagewalk.host.WindowsKernel;
import dev.pagewalk.host.dxgk.DxgkAdapter;
import dev.pagewalk.host.dxgk.DxgkArgCbMapMdlToIoMmu;
import dev.pagewalk.host.dxgk.DxgkArgCbUnmapMdlFromIoMmu;
import dev.pagewalk.host.dxgk.ExclusiveAccess;
import dev.pagewalk.host.dxgk.IoMmuMapping;
import dev.pagewalk.host.io.Irp;
import dev.pagewalk.host.iommu.FaultReport;
import dev.pagewalk.host.iommu.IommuDriverSettings;
import dev.pagewalk.host.machine.Cpu;
import dev.pagewalk.host.machine.KernelSettings;
import dev.pagewalk.host.machine.Pages;
import dev.pagewalk.host.mdl.KprocessorMode;
import dev.pagewalk.host.mdl.LockOperation;
import dev.pagewalk.host.mdl.Mdl;
import dev.pagewalk.host.mdl.PagePriority;
import dev.pagewalk.host.outcome.NtStatus;
import dev.pagewalk.testbench.device.DmaDevice;
import dev.pagewalk.testbench.device.DmaSegment;
import dev.pagewalk.testbench.device.DmaTransfer;
import dev.pagewalk.testbench.platform.HostStack;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** What the scenarios have in common: a display driver with its adapter, and devices whose DMA it checks. */
final class DisplayDriver {
    static final int WORD = Long.BYTES;

    private static final int DEVICE_IDS = 64;
    static final long FAULT_WAIT = 20_000;
    private static final int GUEST_READ_FAULT = 21;

    private final ScenarioContext context;
    private final Random random;
    private final HostStack host;
    private final List<DmaDevice> devices = new ArrayList<>();
    private final DxgkAdapter adapter;
    private int nextDevice;

    /** Starts the host on the platform of the scenario, with an adapter that links {@code linked} devices. */
    DisplayDriver(ScenarioContext context, String scenario, KernelSettings machine, int linked) {
        this.context = context;
        random = new Random(context.platform().seeds().of(scenario));
        host = new HostStack(context.platform(), new IommuDriverSettings().protocol(context.protocol()), machine);
        context.step("the driver has started the IOMMU");
        int first = 1 + random.nextInt(DEVICE_IDS - linked);
        nextDevice = first + linked;
        adapter = addAdapter(first, linked);
        context.step("adapter with device ids "
                + devices.stream().map(DmaDevice::deviceId).toList() + " is attached to its domain");
    }

    private DisplayDriver(DisplayDriver owner, HostStack guest, int deviceId) {
        context = owner.context;
        random = owner.random;
        host = guest;
        adapter = addAdapter(deviceId, 1);
    }

    /** A guest machine with settings of its own, and a device that belongs to it. */
    DisplayDriver guest(KernelSettings machine) {
        int deviceId = nextDevice % DEVICE_IDS;
        nextDevice = deviceId + 1;
        return new DisplayDriver(this, host.guest(machine), deviceId);
    }

    private DxgkAdapter addAdapter(int first, int linked) {
        for (int i = 0; i < linked; i++) {
            devices.add(context.platform().device(first + i));
        }
        DxgkAdapter added = host.dxgk()
                .addAdapter(devices.stream().mapToInt(DmaDevice::deviceId).toArray());
        NtStatus enabled = host.dxgk().enableIommu(added, ExclusiveAccess.NONE);
        context.require("the IOMMU can be enabled for an adapter", "S-DX-8", NtStatus.SUCCESS, enabled);
        return added;
    }

    Random random() {
        return random;
    }

    HostStack host() {
        return host;
    }

    WindowsKernel kernel() {
        return host.kernel();
    }

    Cpu cpu() {
        return host.kernel().machine().cpu();
    }

    DmaDevice device(int index) {
        return devices.get(index);
    }

    DxgkAdapter adapter() {
        return adapter;
    }

    /** A process buffer of some pages that begins and ends inside a page, described by a locked MDL. */
    Mdl lockedBuffer(int fewestPages, int morePages) {
        int bytes = (fewestPages + random.nextInt(morePages)) * Pages.PAGE_SIZE - random.nextInt(200) * WORD;
        int offset = random.nextInt(100) * WORD;
        return locked(userMemory(bytes + (long) offset) + offset, bytes, false, null);
    }

    /** Fresh memory of the current process. */
    long userMemory(long bytes) {
        return host.kernel().machine().currentProcess().space().allocate(bytes);
    }

    /** An MDL for a user buffer, alone or for an IRP, with its pages locked for writing. */
    Mdl locked(long va, long bytes, boolean secondary, Irp irp) {
        Mdl mdl = host.kernel().ioAllocateMdl(va, bytes, secondary, false, irp);
        lock(mdl);
        return mdl;
    }

    /** MmProbeAndLockPages of a user buffer for writing. */
    void lock(Mdl mdl) {
        host.kernel().mmProbeAndLockPages(mdl, KprocessorMode.USER_MODE, LockOperation.IO_WRITE_ACCESS);
    }

    /** MmGetSystemAddressForMdlSafe; 0 if there is none. */
    long systemAddress(Mdl mdl) {
        return host.kernel().mmGetSystemAddressForMdlSafe(mdl, PagePriority.NORMAL_PAGE_PRIORITY);
    }

    /** DXGKCB_MAPMDLTOIOMMU through the table of callbacks. */
    IoMmuMapping map(Mdl mdl) {
        DxgkArgCbMapMdlToIoMmu arguments = new DxgkArgCbMapMdlToIoMmu(mdl);
        NtStatus status = host.interfaceTable().dxgkCbMapMdlToIoMmu(adapter.lead(), arguments);
        context.require("DXGKCB_MAPMDLTOIOMMU succeeds", "S-DX-3", NtStatus.SUCCESS, status);
        return adapter.mapping(arguments.hMemoryHandle());
    }

    /** DXGKCB_UNMAPMDLFROMIOMMU through the table of callbacks. */
    void unmap(IoMmuMapping mapping) {
        host.interfaceTable().dxgkCbUnmapMdlFromIoMmu(adapter.lead(), new DxgkArgCbUnmapMdlFromIoMmu(mapping.handle()));
    }

    /** The MDL is mapped, the first device reads it and finds the content, and the MDL is unmapped again. */
    void requireReach(Mdl mdl, byte[] content) {
        IoMmuMapping mapping = map(mdl);
        requireRead(devices.get(0), mapping, content);
        unmap(mapping);
    }

    /** The first device is refused on every one of the pages. */
    void requireUnreachable(long... pfns) {
        for (long pfn : pfns) {
            requireRefused(devices.get(0), Pages.addressOf(pfn));
        }
    }

    /** The device reads the whole mapping and finds the content. */
    DmaTransfer requireRead(DmaDevice device, IoMmuMapping mapping, byte[] content) {
        DmaTransfer read = read(device, scatterList(mapping));
        context.require("every read of the device succeeds", "S-DX-5", AxiResponse.OKAY, read.response());
        requireSame("the device reads what memory should hold", content, read.data());
        return read;
    }

    /** The driver lets its stores become visible and starts a read, as it would before a doorbell. */
    DmaTransfer read(DmaDevice device, List<DmaSegment> list) {
        context.platform().bus().barrier();
        return device.finish(device.read(list));
    }

    /** The device writes the whole mapping. */
    void requireWrite(DmaDevice device, IoMmuMapping mapping, byte[] content) {
        DmaTransfer write = device.finish(device.write(scatterList(mapping), content));
        context.require("every write of the device succeeds", "S-DX-5", AxiResponse.OKAY, write.response());
    }

    /** A read of the address is refused and leaves one record for the driver. */
    FaultReport requireRefused(DmaDevice device, long address) {
        host.driver().faults().poll();
        DmaTransfer late = device.finish(device.read(List.of(new DmaSegment(address, WORD))));
        context.require(
                "a DMA to a page that is not mapped is refused", "S-DX-10", AxiResponse.DECERR, late.response());
        List<FaultReport> reports = host.driver().faults().await(FAULT_WAIT);
        context.require("the driver finds one fault record", "IOMMU §8", 1, reports.size());
        FaultReport report = reports.get(0);
        context.require("the cause is a guest read page fault", "IOMMU §8", GUEST_READ_FAULT, report.causeCode());
        context.require("it names the device", "IOMMU §8", device.deviceId(), report.deviceId());
        context.require("it names the page", "IOMMU §8", Pages.pageAlign(address), Pages.pageAlign(report.address()));
        return report;
    }

    /** Unlocks and frees a locked MDL. */
    void unlockAndFree(Mdl mdl) {
        host.kernel().mmUnlockPages(mdl);
        host.kernel().ioFreeMdl(mdl);
    }

    /** Removes the adapter; nothing may be left mapped. */
    void stop() {
        List<String> leaks = host.dxgk().removeAdapter(adapter);
        context.require("nothing stays mapped at the end", "S-DX-13", List.of(), leaks);
    }

    /** The pieces of a mapping, each within a page. */
    List<DmaSegment> scatterList(IoMmuMapping mapping) {
        List<DmaSegment> list = new ArrayList<>();
        int total = (int) mapping.byteCount();
        for (int done = 0; done < total; ) {
            long address = mapping.deviceAddress(done);
            int bytes = Math.min(total - done, Pages.PAGE_SIZE - Pages.byteOffset(address));
            list.add(new DmaSegment(address, bytes));
            done += bytes;
        }
        return list;
    }

    /** One page by its number, at its identity address (S-DX-3). */
    List<DmaSegment> wholePage(long pfn) {
        return List.of(new DmaSegment(Pages.addressOf(pfn), Pages.PAGE_SIZE));
    }

    byte[] randomBytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    void requireSame(String claim, byte[] expected, byte[] actual) {
        int at = Arrays.mismatch(expected, actual);
        context.require(claim, "DESIGN §6, data", "no difference", at < 0 ? "no difference" : "byte " + at);
    }
}
