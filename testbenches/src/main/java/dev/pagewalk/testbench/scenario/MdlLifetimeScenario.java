package dev.pagewalk.testbench.scenario;

import dev.pagewalk.host.WindowsKernel;
import dev.pagewalk.host.dxgk.IoMmuMapping;
import dev.pagewalk.host.machine.KernelProcess;
import dev.pagewalk.host.machine.KernelSettings;
import dev.pagewalk.host.machine.Pages;
import dev.pagewalk.host.mdl.Mdl;
import dev.pagewalk.testbench.device.DmaDevice;
import dev.pagewalk.testbench.device.DmaTransfer;
import dev.pagewalk.testbench.judge.Violation;
import dev.pagewalk.testbench.platform.CosimPlatform;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The hazard of the callback's remarks: the driver unlocks and frees its MDL before the unmap, the pages are reused, and
 * the device reaches another process's data. The run passes because the judges see it at its cycle, and fails if they do
 * not.
 */
public final class MdlLifetimeScenario implements Scenario {
    private static final int PAGES = 3;

    @Override
    public String name() {
        return "mdl-lifetime";
    }

    @Override
    public String summary() {
        return "an MDL unlocked before its unmap: the device reaches a reused page, and the judges see it";
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
        private final DmaDevice device;
        private IoMmuMapping mapping;
        private long buffer;

        Run(ScenarioContext context) {
            this.context = context;
            driver = new DisplayDriver(context, "mdl-lifetime", new KernelSettings(), 1);
            kernel = driver.host().kernel();
            device = driver.device(0);
        }

        void all() {
            Mdl mdl = driver.lockedBuffer(PAGES, 1);
            context.mdlPages(mdl.pfns());
            buffer = mdl.startVa();
            mapping = driver.map(mdl);
            context.step("an MDL of " + mdl.spanPages() + " pages is mapped to the IOMMU");
            driver.unlockAndFree(mdl);
            context.step("the driver's mistake: MmUnlockPages and IoFreeMdl before DXGKCB_UNMAPMDLFROMIOMMU");
            Map<Long, byte[]> secrets = reusePages();
            reachThem(secrets);
            driver.unmap(mapping);
            driver.requireRefused(device, mapping.deviceAddress(0));
            context.step("the unmap worked by its snapshot of the pages; later DMA is refused");
            driver.stop();
        }

        /** The process frees its buffer, and another one gets the pages: its content by page frame number. */
        private Map<Long, byte[]> reusePages() {
            kernel.machine().currentProcess().space().free(buffer);
            KernelProcess other = kernel.machine().createProcess();
            KernelProcess previous = kernel.machine().attach(other);
            int pages = mapping.pfns().length;
            long base = other.space().allocate((long) pages * Pages.PAGE_SIZE);
            Map<Long, byte[]> secrets = new HashMap<>();
            for (int i = 0; i < pages; i++) {
                long va = base + (long) i * Pages.PAGE_SIZE;
                byte[] secret = driver.randomBytes(Pages.PAGE_SIZE);
                kernel.machine().cpu().write(va, secret);
                secrets.put(Pages.pageOf(kernel.mmGetPhysicalAddress(va)), secret);
            }
            kernel.machine().attach(previous);
            context.require(
                    "the pages are handed to another owner while the device can still reach them",
                    "S-DX-18, S-DX-11",
                    true,
                    secrets.keySet().stream().anyMatch(this::isMapped));
            context.step("process " + other.id() + " got the pages and wrote to them");
            return secrets;
        }

        private boolean isMapped(long pfn) {
            return Arrays.stream(mapping.pfns()).anyMatch(mapped -> mapped == pfn);
        }

        private void reachThem(Map<Long, byte[]> secrets) {
            CosimPlatform platform = context.platform();
            platform.judges()
                    .expect(violation -> violation.judge().equals("ownership")
                            && violation.clause().startsWith("S-DX-11"));
            int leaked = 0;
            for (long pfn : mapping.pfns()) {
                byte[] secret = secrets.get(pfn);
                if (secret != null) {
                    DmaTransfer read = driver.read(device, driver.wholePage(pfn));
                    driver.requireSame("the device reads the other process's page", secret, read.data());
                    leaked += secret.length;
                }
            }
            List<Violation> seen = platform.judges().expectedViolations();
            context.shows("DXGK-7")
                    .require(
                            "the device reaches a page that was repurposed, and the judge sees it",
                            "S-DX-11",
                            false,
                            seen.isEmpty());
            context.shows("DXGK-6")
                    .require(
                            "an MDL that does not outlive its mapping is a hazard",
                            "S-DX-11",
                            false,
                            driver.host().dxgk().hazards().isEmpty());
            Violation first = seen.get(0);
            context.step("the device read " + leaked + " bytes of another process; seen at cycle " + first.cycle()
                    + ": " + first.actual());
        }
    }
}
