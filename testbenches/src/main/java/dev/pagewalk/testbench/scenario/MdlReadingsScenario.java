package dev.pagewalk.testbench.scenario;

import dev.pagewalk.host.WindowsKernel;
import dev.pagewalk.host.bus.DriverListener;
import dev.pagewalk.host.dma.IommuMapPhysicalAddress;
import dev.pagewalk.host.dxgk.DxgkCbMapMdlToIoMmu;
import dev.pagewalk.host.dxgk.IoMmuMapping;
import dev.pagewalk.host.machine.KernelSettings;
import dev.pagewalk.host.machine.KernelSettings.Lifetime;
import dev.pagewalk.host.machine.KernelSettings.Reading;
import dev.pagewalk.host.machine.MemoryCachingType;
import dev.pagewalk.host.machine.PageFrame;
import dev.pagewalk.host.machine.PageProtection;
import dev.pagewalk.host.machine.Pages;
import dev.pagewalk.host.machine.WindowsVersion;
import dev.pagewalk.host.mdl.KprocessorMode;
import dev.pagewalk.host.mdl.Mdl;
import dev.pagewalk.host.mdl.MdlFlag;
import dev.pagewalk.host.mdl.PagePriority;
import dev.pagewalk.host.outcome.NtStatus;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Sentences of the seed documents that hold in another version or reading only: guests of NT 4 and of early Windows 10,
 * Driver Verifier, the literal reading of the callback, a driver that replaces it, and strict lifetimes.
 */
public final class MdlReadingsScenario implements Scenario {
    private static final int PAGES = 2;
    private static final int READ_WRITE = DriverListener.READ | DriverListener.WRITE;

    @Override
    public String name() {
        return "mdl-readings";
    }

    @Override
    public String summary() {
        return "other versions and readings: NT 4, before 1709, Verifier, literal callback, own callback, strict lifetime";
    }

    @Override
    public void run(ScenarioContext context) {
        new Run(context).all();
    }

    /** One run with its state. */
    private static final class Run {
        private final ScenarioContext context;
        private final DisplayDriver host;

        Run(ScenarioContext context) {
            this.context = context;
            host = new DisplayDriver(context, "mdl-readings", new KernelSettings(), 1);
        }

        void all() {
            oldAddress();
            beforeTheRoutine();
            obsolete();
            literalReading();
            ownImplementation();
            strictLifetime();
            host.stop();
        }

        /** NT 4: the address is that of the page. The host maps the guest's pages, NT 4 has no such callback. */
        @SuppressWarnings("deprecation") // the obsolete routine is the subject
        private void oldAddress() {
            DisplayDriver guest = host.guest(new KernelSettings().version(WindowsVersion.NT4));
            WindowsKernel kernel = guest.kernel();
            Mdl mdl = guest.locked(
                    guest.userMemory(Pages.PAGE_SIZE) + DisplayDriver.WORD, Pages.PAGE_SIZE / 2, false, null);
            long address = kernel.mmMapLockedPages(mdl, KprocessorMode.KERNEL_MODE);
            context.shows("MMLP-6")
                    .require("NT 4 returns the start of the first page", "S-VER-2", 0, Pages.byteOffset(address));
            byte[] page = guest.randomBytes(Pages.PAGE_SIZE);
            guest.cpu().write(address, page);
            IommuMapPhysicalAddress memory = new IommuMapPhysicalAddress.OfPfns(List.of(mdl.pfn(0)));
            guest.host().iommu().mapIdentityRangeEx(guest.adapter().domain(), READ_WRITE, memory);
            byte[] seen =
                    guest.read(guest.device(0), guest.wholePage(mdl.pfn(0))).data();
            context.shows("MMLP-6")
                    .require(
                            "the device finds at the page's start what was written there",
                            "S-VER-2",
                            true,
                            Arrays.equals(page, seen));
            guest.host().iommu().unmapIdentityRangeEx(guest.adapter().domain(), memory);
            guest.unlockAndFree(mdl);
            guest.stop();
            context.step("a guest of NT 4: MmMapLockedPages returned the page's start; the device read the page");
        }

        /** Before 1709 MmMapMdl does not exist; from then on it does. */
        private void beforeTheRoutine() {
            DisplayDriver guest = host.guest(new KernelSettings().version(WindowsVersion.WINDOWS_10_1507));
            Mdl mdl = guest.lockedBuffer(PAGES, 1);
            context.shows("MDLR-6")
                    .require(
                            "before Windows 10 1709 there is no MmMapMdl",
                            "S-VER-1",
                            Ending.violation("S-VER-1"),
                            Ending.of(() -> fill(guest, mdl, new byte[1])));
            guest.unlockAndFree(mdl);
            guest.stop();
            DisplayDriver next = host.guest(new KernelSettings().version(WindowsVersion.WINDOWS_10_1709));
            Mdl there = next.lockedBuffer(PAGES, 1);
            byte[] content = next.randomBytes((int) there.byteCount());
            context.shows("MDLR-6")
                    .require(
                            "from 1709 on there is",
                            "S-VER-1",
                            Ending.RETURNED,
                            Ending.of(() -> fill(next, there, content)));
            IommuMapPhysicalAddress memory = new IommuMapPhysicalAddress.OfPfns(
                    Arrays.stream(there.pfns()).boxed().toList());
            next.host().iommu().mapIdentityRangeEx(next.adapter().domain(), READ_WRITE, memory);
            byte[] page =
                    next.read(next.device(0), next.wholePage(there.pfn(1))).data();
            int from = Pages.PAGE_SIZE - there.byteOffset();
            int length = Math.min(Pages.PAGE_SIZE, content.length - from);
            next.requireSame(
                    "the device reads what the routine of the guest wrote",
                    Arrays.copyOfRange(content, from, from + length),
                    Arrays.copyOf(page, length));
            next.host().iommu().unmapIdentityRangeEx(next.adapter().domain(), memory);
            next.unlockAndFree(there);
            next.stop();
            context.step(
                    "guests before and of Windows 10 1709: the first has no MmMapMdl, the second's filled a buffer");
        }

        private static void fill(DisplayDriver guest, Mdl mdl, byte[] content) {
            guest.kernel()
                    .mmMapMdl(
                            mdl,
                            PageProtection.PAGE_READWRITE,
                            (ignored, va) -> guest.cpu().write(va, content),
                            null);
        }

        /** Driver Verifier stops a machine whose driver still uses MmMapLockedPages. */
        @SuppressWarnings("deprecation") // the obsolete routine is the subject
        private void obsolete() {
            DisplayDriver guest = host.guest(new KernelSettings().verifier(true));
            WindowsKernel kernel = guest.kernel();
            Mdl mdl = guest.lockedBuffer(PAGES, 1);
            byte[] content = guest.randomBytes((int) mdl.byteCount());
            int priority = PagePriority.HIGH_PAGE_PRIORITY | PagePriority.MDL_MAPPING_NO_EXECUTE;
            MemoryCachingType cached = MemoryCachingType.MM_CACHED;
            long address =
                    kernel.mmMapLockedPagesSpecifyCache(mdl, KprocessorMode.KERNEL_MODE, cached, 0, false, priority);
            guest.cpu().write(address, content);
            guest.requireReach(mdl, content);
            kernel.mmUnmapLockedPages(address, mdl);
            int flags = mdl.mdlFlags();
            context.shows("MMLP-1")
                    .require(
                            "MmMapLockedPagesSpecifyCache is to be used; Verifier stops for MmMapLockedPages",
                            "S-VER-2, §2.9",
                            Ending.stop(0xC4, 0x81, mdl.address(), flags, 0),
                            Ending.of(() -> kernel.mmMapLockedPages(mdl, KprocessorMode.KERNEL_MODE)));
            host.host().driver().detach(guest.device(0).deviceId());
            context.step(
                    "with Verifier the replacement mapped and the device read; the obsolete routine stopped the guest");
        }

        /** The seed's words to the letter: the callback also maps into the system address space. */
        private void literalReading() {
            DisplayDriver guest = host.guest(new KernelSettings().reading(Reading.LITERAL));
            Mdl mdl = guest.lockedBuffer(PAGES, 1);
            IoMmuMapping mapping = guest.map(mdl);
            byte[] content = guest.randomBytes((int) mdl.byteCount());
            boolean mapped = mdl.has(MdlFlag.MDL_MAPPED_TO_SYSTEM_VA);
            guest.cpu().write(mdl.mappedSystemVa(), content);
            guest.requireRead(guest.device(0), mapping, content);
            guest.unmap(mapping);
            guest.requireUnreachable(mdl.pfns());
            context.shows("DXGK-1")
                    .require(
                            "the callback maps for the CPU and for the device, and the unmap undoes both",
                            "S-DX-17, S-DX-3",
                            true,
                            mapped && !mdl.has(MdlFlag.MDL_MAPPED_TO_SYSTEM_VA));
            guest.unlockAndFree(mdl);
            guest.stop();
            context.step("literal reading: the CPU wrote through the callback's system mapping, the device read it");
        }

        /** A driver puts its own routine into the table, which counts and hands on. */
        private void ownImplementation() {
            DisplayDriver guest = host.guest(new KernelSettings());
            List<Mdl> seen = new ArrayList<>();
            DxgkCbMapMdlToIoMmu system = guest.host().dxgk()::dxgkCbMapMdlToIoMmu;
            guest.host().interfaceTable().setDxgkCbMapMdlToIoMmu((hAdapter, pArgs) -> {
                seen.add(pArgs.pMdl());
                return seen.size() > 1 ? NtStatus.NOT_SUPPORTED : system.call(hAdapter, pArgs);
            });
            Mdl mdl = guest.lockedBuffer(PAGES, 1);
            byte[] content = guest.randomBytes((int) mdl.byteCount());
            guest.cpu().write(mdl.virtualAddress(), content);
            guest.requireReach(mdl, content);
            context.shows("DXGK-2")
                    .require("the driver's own implementation was called", "S-DX-16", List.of(mdl), seen);
            guest.unlockAndFree(mdl);
            guest.stop();
            context.step("a driver replaced the member of the table; its implementation mapped, and the device read");
        }

        /** Strict lifetimes: a page that the device can reach is not given to anybody else. */
        private void strictLifetime() {
            DisplayDriver guest = host.guest(new KernelSettings().lifetime(Lifetime.STRICT));
            WindowsKernel kernel = guest.kernel();
            long va = guest.userMemory(Pages.PAGE_SIZE);
            Mdl mdl = guest.locked(va, Pages.PAGE_SIZE, false, null);
            IoMmuMapping mapping = guest.map(mdl);
            PageFrame frame = kernel.machine().pfns().frame(mdl.pfn(0));
            guest.unlockAndFree(mdl);
            kernel.machine().currentProcess().space().free(va);
            PageFrame.State before = frame.state();
            guest.unmap(mapping);
            guest.requireRefused(guest.device(0), mapping.deviceAddress(0));
            context.shows("DXGK-7")
                    .require(
                            "in the strict reading such a page is kept until the unmap, and free after it",
                            "S-DX-18",
                            List.of(PageFrame.State.QUARANTINED, PageFrame.State.FREE),
                            List.of(before, frame.state()));
            guest.stop();
            context.step("strict lifetime: the page of a freed MDL stayed in quarantine until the unmap");
        }
    }
}
