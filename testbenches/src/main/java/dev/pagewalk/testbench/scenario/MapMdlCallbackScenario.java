package dev.pagewalk.testbench.scenario;

import dev.pagewalk.host.dxgk.DxgkArgCbMapMdlToIoMmu;
import dev.pagewalk.host.dxgk.Handle;
import dev.pagewalk.host.dxgk.IoMmuMapping;
import dev.pagewalk.host.machine.KernelSettings;
import dev.pagewalk.host.machine.Pages;
import dev.pagewalk.host.mdl.Mdl;
import dev.pagewalk.host.mdl.PagePriority;
import dev.pagewalk.host.outcome.NtStatus;

import java.util.Arrays;

/**
 * The callback pair itself: two linked adapters share one domain, bad arguments map nothing, and a page that two MDLs describe
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
        return "DXGKCB_MAPMDLTOIOMMU with linked adapters, bad arguments, and two MDLs over the same pages";
    }

    @Override
    public void run(ScenarioContext context) {
        new Run(context).all();
    }

    /** One run with its state. */
    private static final class Run {
        private final ScenarioContext context;
        private final DisplayDriver driver;
        private Mdl whole;
        private Mdl part;
        private byte[] content;

        Run(ScenarioContext context) {
            this.context = context;
            driver = new DisplayDriver(context, "map-mdl-callback", new KernelSettings(), 2);
        }

        void all() {
            refusals();
            prepare();
            IoMmuMapping wholeMapping = driver.map(whole);
            IoMmuMapping partMapping = driver.map(part);
            context.require(
                    "handles of live mappings differ",
                    "S-DX-6",
                    false,
                    wholeMapping.handle().equals(partMapping.handle()));
            driver.requireRead(driver.device(0), wholeMapping, content);
            driver.requireRead(driver.device(1), wholeMapping, content);
            context.step("both linked devices have read the whole buffer");
            driver.unmap(wholeMapping);
            driver.requireRead(driver.device(1), partMapping, partContent());
            driver.requireRefused(driver.device(0), wholeMapping.deviceAddress(0));
            context.step("after the unmap of the whole buffer only the pages of the partial MDL are reachable");
            driver.unmap(partMapping);
            driver.requireRefused(driver.device(1), partMapping.deviceAddress(0));
            context.step("after the last unmap nothing is");
            driver.host().kernel().ioFreeMdl(part);
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
            long address =
                    driver.host().kernel().mmGetSystemAddressForMdlSafe(whole, PagePriority.NORMAL_PAGE_PRIORITY);
            driver.host().kernel().machine().cpu().write(address, content);
            long start = whole.startVa() + PARTIAL_FIRST * Pages.PAGE_SIZE;
            int bytes = PARTIAL_PAGES * Pages.PAGE_SIZE;
            part = driver.host().kernel().ioAllocateMdl(start, bytes, false, false, null);
            driver.host().kernel().ioBuildPartialMdl(whole, part, start, bytes);
            context.step(
                    "an MDL of " + whole.spanPages() + " pages and a partial MDL of " + part.spanPages() + " of them");
        }

        private byte[] partContent() {
            int from = (int) (part.virtualAddress() - whole.virtualAddress());
            return Arrays.copyOfRange(content, from, from + (int) part.byteCount());
        }
    }
}
