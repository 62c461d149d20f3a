package dev.pagewalk.testbench.scenario;

import dev.pagewalk.host.WindowsKernel;
import dev.pagewalk.host.dxgk.DxgkArgCbMapMdlToIoMmu;
import dev.pagewalk.host.dxgk.Handle;
import dev.pagewalk.host.dxgk.IoMmuMapping;
import dev.pagewalk.host.machine.Irql;
import dev.pagewalk.host.machine.KernelSettings;
import dev.pagewalk.host.machine.PageProtection;
import dev.pagewalk.host.machine.Pages;
import dev.pagewalk.host.mdl.KprocessorMode;
import dev.pagewalk.host.mdl.Mdl;
import dev.pagewalk.host.mdl.MdlFlag;
import dev.pagewalk.host.outcome.NtStatus;

import java.util.Arrays;

/**
 * The callbacks themselves: MmMapMdl calls an MM_MDL_ROUTINE that fills a buffer, and DXGKCB_MAPMDLTOIOMMU maps it: two
 * linked adapters share one domain, bad arguments map nothing, and a page that two MDLs describe stays reachable until
 * the last unmap.
 */
public final class MapMdlCallbackScenario implements Scenario {
    private static final int WHOLE_PAGES = 5;
    private static final int PARTIAL_FIRST = 1;
    private static final int PARTIAL_PAGES = 2;

    @Override
    public String name() {
        return "map-mdl-callback";
    }

    @Override
    public String summary() {
        return "an MM_MDL_ROUTINE fills a buffer; DXGKCB_MAPMDLTOIOMMU with linked adapters and overlapping MDLs";
    }

    @Override
    public void run(ScenarioContext context) {
        new Run(context).all();
    }

    /** What the routine of the driver found when it was called. */
    private static final class RoutineRecord {
        NtStatus status = NtStatus.UNSUCCESSFUL;
        boolean mapped;
        long mappedVa;
        Irql irql;
        int calls;
    }

    /** One run with its state. */
    private static final class Run {
        private final ScenarioContext context;
        private final DisplayDriver driver;
        private final WindowsKernel kernel;
        private Mdl whole;
        private Mdl part;
        private IoMmuMapping wholeMapping;
        private byte[] content;

        Run(ScenarioContext context) {
            this.context = context;
            driver = new DisplayDriver(context, "map-mdl-callback", new KernelSettings(), 2);
            kernel = driver.kernel();
        }

        void all() {
            whole = driver.lockedBuffer(WHOLE_PAGES, 1);
            context.mdlPages(whole.pfns());
            refusals();
            fillInRoutine();
            routineAtHigherIrql();
            mapBoth();
            readBack();
            IoMmuMapping partMapping = driver.map(part);
            driver.unmap(wholeMapping);
            driver.requireRead(driver.device(1), partMapping, partContent());
            driver.requireRefused(driver.device(0), wholeMapping.deviceAddress(0));
            context.step("after the unmap of the whole buffer only the pages of the partial MDL are reachable");
            driver.unmap(partMapping);
            driver.requireRefused(driver.device(1), partMapping.deviceAddress(0));
            context.step("after the last unmap nothing is");
            kernel.ioFreeMdl(part);
            driver.unlockAndFree(whole);
            driver.stop();
        }

        private void refusals() {
            Handle lead = driver.adapter().lead();
            requireRefusal(null, NtStatus.INVALID_PARAMETER_2, lead);
            requireRefusal(new DxgkArgCbMapMdlToIoMmu(null), NtStatus.INVALID_PARAMETER, lead);
            Handle linked = driver.adapter().handle(1);
            requireRefusal(new DxgkArgCbMapMdlToIoMmu(whole), NtStatus.INVALID_PARAMETER_1, linked);
            driver.requireRefused(driver.device(0), Pages.addressOf(whole.pfn(0)));
            context.step("bad arguments were answered with a status and mapped nothing: the device is refused");
        }

        private void requireRefusal(DxgkArgCbMapMdlToIoMmu arguments, NtStatus expected, Handle adapter) {
            NtStatus status = driver.host().interfaceTable().dxgkCbMapMdlToIoMmu(adapter, arguments);
            context.shows("DXGK-4").require("a call that fails returns a status that fits", "§5.5", expected, status);
            context.require(
                    "a refused call maps nothing",
                    "S-DX-4",
                    true,
                    driver.adapter().mappings().isEmpty());
        }

        /** MmMapMdl maps, calls the routine, which leaves its status in the context, and unmaps. */
        private void fillInRoutine() {
            content = driver.randomBytes((int) whole.byteCount());
            RoutineRecord left = callRoutine(whole);
            context.shows("MDLR-1")
                    .require("the routine runs while MmMapMdl has the MDL mapped", "S-MMM-1", true, left.mapped);
            context.shows("MDLR-3")
                    .require("the status that the routine left is there", "S-MMM-11", NtStatus.SUCCESS, left.status);
            NtStatus[] seen = {NtStatus.UNSUCCESSFUL};
            kernel.mmMapMdl(
                    whole,
                    PageProtection.PAGE_READWRITE,
                    (given, va) -> seen[0] = given == null ? NtStatus.SUCCESS : NtStatus.UNSUCCESSFUL,
                    null);
            context.shows("MDLR-2")
                    .require("the routine gets the driver's context, or null", "S-MMM-11", NtStatus.SUCCESS, seen[0]);
            context.require(
                    "the mapping of MmMapMdl is gone", "S-MMM-7", false, whole.has(MdlFlag.MDL_MAPPED_TO_SYSTEM_VA));
            driver.requireReach(whole, content);
            context.shows("MDLR-4")
                    .require(
                            "what the routine stored at MappedVa is what the device reads",
                            "S-MMM-4",
                            whole.byteOffset(),
                            Pages.byteOffset(left.mappedVa));
            context.step("MmMapMdl mapped the buffer for an MM_MDL_ROUTINE, which filled it; the device has read it");
        }

        private RoutineRecord callRoutine(Mdl mdl) {
            RoutineRecord made = new RoutineRecord();
            NtStatus status = kernel.mmMapMdl(
                    mdl,
                    PageProtection.PAGE_READWRITE,
                    (given, mappedVa) -> {
                        RoutineRecord record = (RoutineRecord) given;
                        record.calls++;
                        record.mapped = mdl.has(MdlFlag.MDL_MAPPED_TO_SYSTEM_VA);
                        record.mappedVa = mappedVa;
                        record.irql = kernel.machine().irql();
                        driver.cpu().write(mappedVa, content);
                        record.status = NtStatus.SUCCESS;
                    },
                    made);
            context.require("MmMapMdl has called the routine", "S-MMM-2", NtStatus.SUCCESS, status);
            context.require("it has called it once", "S-MMM-1", 1, made.calls);
            return made;
        }

        private void routineAtHigherIrql() {
            content = driver.randomBytes(content.length);
            Irql before = kernel.keRaiseIrql(Irql.DISPATCH_LEVEL);
            RoutineRecord left = callRoutine(whole);
            kernel.keLowerIrql(before);
            context.require("the routine runs at its caller's IRQL", "S-MMM-10", Irql.DISPATCH_LEVEL, left.irql);
            kernel.keRaiseIrql(Irql.DEVICE_LEVEL);
            String above = Ending.of(() -> callRoutine(whole));
            kernel.keLowerIrql(before);
            context.shows("MDLR-5")
                    .require(
                            "above DISPATCH_LEVEL there is no callback, and what it stored below stays",
                            "S-IRQ-1",
                            Ending.violation("S-IRQ-1"),
                            above);
            context.step("MmMapMdl called the routine again at DISPATCH_LEVEL, and not above it");
        }

        private void mapBoth() {
            long start = whole.startVa() + PARTIAL_FIRST * Pages.PAGE_SIZE;
            int bytes = PARTIAL_PAGES * Pages.PAGE_SIZE;
            part = kernel.ioAllocateMdl(start, bytes, false, false, null);
            kernel.ioBuildPartialMdl(whole, part, start, bytes);
            wholeMapping = driver.map(whole);
            IoMmuMapping partMapping = driver.map(part);
            context.require(
                    "handles of live mappings differ",
                    "S-DX-6",
                    false,
                    wholeMapping.handle().equals(partMapping.handle()));
            driver.requireRead(driver.device(0), wholeMapping, content);
            driver.requireRead(driver.device(1), wholeMapping, content);
            context.shows("DXGK-3")
                    .require(
                            "the lead's handle maps for every device of the chain",
                            "S-DX-15",
                            2,
                            driver.adapter().mappings().size());
            driver.unmap(partMapping);
            context.step("both linked devices have read the whole buffer of " + whole.spanPages() + " pages");
        }

        /** What the device wrote, read through the obsolete routine that the seed documents describe. */
        @SuppressWarnings("deprecation") // the obsolete routine is the subject
        private void readBack() {
            content = driver.randomBytes(content.length);
            driver.requireWrite(driver.device(0), wholeMapping, content);
            int free = kernel.machine().systemPtes().free();
            long system = kernel.mmMapLockedPages(whole, KprocessorMode.KERNEL_MODE);
            long user = kernel.mmMapLockedPages(whole, KprocessorMode.USER_MODE);
            driver.requireSame("the CPU reads what the device wrote", content, read(system));
            driver.requireSame("a user view shows the same", content, read(user));
            context.shows("MMLP-2", "MMLP-3", "MMLP-4")
                    .require(
                            "MmMapLockedPages maps the locked pages for the kernel and for the user",
                            "S-MLP-3, S-MLP-9",
                            true,
                            samePages(system) && samePages(user));
            context.shows("MMLP-5")
                    .require(
                            "it returns the address of the buffer's first byte",
                            "S-MLP-3",
                            kernel.mmGetMdlByteOffset(whole),
                            Pages.byteOffset(system));
            kernel.mmUnmapLockedPages(user, whole);
            kernel.mmUnmapLockedPages(system, whole);
            boolean gone = !kernel.mmIsAddressValid(system) && !kernel.mmIsAddressValid(user);
            context.shows("MMLP-7")
                    .require(
                            "MmUnmapLockedPages takes the mappings away and gives the PTEs back",
                            "S-UMP-2",
                            true,
                            gone && kernel.machine().systemPtes().free() == free);
            driver.requireRead(driver.device(1), wholeMapping, content);
            context.step("MmMapLockedPages, twice: the CPU has read what the first device wrote; MmUnmapLockedPages");
        }

        private byte[] read(long va) {
            return driver.cpu().read(va, content.length);
        }

        private boolean samePages(long va) {
            for (int i = 0; i < whole.spanPages(); i++) {
                long physical = kernel.mmGetPhysicalAddress(Pages.pageAlign(va) + Pages.addressOf(i));
                if (Pages.pageOf(physical) != whole.pfn(i)) {
                    return false;
                }
            }
            return true;
        }

        private byte[] partContent() {
            int from = (int) (part.virtualAddress() - whole.virtualAddress());
            return Arrays.copyOfRange(content, from, from + (int) part.byteCount());
        }
    }
}
