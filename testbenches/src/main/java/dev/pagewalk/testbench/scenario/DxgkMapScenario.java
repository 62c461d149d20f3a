package dev.pagewalk.testbench.scenario;

import dev.pagewalk.host.WindowsKernel;
import dev.pagewalk.host.dxgk.IoMmuMapping;
import dev.pagewalk.host.iommu.FaultReport;
import dev.pagewalk.host.machine.KernelSettings;
import dev.pagewalk.host.machine.Pages;
import dev.pagewalk.host.mdl.Mdl;
import dev.pagewalk.host.mdl.MdlFlag;
import dev.pagewalk.testbench.device.DmaDevice;
import dev.pagewalk.testbench.device.DmaTransfer;

import java.util.List;

/**
 * An MDL of a process buffer is mapped with DXGKCB_MAPMDLTOIOMMU, a device reads and writes it through the IOMMU, the
 * MDL is unmapped, and a DMA that comes too late faults.
 */
public final class DxgkMapScenario implements Scenario {
    private static final int MIN_PAGES = 5;
    private static final int MORE_PAGES = 6;

    @Override
    public String name() {
        return "dxgk-map";
    }

    @Override
    public String summary() {
        return "an MDL mapped with DXGKCB_MAPMDLTOIOMMU, device DMA, unmap, and a DMA that then faults";
    }

    @Override
    public void run(ScenarioContext context) {
        new Run(context).all();
    }

    /** One run with its state. */
    private static final class Run {
        private final ScenarioContext context;
        private final DisplayDriver driver;
        private final DmaDevice device;
        private Mdl mdl;
        private IoMmuMapping mapping;
        private long systemAddress;
        private byte[] content;

        Run(ScenarioContext context) {
            this.context = context;
            driver = new DisplayDriver(context, "dxgk-map", new KernelSettings(), 1);
            device = driver.device(0);
        }

        void all() {
            lockAndFill();
            mapping = driver.map(mdl);
            context.shows("DXGK-8")
                    .require("the structure names the MDL and brings back its handle", "S-DX-6", mdl, mapping.mdl());
            context.step("DXGKCB_MAPMDLTOIOMMU returned handle " + mapping.handle());
            deviceReads("first pass");
            deviceWrites();
            secondPassHits();
            driver.unmap(mapping);
            context.step("DXGKCB_UNMAPMDLFROMIOMMU has cleared, invalidated and fenced");
            FaultReport report = driver.requireRefused(device, mapping.deviceAddress(0));
            context.step("a late DMA was refused and recorded: " + report);
            boolean alive = mdl.isAlive();
            driver.unlockAndFree(mdl);
            context.shows("MDL-8")
                    .require("IoFreeMdl ends what IoAllocateMdl made", "S-IOF-1", true, alive && !mdl.isAlive());
            context.shows("DXGK-6")
                    .require(
                            "an MDL that outlives its mapping is no hazard",
                            "S-DX-11",
                            List.of(),
                            driver.host().dxgk().hazards());
            context.step("MmUnlockPages, IoFreeMdl");
            driver.stop();
        }

        private void lockAndFill() {
            mdl = driver.lockedBuffer(MIN_PAGES, MORE_PAGES);
            context.mdlPages(mdl.pfns());
            int bytes = (int) mdl.byteCount();
            context.shows("MDL-13")
                    .require("MmProbeAndLockPages locks each page and lists it", "S-PLK-6", true, listsLockedPages());
            context.step("MDL of " + bytes + " bytes on " + mdl.spanPages() + " scattered pages probed and locked");
            boolean mapped = mdl.has(MdlFlag.MDL_MAPPED_TO_SYSTEM_VA);
            systemAddress = driver.systemAddress(mdl);
            context.shows("MDL-15")
                    .require(
                            "MmGetSystemAddressForMdlSafe maps an MDL once",
                            "S-MLP-3",
                            true,
                            !mapped
                                    && mdl.has(MdlFlag.MDL_MAPPED_TO_SYSTEM_VA)
                                    && driver.systemAddress(mdl) == systemAddress);
            content = driver.randomBytes(bytes);
            driver.host().kernel().machine().cpu().write(systemAddress, content);
            context.step("the CPU has filled it through system address 0x" + Long.toHexString(systemAddress));
        }

        /** Each page of the array is the one behind the buffer, and locked. */
        private boolean listsLockedPages() {
            WindowsKernel kernel = driver.kernel();
            for (int i = 0; i < mdl.spanPages(); i++) {
                long physical = kernel.mmGetPhysicalAddress(mdl.startVa() + Pages.addressOf(i));
                boolean locked = kernel.machine().pfns().frame(mdl.pfn(i)).locks() == 1;
                if (!locked || Pages.pageOf(physical) != mdl.pfn(i)) {
                    return false;
                }
            }
            return true;
        }

        private boolean isScattered() {
            long[] pfns = mdl.pfns();
            for (int i = 1; i < pfns.length; i++) {
                if (pfns[i] != pfns[i - 1] + 1) {
                    return true;
                }
            }
            return false;
        }

        private void deviceReads(String pass) {
            DmaTransfer read = driver.requireRead(device, mapping, content);
            context.shows("MDL-1", "DXGK-9")
                    .require(
                            "the device reads a contiguous buffer from its scattered pages",
                            "S-DX-3",
                            true,
                            isScattered());
            context.step(pass + ": the device has read " + content.length + " bytes in " + read.bursts() + " bursts");
        }

        private void deviceWrites() {
            content = driver.randomBytes(content.length);
            driver.requireWrite(device, mapping, content);
            driver.requireSame(
                    "the CPU reads what the device wrote",
                    content,
                    driver.host().kernel().machine().cpu().read(systemAddress, content.length));
            context.step("the device has written, and the CPU has read it back");
        }

        private void secondPassHits() {
            long walkReads = context.recorder().walkReads();
            deviceReads("second pass");
            context.require(
                    "the second pass needs no walk",
                    "DESIGN §3",
                    walkReads,
                    context.recorder().walkReads());
        }
    }
}
