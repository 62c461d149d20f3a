package dev.pagewalk.testbench.scenario;

import dev.pagewalk.host.WindowsKernel;
import dev.pagewalk.host.dxgk.DxgkArgCbMapMdlToIoMmu;
import dev.pagewalk.host.dxgk.Handle;
import dev.pagewalk.host.dxgk.IoMmuMapping;
import dev.pagewalk.host.machine.KernelSettings;
import dev.pagewalk.host.machine.PageProtection;
import dev.pagewalk.host.machine.Pages;
import dev.pagewalk.host.mdl.KprocessorMode;
import dev.pagewalk.host.mdl.Mdl;
import dev.pagewalk.host.mdl.MdlFlag;
import dev.pagewalk.host.outcome.NtStatus;

import java.util.Arrays;

/**
 * The callbacks themselves: MmMapMdl calls an MM_MDL_ROUTINE that fills a buffer, and DXGKCB_MAPMDLTOIOMMU maps it: two linked adapters share one domain, bad arguments map nothing, and a page that two MDLs describe
 * stays reachable until the last unmap.
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
            kernel = driver.host().kernel();
        }

        void all() {
            refusals();
            prepare();
            wholeMapping = driver.map(whole);
            IoMmuMapping partMapping = driver.map(part);
            context.require(
                    "handles of live mappings differ",
                    "S-DX-6",
                    false,
                    wholeMapping.handle().equals(partMapping.handle()));
            driver.requireRead(driver.device(0), wholeMapping, content);
            driver.requireRead(driver.device(1), wholeMapping, content);
            context.step("both linked devices have read the whole buffer");
            readBack();
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
            requireRefusal(null, NtStatus.INVALID_PARAMETER_2, driver.adapter().lead());
            requireRefusal(
                    new DxgkArgCbMapMdlToIoMmu(null),
                    NtStatus.INVALID_PARAMETER,
                    driver.adapter().lead());
            requireRefusal(
                    new DxgkArgCbMapMdlToIoMmu(null),
                    NtStatus.INVALID_PARAMETER_1,
                    driver.adapter().handle(1));
            context.step("bad arguments were answered with a status and mapped nothing");
        }

        private void requireRefusal(DxgkArgCbMapMdlToIoMmu arguments, NtStatus expected, Handle adapter) {
            NtStatus status = driver.host().interfaceTable().dxgkCbMapMdlToIoMmu(adapter, arguments);
            context.require("a bad argument gets its status", "S-DX-1, §5.5", expected, status);
            context.require(
                    "a refused call maps nothing",
                    "S-DX-4",
                    true,
                    driver.adapter().mappings().isEmpty());
        }

        private void prepare() {
            whole = driver.lockedBuffer(WHOLE_PAGES, 1);
            context.mdlPages(whole.pfns());
            content = driver.randomBytes((int) whole.byteCount());
            fillInRoutine();
            long start = whole.startVa() + PARTIAL_FIRST * Pages.PAGE_SIZE;
            int bytes = PARTIAL_PAGES * Pages.PAGE_SIZE;
            part = kernel.ioAllocateMdl(start, bytes, false, false, null);
            kernel.ioBuildPartialMdl(whole, part, start, bytes);
            context.step(
                    "an MDL of " + whole.spanPages() + " pages and a partial MDL of " + part.spanPages() + " of them");
        }

        /** MmMapMdl maps, calls the routine, which leaves its status in the context, and unmaps. */
        private void fillInRoutine() {
            NtStatus[] left = {NtStatus.UNSUCCESSFUL};
            NtStatus status = kernel.mmMapMdl(
                    whole,
                    PageProtection.PAGE_READWRITE,
                    (context, mappedVa) -> {
                        kernel.machine().cpu().write(mappedVa, content);
                        ((NtStatus[]) context)[0] = NtStatus.SUCCESS;
                    },
                    left);
            context.require("MmMapMdl has called the routine", "S-MMM-2", NtStatus.SUCCESS, status);
            context.require("the routine left its status in the context", "S-MMM-11", NtStatus.SUCCESS, left[0]);
            context.require(
                    "the mapping of MmMapMdl is gone", "S-MMM-7", false, whole.has(MdlFlag.MDL_MAPPED_TO_SYSTEM_VA));
            context.step("MmMapMdl mapped the buffer for an MM_MDL_ROUTINE, which filled it");
        }

        /** What the device wrote, read through the obsolete routine that the seed documents describe. */
        @SuppressWarnings("deprecation")
        private void readBack() {
            content = driver.randomBytes(content.length);
            driver.requireWrite(driver.device(0), wholeMapping, content);
            long address = kernel.mmMapLockedPages(whole, KprocessorMode.KERNEL_MODE);
            driver.requireSame(
                    "the CPU reads what the device wrote",
                    content,
                    kernel.machine().cpu().read(address, content.length));
            kernel.mmUnmapLockedPages(address, whole);
            context.step("MmMapLockedPages: the CPU has read what the first device wrote; MmUnmapLockedPages");
        }

        private byte[] partContent() {
            int from = (int) (part.virtualAddress() - whole.virtualAddress());
            return Arrays.copyOfRange(content, from, from + (int) part.byteCount());
        }
    }
}
