package dev.pagewalk.testbench.scenario;

import dev.pagewalk.host.WindowsKernel;
import dev.pagewalk.host.dxgk.IoMmuMapping;
import dev.pagewalk.host.machine.KernelSettings;
import dev.pagewalk.host.machine.MemoryCachingType;
import dev.pagewalk.host.machine.PageFrame;
import dev.pagewalk.host.machine.Pages;
import dev.pagewalk.host.mdl.Mdl;
import dev.pagewalk.host.mdl.MdlFlag;
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
            tooLarge();
            allocatedPages();
            cacheTypes();
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
            context.shows("RSV-2", "RSV-6", "RSV-8", "RSV-9")
                    .require(
                            "the reserved mapping succeeds with nothing left and returns where the buffer begins",
                            "S-RMM-12",
                            reserved + mdl.byteOffset(),
                            address);
            context.shows("RSV-10")
                    .require(
                            "MappedSystemVa leaves out the byte offset that the result has",
                            "S-RMM-6, S-MAC-1",
                            reserved,
                            mdl.mappedSystemVa());
            context.shows("RSV-1", "RSV-14")
                    .require(
                            "a shorter buffer is mapped from the start of the range, and nothing behind it",
                            "S-RMM-10",
                            true,
                            mapsOnly(mdl));
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
            context.shows("RSV-11")
                    .require(
                            "MmUnmapReservedMapping empties the range",
                            "S-RMU-2",
                            false,
                            kernel.mmIsAddressValid(reserved) || mdl.has(MdlFlag.MDL_MAPPED_TO_SYSTEM_VA));
            if (index > 0) {
                context.shows("RSV-12")
                        .require(
                                "the same range serves MDL after MDL", "S-RMU-2", reserved + mdl.byteOffset(), address);
            }
            context.step("MDL " + (index + 1) + " of " + BUFFERS + ": mapped, written, read by the device, unmapped");
        }

        private boolean mapsOnly(Mdl mdl) {
            int pages = mdl.spanPages();
            boolean first = Pages.pageOf(kernel.mmGetPhysicalAddress(reserved)) == mdl.pfn(0);
            boolean last = kernel.mmIsAddressValid(reserved + Pages.addressOf(pages - 1));
            return first && last && !kernel.mmIsAddressValid(reserved + Pages.addressOf(pages));
        }

        /** An MDL that does not fit gets NULL; the device does not notice. */
        private void tooLarge() {
            Mdl large = driver.lockedBuffer(RESERVED_PAGES + 2, 1);
            byte[] content = driver.randomBytes((int) large.byteCount());
            driver.cpu().write(large.virtualAddress(), content);
            IoMmuMapping mapping = driver.map(large);
            long address =
                    kernel.mmMapLockedPagesWithReservedMapping(reserved, TAG, large, MemoryCachingType.MM_CACHED);
            context.shows("RSV-6", "RSV-7")
                    .require("an MDL that is larger than the range gets NULL", "S-RMM-5", 0L, address);
            driver.requireRead(driver.device(0), mapping, content);
            driver.unmap(mapping);
            driver.unlockAndFree(large);
            context.step("an MDL of more than " + RESERVED_PAGES + " pages got NULL; the device reads it all the same");
        }

        /** Pages that MmAllocatePagesForMdlEx has locked down are mapped like probed ones. */
        private void allocatedPages() {
            Mdl pages = kernel.mmAllocatePagesForMdlEx(
                    0, -1L, 0, FEWEST_PAGES * (long) Pages.PAGE_SIZE, MemoryCachingType.MM_CACHED, 0);
            long address =
                    kernel.mmMapLockedPagesWithReservedMapping(reserved, TAG, pages, MemoryCachingType.MM_CACHED);
            byte[] content = driver.randomBytes((int) pages.byteCount());
            driver.cpu().write(address, content);
            driver.requireReach(pages, content);
            context.shows("RSV-4")
                    .require(
                            "pages of MmAllocatePagesForMdlEx are mapped like those of MmProbeAndLockPages",
                            "S-RMM-1",
                            reserved,
                            address);
            kernel.mmUnmapReservedMapping(reserved, TAG, pages);
            freePages(pages);
            context.step("MDL of MmAllocatePagesForMdlEx: mapped by the reservation, written, read by the device");
        }

        private void freePages(Mdl pages) {
            kernel.mmFreePagesFromMdl(pages);
            kernel.exFreePool(pages);
        }

        /** CacheType counts for pages without a type; the entry of the device's table says the same. */
        private void cacheTypes() {
            MemoryCachingType wanted = MemoryCachingType.MM_WRITE_COMBINED;
            Mdl probed = mdls.get(0);
            kernel.mmMapLockedPagesWithReservedMapping(reserved, TAG, probed, wanted);
            context.shows("RSV-15")
                    .require("a page with a type keeps it", "S-MLP-14", MemoryCachingType.MM_CACHED, cacheInRange());
            kernel.mmUnmapReservedMapping(reserved, TAG, probed);
            Mdl pages = kernel.mmAllocatePagesForMdl(0, -1L, 0, Pages.PAGE_SIZE);
            PageFrame frame = kernel.machine().pfns().frame(pages.pfn(0));
            context.shows("RSV-16")
                    .require("pages of MmAllocatePagesForMdl have no type", "S-APM-8", null, frame.cacheType());
            long address = kernel.mmMapLockedPagesWithReservedMapping(reserved, TAG, pages, wanted);
            context.shows("RSV-5").require("CacheType gives them theirs", "S-RMM-7", wanted, cacheInRange());
            byte[] content = driver.randomBytes(Pages.PAGE_SIZE);
            driver.cpu().write(address, content);
            driver.requireReach(pages, content);
            requireMemoryType(pages.pfn(0));
            kernel.mmUnmapReservedMapping(reserved, TAG, pages);
            freePages(pages);
            context.step("CacheType counted only for pages of MmAllocatePagesForMdl; the table entry followed it");
        }

        private MemoryCachingType cacheInRange() {
            return kernel.machine().kernelSpace().at(reserved).cache();
        }

        /** With Svpbmt the leaf carries type NC for write-combined pages, else none. */
        private void requireMemoryType(long pfn) {
            long expected = driver.host().driver().codesMemoryTypes() ? 1 : 0;
            long leaf = context.recorder().stores().stream()
                    .filter(store -> store.what().equals("leaf L0") && store.iova() == Pages.addressOf(pfn))
                    .reduce((first, second) -> second)
                    .orElseThrow()
                    .value();
            context.require("the device's table entry has the page's memory type", "§8b", expected, leaf >>> 61 & 3);
        }
    }
}
