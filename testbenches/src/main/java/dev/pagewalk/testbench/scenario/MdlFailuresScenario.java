package dev.pagewalk.testbench.scenario;

import dev.pagewalk.bridge.record.AxiResponse;
import dev.pagewalk.host.WindowsKernel;
import dev.pagewalk.host.dxgk.DxgkArgCbMapMdlToIoMmu;
import dev.pagewalk.host.dxgk.IoMmuMapping;
import dev.pagewalk.host.iommu.FaultReport;
import dev.pagewalk.host.machine.Irql;
import dev.pagewalk.host.machine.KernelSettings;
import dev.pagewalk.host.machine.MemoryCachingType;
import dev.pagewalk.host.machine.Pages;
import dev.pagewalk.host.mdl.KprocessorMode;
import dev.pagewalk.host.mdl.Mdl;
import dev.pagewalk.host.mdl.PagePriority;
import dev.pagewalk.host.outcome.NtStatus;
import dev.pagewalk.host.outcome.RaisedStatusException;
import dev.pagewalk.testbench.device.DmaSegment;
import dev.pagewalk.testbench.device.DmaTransfer;

import java.util.List;

/**
 * What fails, and what the device notices of it: guests run out of system PTEs, map for users that cannot be mapped for,
 * and misuse reservations. Three of them stop; their devices go on until the host cuts them off.
 */
public final class MdlFailuresScenario implements Scenario {
    private static final int PAGES = 3;
    private static final int FEW_PTES = 2;
    private static final int TAG = 0x6B6C_6150;
    private static final int OTHER_TAG = 0x6B6C_6251;
    private static final int NO_CONTEXT = 258;

    @Override
    public String name() {
        return "mdl-failures";
    }

    @Override
    public String summary() {
        return "mappings that fail: NULL, a status, an exception, a machine that stops; what the device still reaches";
    }

    @Override
    public void run(ScenarioContext context) {
        new Run(context).all();
    }

    /** One run with its state. */
    private static final class Run {
        private static final MemoryCachingType CACHED = MemoryCachingType.MM_CACHED;

        private final ScenarioContext context;
        private final DisplayDriver host;

        Run(ScenarioContext context) {
            this.context = context;
            host = new DisplayDriver(context, "mdl-failures", new KernelSettings(), 1);
        }

        void all() {
            statusWithoutMemory();
            kernelMapping();
            userMapping();
            uncaught();
            irqlLimits();
            wrongTag();
            freedWhileMapped();
            host.stop();
        }

        /** DXGKCB_MAPMDLTOIOMMU without memory for its tables: a status, and no page of the MDL is reachable. */
        private void statusWithoutMemory() {
            Mdl mdl = host.lockedBuffer(PAGES, 1);
            context.mdlPages(mdl.pfns());
            long stores = context.recorder().pteStores();
            host.kernel().machine().gate().exhausted(true);
            DxgkArgCbMapMdlToIoMmu arguments = new DxgkArgCbMapMdlToIoMmu(mdl);
            NtStatus status = host.host()
                    .interfaceTable()
                    .dxgkCbMapMdlToIoMmu(host.adapter().lead(), arguments);
            host.kernel().machine().gate().open();
            host.requireUnreachable(mdl.pfns());
            context.require(
                    "a failed call stores into no table",
                    "S-DX-4",
                    stores,
                    context.recorder().pteStores());
            context.shows("DXGK-4")
                    .require(
                            "without memory the callback returns a status, and the device is refused",
                            "S-DX-4, §5.5",
                            NtStatus.INSUFFICIENT_RESOURCES,
                            status);
            byte[] content = filled(host, mdl);
            host.requireReach(mdl, content);
            host.unlockAndFree(mdl);
            context.step("DXGKCB_MAPMDLTOIOMMU without memory: a status and nothing mapped; with memory it works");
        }

        private byte[] filled(DisplayDriver driver, Mdl mdl) {
            byte[] content = driver.randomBytes((int) mdl.byteCount());
            driver.cpu().write(mdl.virtualAddress(), content);
            return content;
        }

        /** Too few PTEs: the SpecifyCache routine returns NULL, the old one stops the machine. */
        @SuppressWarnings("deprecation") // the obsolete routine is the subject
        private void kernelMapping() {
            DisplayDriver guest =
                    host.guest(new KernelSettings().systemPtes(FEW_PTES).priorityReserves(0, 0));
            WindowsKernel kernel = guest.kernel();
            Mdl mdl = guest.lockedBuffer(PAGES, 1);
            byte[] content = filled(guest, mdl);
            IoMmuMapping mapping = guest.map(mdl);
            int priority = PagePriority.HIGH_PAGE_PRIORITY;
            long address =
                    kernel.mmMapLockedPagesSpecifyCache(mdl, KprocessorMode.KERNEL_MODE, CACHED, 0, false, priority);
            context.shows("MMLP-9")
                    .require("MmMapLockedPagesSpecifyCache returns NULL without PTEs", "S-MLP-4", 0L, address);
            guest.requireRead(guest.device(0), mapping, content);
            context.step("a guest with " + FEW_PTES + " system PTEs: NULL, and its device reads the MDL all the same");
            context.shows("MMLP-8")
                    .require(
                            "MmMapLockedPages for the kernel stops the machine",
                            "S-MLP-4, S-EXC-2",
                            Ending.stop(0x3F, 0, mdl.spanPages(), FEW_PTES, FEW_PTES),
                            Ending.of(() -> kernel.mmMapLockedPages(mdl, KprocessorMode.KERNEL_MODE)));
            requireStopped(guest);
            guest.requireRead(guest.device(0), mapping, content);
            cutOff(guest, mapping);
            context.step("MmMapLockedPages stopped that guest; its device went on until the host detached it");
        }

        private void requireStopped(DisplayDriver guest) {
            context.require(
                    "a stopped machine refuses every call", "§0.2", Ending.REFUSED, Ending.of(() -> guest.kernel()
                            .ioAllocateMdl(0, Pages.PAGE_SIZE, false, false, null)));
        }

        /** The host takes the device of a dead guest away: its access is refused for want of a context. */
        private void cutOff(DisplayDriver guest, IoMmuMapping mapping) {
            int deviceId = guest.device(0).deviceId();
            host.host().driver().detach(deviceId);
            host.host().driver().faults().poll();
            DmaTransfer late =
                    guest.read(guest.device(0), List.of(new DmaSegment(mapping.deviceAddress(0), Pages.PAGE_SIZE)));
            context.require("the read of a detached device is refused", "S-DX-10", AxiResponse.DECERR, late.response());
            List<FaultReport> reports = host.host().driver().faults().await(DisplayDriver.FAULT_WAIT);
            context.require(
                    "its device has no context",
                    "IOMMU §8",
                    NO_CONTEXT,
                    reports.get(0).causeCode());
        }

        /** A mapping for the user that fails raises; try/except keeps the machine running. */
        @SuppressWarnings("deprecation") // the obsolete routine is the subject
        private void userMapping() {
            DisplayDriver guest = host.guest(new KernelSettings());
            Mdl mdl = guest.lockedBuffer(PAGES, 1);
            byte[] content = filled(guest, mdl);
            String flags = mdl.toString();
            NtStatus caught = NtStatus.SUCCESS;
            guest.kernel().machine().gate().exhausted(true);
            try {
                guest.kernel().mmMapLockedPages(mdl, KprocessorMode.USER_MODE);
            } catch (RaisedStatusException raised) {
                caught = raised.status();
            }
            guest.kernel().machine().gate().open();
            context.shows("MMLP-10")
                    .require("a user mapping that fails raises", "S-MLP-11", NtStatus.INSUFFICIENT_RESOURCES, caught);
            context.require("it has changed nothing", "S-MLP-9", flags, mdl.toString());
            guest.requireReach(mdl, content);
            context.shows("MMLP-11")
                    .require(
                            "with try/except the machine runs on, and its device reads the MDL",
                            "S-EXC-1",
                            null,
                            guest.kernel().machine().stopped());
            guest.unlockAndFree(mdl);
            guest.stop();
            context.step("MmMapLockedPages for the user raised; try/except caught it, and the machine went on");
        }

        /** The same without try/except: the exception leaves the driver and stops the machine. */
        @SuppressWarnings("deprecation") // the obsolete routine is the subject
        private void uncaught() {
            DisplayDriver guest = host.guest(new KernelSettings());
            WindowsKernel kernel = guest.kernel();
            Mdl mdl = guest.lockedBuffer(PAGES, 1);
            byte[] content = filled(guest, mdl);
            IoMmuMapping mapping = guest.map(mdl);
            kernel.machine().gate().exhausted(true);
            String ending = Ending.of(() -> kernel.callDriver(
                    "DispatchDeviceControl", () -> kernel.mmMapLockedPages(mdl, KprocessorMode.USER_MODE)));
            context.shows("MMLP-11")
                    .require(
                            "without try/except the machine stops",
                            "S-EXC-1",
                            Ending.stop(0x1E, NtStatus.INSUFFICIENT_RESOURCES.code(), 0, 0, 0),
                            ending);
            requireStopped(guest);
            guest.requireRead(guest.device(0), mapping, content);
            cutOff(guest, mapping);
            context.step("without try/except the exception stopped a guest; its device went on until it was detached");
        }

        /** KernelMode up to DISPATCH_LEVEL, UserMode up to APC_LEVEL. */
        @SuppressWarnings("deprecation") // the obsolete routine is the subject
        private void irqlLimits() {
            WindowsKernel kernel = host.kernel();
            Mdl mdl = host.lockedBuffer(PAGES, 1);
            byte[] content = host.randomBytes((int) mdl.byteCount());
            Irql before = kernel.keRaiseIrql(Irql.APC_LEVEL);
            long user = kernel.mmMapLockedPages(mdl, KprocessorMode.USER_MODE);
            kernel.mmUnmapLockedPages(user, mdl);
            kernel.keRaiseIrql(Irql.DISPATCH_LEVEL);
            long system = kernel.mmMapLockedPages(mdl, KprocessorMode.KERNEL_MODE);
            host.cpu().write(system, content);
            String atDispatch = Ending.of(() -> kernel.mmMapLockedPages(mdl, KprocessorMode.USER_MODE));
            kernel.mmUnmapLockedPages(system, mdl);
            kernel.keRaiseIrql(Irql.DEVICE_LEVEL);
            String above = Ending.of(() -> kernel.mmMapLockedPages(mdl, KprocessorMode.KERNEL_MODE));
            kernel.keLowerIrql(before);
            context.shows("MMLP-12")
                    .require(
                            "UserMode is refused at DISPATCH_LEVEL, KernelMode above it",
                            "S-MLP-8",
                            List.of(Ending.violation("S-MLP-8"), Ending.violation("S-MLP-8")),
                            List.of(atDispatch, above));
            host.requireReach(mdl, content);
            host.unlockAndFree(mdl);
            context.step(
                    "at DISPATCH_LEVEL the kernel mapped and wrote, users could not be mapped for; the device read it");
        }

        /** Another driver's tag: the machine stops, and the device keeps what it had. */
        private void wrongTag() {
            DisplayDriver guest = host.guest(new KernelSettings());
            WindowsKernel kernel = guest.kernel();
            long reserved = kernel.mmAllocateMappingAddress((long) PAGES * Pages.PAGE_SIZE, TAG);
            Mdl mdl = guest.locked(guest.userMemory(Pages.PAGE_SIZE), Pages.PAGE_SIZE, false, null);
            byte[] content = filled(guest, mdl);
            IoMmuMapping mapping = guest.map(mdl);
            context.shows("RSV-3")
                    .require(
                            "mapping with another tag than that of the reservation stops the machine",
                            "S-RMM-2",
                            Ending.stop(0xDA, 0x104, reserved, OTHER_TAG, TAG),
                            Ending.of(() ->
                                    kernel.mmMapLockedPagesWithReservedMapping(reserved, OTHER_TAG, mdl, CACHED)));
            requireStopped(guest);
            guest.requireRead(guest.device(0), mapping, content);
            cutOff(guest, mapping);
            context.step("a guest used another tag than its reservation's and stopped");
        }

        /** A reservation is unmapped before it is freed. */
        private void freedWhileMapped() {
            DisplayDriver guest = host.guest(new KernelSettings());
            WindowsKernel kernel = guest.kernel();
            long reserved = kernel.mmAllocateMappingAddress((long) PAGES * Pages.PAGE_SIZE, TAG);
            Mdl mdl = guest.locked(guest.userMemory(Pages.PAGE_SIZE), Pages.PAGE_SIZE, false, null);
            IoMmuMapping mapping = guest.map(mdl);
            byte[] content = guest.randomBytes(Pages.PAGE_SIZE);
            guest.cpu().write(kernel.mmMapLockedPagesWithReservedMapping(reserved, TAG, mdl, CACHED), content);
            context.shows("RSV-13")
                    .require(
                            "freeing a reservation that is still mapped stops the machine",
                            "S-RMF-3",
                            Ending.stop(0xDA, 0x103, reserved, TAG, 1),
                            Ending.of(() -> kernel.mmFreeMappingAddress(reserved, TAG)));
            requireStopped(guest);
            guest.requireRead(guest.device(0), mapping, content);
            cutOff(guest, mapping);
            context.step("a guest freed a reservation that was still mapped and stopped");
        }
    }
}
