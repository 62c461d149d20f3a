package dev.pagewalk.testbench.scenario;

import dev.pagewalk.host.WindowsKernel;
import dev.pagewalk.host.bus.LittleEndian;
import dev.pagewalk.host.dxgk.DxgkArgCbMapMdlToIoMmu;
import dev.pagewalk.host.dxgk.IoMmuMapping;
import dev.pagewalk.host.machine.KernelProcess;
import dev.pagewalk.host.machine.KernelSettings;
import dev.pagewalk.host.machine.Pages;
import dev.pagewalk.host.mdl.Mdl;
import dev.pagewalk.host.mdl.MdlDescriptor;
import dev.pagewalk.host.mdl.MdlFlag;
import dev.pagewalk.host.mdl.MemoryRoutines.PoolType;
import dev.pagewalk.host.outcome.NtStatus;

import java.util.Arrays;

/**
 * Where MDLs come from. A driver formats pool memory as an MDL; the device reads that MDL's own bytes and then the buffer
 * at the pages that they name. A pageable buffer changes its pages, a partial MDL is used in another process, and
 * MmAllocatePagesForMdl returns fewer pages than asked for.
 */
public final class MdlBuildScenario implements Scenario {
    private static final int POOL_PAGES = 2;
    private static final int WINDOW_PAGES = 3;

    @Override
    public String name() {
        return "mdl-build";
    }

    @Override
    public String summary() {
        return "MDLs of every origin: formatted by hand, nonpaged, pageable, partial, allocated; the device reads them all";
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
        private long buffer;
        private int bytes;
        private byte[] content;
        private long memory;
        private Mdl formatted;
        private Mdl window;
        private IoMmuMapping windowMapping;

        Run(ScenarioContext context) {
            this.context = context;
            driver = new DisplayDriver(context, "mdl-build", new KernelSettings(), 1);
            kernel = driver.kernel();
        }

        void all() {
            allocate();
            format();
            build();
            touchFields();
            release();
            pageableMemory();
            macrosAndProcesses();
            fewerPages();
            driver.stop();
        }

        private long pool(int size) {
            return kernel.exAllocatePoolWithTag(PoolType.NON_PAGED_POOL, size, "mdlb");
        }

        /** A buffer and, apart from it, nonpaged memory for the MDL, which the device may read too. */
        private void allocate() {
            int offset = (1 + driver.random().nextInt(100)) * DisplayDriver.WORD;
            bytes = POOL_PAGES * Pages.PAGE_SIZE - 2 * offset;
            buffer = pool(POOL_PAGES * Pages.PAGE_SIZE) + offset;
            content = driver.randomBytes(bytes);
            driver.cpu().write(buffer, content);
            long size = kernel.mmSizeOfMdl(buffer, bytes);
            context.shows("MDL-3")
                    .require(
                            "MmSizeOfMdl counts the structure and one slot per page",
                            "S-IOA-2",
                            MdlDescriptor.HEADER_BYTES + (long) Long.BYTES * POOL_PAGES,
                            size);
            memory = pool(Pages.PAGE_SIZE);
            driver.cpu().write(memory, driver.randomBytes((int) size));
            window = kernel.ioAllocateMdl(memory, size, false, false, null);
            kernel.mmBuildMdlForNonPagedPool(window);
            windowMapping = driver.map(window);
            context.step("a nonpaged buffer of " + bytes + " bytes, and " + size + " bytes for its MDL");
        }

        private byte[] mdlBytes() {
            return driver.read(driver.device(0), driver.scatterList(windowMapping))
                    .data();
        }

        private long slot(byte[] mdl, int index) {
            return LittleEndian.read(mdl, MdlDescriptor.pfnOffset(index), Long.BYTES);
        }

        private void format() {
            byte[] before = mdlBytes();
            formatted = kernel.mmInitializeMdl(memory, buffer, bytes);
            byte[] after = mdlBytes();
            context.shows("MDL-9")
                    .require(
                            "the device sees the length that MmInitializeMdl wrote",
                            "S-INI-2",
                            (long) bytes,
                            LittleEndian.read(after, MdlDescriptor.BYTE_COUNT, Integer.BYTES));
            context.shows("MDL-10")
                    .require(
                            "the array behind it holds what was there before",
                            "S-INI-1",
                            slot(before, 1),
                            slot(after, 1));
            NtStatus status = driver.host()
                    .interfaceTable()
                    .dxgkCbMapMdlToIoMmu(driver.adapter().lead(), new DxgkArgCbMapMdlToIoMmu(formatted));
            context.require(
                    "an MDL without pages cannot be mapped", "S-DX-1, §5.5", NtStatus.INVALID_PARAMETER, status);
            driver.requireUnreachable(Pages.pageOf(kernel.mmGetPhysicalAddress(buffer)));
            Mdl allocated = kernel.ioAllocateMdl(buffer, bytes, false, false, null);
            context.shows("MDL-10")
                    .require(
                            "nor does IoAllocateMdl fill the array",
                            "S-IOA-2",
                            Ending.violation("S-INI-1"),
                            Ending.of(() -> allocated.pfn(0)));
            kernel.ioFreeMdl(allocated);
            context.step("MmInitializeMdl formatted the memory; without pages the callback refuses the MDL");
        }

        private void build() {
            kernel.mmBuildMdlForNonPagedPool(formatted);
            byte[] seen = mdlBytes();
            boolean same = true;
            for (int i = 0; i < POOL_PAGES; i++) {
                long physical = kernel.mmGetPhysicalAddress(Pages.pageAlign(buffer) + Pages.addressOf(i));
                same &= slot(seen, i) == Pages.pageOf(physical);
            }
            context.shows("MDL-2", "MDL-11")
                    .require(
                            "the device reads the buffer's pages in the array behind the structure",
                            "S-BLD-2",
                            true,
                            same);
            driver.requireReach(formatted, content);
            context.shows("DXGK-5")
                    .require(
                            "the callback maps an MDL that the driver made of pool",
                            "S-DX-1, S-DX-3",
                            true,
                            formatted.has(MdlFlag.MDL_SOURCE_IS_NONPAGED_POOL));
            context.step("MmBuildMdlForNonPagedPool filled the array; the device read it, and then the buffer");
        }

        private void touchFields() {
            formatted.next(window);
            formatted.mdlFlags(formatted.mdlFlags() | MdlFlag.MDL_MAPPING_CAN_FAIL);
            byte[] seen = mdlBytes();
            boolean next = LittleEndian.read(seen, MdlDescriptor.NEXT, Long.BYTES) == window.address();
            long flags = LittleEndian.read(seen, MdlDescriptor.MDL_FLAGS, Short.BYTES);
            context.shows("MDL-4")
                    .require(
                            "Next and MdlFlags are what the driver stored, the rest is as it was",
                            "S-INI-1",
                            true,
                            next && (flags & MdlFlag.MDL_MAPPING_CAN_FAIL) != 0);
            driver.requireReach(formatted, content);
            context.step("the driver changed Next and MdlFlags directly; the device sees both");
        }

        private void release() {
            driver.unmap(windowMapping);
            long[] pages = window.pfns();
            kernel.ioFreeMdl(window);
            kernel.exFreePool(memory);
            kernel.exFreePool(Pages.pageAlign(buffer));
            driver.requireUnreachable(pages);
            context.step("pool and MDL are free again; the device is refused");
        }

        /** Locked pages stay; after the unlock the same buffer can get other pages. */
        private void pageableMemory() {
            long va = driver.userMemory(Pages.PAGE_SIZE);
            byte[] page = driver.randomBytes(Pages.PAGE_SIZE);
            driver.cpu().write(va, page);
            Mdl first = driver.locked(va, Pages.PAGE_SIZE, false, null);
            long pfn = first.pfn(0);
            driver.requireReach(first, page);
            boolean stays = !kernel.machine().currentProcess().space().pageOut(va);
            kernel.mmUnlockPages(first);
            boolean leaves = kernel.machine().currentProcess().space().pageOut(va);
            context.shows("MDL-14")
                    .require(
                            "the page stays while it is locked, and may leave afterwards",
                            "S-PLK-7",
                            true,
                            stays && leaves);
            context.shows("MDL-14")
                    .require(
                            "after MmUnlockPages the array is no longer valid",
                            "S-UNL-4",
                            Ending.violation("S-INI-1"),
                            Ending.of(() -> first.pfn(0)));
            kernel.ioFreeMdl(first);
            Mdl thief = driver.locked(driver.userMemory(Pages.PAGE_SIZE), Pages.PAGE_SIZE, false, null);
            Mdl second = driver.locked(va, Pages.PAGE_SIZE, false, null);
            driver.requireReach(second, page);
            driver.requireUnreachable(pfn);
            context.shows("MDL-12")
                    .require("the same buffer is on another page now", "S-UNL-4", true, second.pfn(0) != pfn);
            driver.unlockAndFree(second);
            driver.unlockAndFree(thief);
            context.step("a pageable page was written out and came back elsewhere; its new MDL names the new page");
        }

        private void macrosAndProcesses() {
            Mdl source = driver.lockedBuffer(2, 1);
            byte[] written = driver.randomBytes((int) source.byteCount());
            IoMmuMapping mapping = driver.map(source);
            driver.requireWrite(driver.device(0), mapping, written);
            context.shows("MDL-5", "MDL-6")
                    .require(
                            "at MmGetMdlVirtualAddress there are MmGetMdlByteCount bytes from the device",
                            "S-INI-1",
                            true,
                            Arrays.equals(written, readBuffer(source)));
            context.shows("MDL-7")
                    .require(
                            "MmGetMdlByteOffset is the device's offset in the first page",
                            "S-INI-1",
                            Pages.byteOffset(mapping.deviceAddress(0)),
                            kernel.mmGetMdlByteOffset(source));
            driver.unmap(mapping);
            partialElsewhere(source, written);
            driver.unlockAndFree(source);
            context.step("macros and a partial MDL: in another process only its system address works");
        }

        private byte[] readBuffer(Mdl mdl) {
            return driver.cpu().read(kernel.mmGetMdlVirtualAddress(mdl), (int) kernel.mmGetMdlByteCount(mdl));
        }

        private void partialElsewhere(Mdl source, byte[] written) {
            long start = source.startVa() + Pages.PAGE_SIZE;
            int from = (int) (start - source.virtualAddress());
            byte[] piece = Arrays.copyOfRange(written, from, written.length);
            Mdl partial = kernel.ioAllocateMdl(start, piece.length, false, false, null);
            kernel.ioBuildPartialMdl(source, partial, start, piece.length);
            context.shows("MDL-17")
                    .require(
                            "MmGetMdlVirtualAddress of the partial MDL is the original user address",
                            "S-BPM-11",
                            start,
                            kernel.mmGetMdlVirtualAddress(partial));
            KernelProcess self = kernel.keStackAttachProcess(kernel.machine().createProcess());
            context.shows("MDL-16", "MDL-35")
                    .require(
                            "in another process the user address raises",
                            "S-BPM-11",
                            "raised " + NtStatus.ACCESS_VIOLATION,
                            Ending.of(() -> driver.cpu().load(start, Long.BYTES)));
            long system = driver.systemAddress(partial);
            byte[] seen = driver.cpu().read(system, piece.length);
            context.shows("MDL-16", "MDL-18")
                    .require(
                            "there the system address shows what the device wrote",
                            "S-BPM-5, S-MLP-3",
                            true,
                            Arrays.equals(piece, seen));
            driver.requireReach(partial, piece);
            kernel.keUnstackDetachProcess(self);
            kernel.ioFreeMdl(partial);
        }

        /** Fewer pages than asked is success: the MDL says how many, and the device reads those (S-APM-3). */
        private void fewerPages() {
            long top = kernel.machine().pfns().highestPfn();
            long low = Pages.addressOf(top - WINDOW_PAGES + 1);
            Mdl pages = kernel.mmAllocatePagesForMdl(low, -1L, 0, 2L * WINDOW_PAGES * Pages.PAGE_SIZE);
            context.shows("DXGK-5")
                    .require(
                            "MmAllocatePagesForMdl describes the pages that there were",
                            "S-APM-3",
                            WINDOW_PAGES * (long) Pages.PAGE_SIZE,
                            pages.byteCount());
            byte[] zeros = new byte[(int) pages.byteCount()];
            driver.requireReach(pages, zeros);
            Mdl none = kernel.mmAllocatePagesForMdl(low, -1L, 0, Pages.PAGE_SIZE);
            context.require("no page at all is NULL", "S-APM-3", null, none);
            long[] pfns = pages.pfns();
            kernel.mmFreePagesFromMdl(pages);
            kernel.exFreePool(pages);
            driver.requireUnreachable(pfns);
            context.step("MmAllocatePagesForMdl found " + WINDOW_PAGES + " pages of " + 2 * WINDOW_PAGES
                    + "; the device read their zeros");
        }
    }
}
