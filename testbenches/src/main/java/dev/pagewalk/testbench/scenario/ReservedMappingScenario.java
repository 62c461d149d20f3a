package dev.pagewalk.testbench.scenario;

import dev.pagewalk.host.WindowsKernel;
import dev.pagewalk.host.dxgk.IoMmuMapping;
import dev.pagewalk.host.machine.KernelSettings;
import dev.pagewalk.host.machine.MemoryCachingType;
import dev.pagewalk.host.machine.Pages;
import dev.pagewalk.host.mdl.Mdl;
import dev.pagewalk.host.mdl.PagePriority;
import dev.pagewalk.testbench.device.DmaDevice;

import java.util.ArrayList;
import java.util.List;

/**
 * Forward progress: one reserved range serves MDL after MDL, while every pool, every system PTE and every page is exhausted.
 */
public final class ReservedMappingScenario implements Scenario {
    private static final int BUFFERS = 4;
    private static final int FEWEST_PAGES = 2;
    private static final int MORE_PAGES = 3;
    private static final int RESERVED_PAGES = 8;
    private static final int TAG = 0x6B6C_6150;

    @Override
    public String name() {
        return "reserved-mapping";
    }

    @Override
    public String summary() {
        return "one reserved mapping serves many MDLs while pools, PTEs and pages are exhausted";
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
        private final List<Mdl> mdls = new ArrayList<>();
        private final List<IoMmuMapping> mappings = new ArrayList<>();
        private long reserved;

        Run(ScenarioContext context) {
            this.context = context;
            driver = new DisplayDriver(context, "reserved-mapping", new KernelSettings(), 1);
            kernel = driver.host().kernel();
        }

        void all() {
            reserved = kernel.mmAllocateMappingAddress((long) RESERVED_PAGES * Pages.PAGE_SIZE, TAG);
            context.step("MmAllocateMappingAddress reserved " + RESERVED_PAGES + " pages at 0x"
                    + Long.toHexString(reserved));
            for (int i = 0; i < BUFFERS; i++) {
                mdls.add(driver.lockedBuffer(FEWEST_PAGES, MORE_PAGES));
                mappings.add(driver.map(mdls.get(i)));
            }
            context.mdlPages(mdls.get(0).pfns());
            kernel.machine().gate().exhausted(true);
            requireExhaustion();
            for (int i = 0; i < BUFFERS; i++) {
                useThroughReservation(i);
            }
            kernel.machine().gate().open();
            kernel.mmFreeMappingAddress(reserved, TAG);
            mappings.forEach(driver::unmap);
            mdls.forEach(driver::unlockAndFree);
            context.step("the reservation and the MDLs are free again");
            driver.stop();
        }

        private void requireExhaustion() {
            long ordinary = kernel.mmGetSystemAddressForMdlSafe(mdls.get(0), PagePriority.HIGH_PAGE_PRIORITY);
            context.require("an ordinary mapping fails when nothing is left", "S-MLP-4", 0L, ordinary);
            context.require(
                    "an MDL cannot be allocated when nothing is left",
                    "S-IOA-1",
                    true,
                    kernel.ioAllocateMdl(0, Pages.PAGE_SIZE, false, false, null) == null);
            context.step("pools, system PTEs and pages are exhausted: ordinary mappings return NULL");
        }

        private void useThroughReservation(int index) {
            Mdl mdl = mdls.get(index);
            DmaDevice device = driver.device(0);
            long address = kernel.mmMapLockedPagesWithReservedMapping(reserved, TAG, mdl, MemoryCachingType.MM_CACHED);
            context.require(
                    "the reserved mapping succeeds with nothing left",
                    "S-RMM-12",
                    reserved + mdl.byteOffset(),
                    address);
            context.require(
                    "MappedSystemVa leaves out the byte offset", "S-RMM-6, S-MAC-1", reserved, mdl.mappedSystemVa());
            byte[] content = driver.randomBytes((int) mdl.byteCount());
            kernel.machine().cpu().write(address, content);
            driver.requireRead(device, mappings.get(index), content);
            byte[] answer = driver.randomBytes(content.length);
            driver.requireWrite(device, mappings.get(index), answer);
            driver.requireSame(
                    "the CPU reads through the reserved mapping what the device wrote",
                    answer,
                    kernel.machine().cpu().read(address, answer.length));
            kernel.mmUnmapReservedMapping(reserved, TAG, mdl);
            context.step("MDL " + (index + 1) + " of " + BUFFERS + ": mapped, written, read by the device, unmapped");
        }
    }
}
