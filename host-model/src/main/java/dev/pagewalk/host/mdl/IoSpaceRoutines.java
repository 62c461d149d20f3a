package dev.pagewalk.host.mdl;

import dev.pagewalk.host.machine.Irql;
import dev.pagewalk.host.machine.KernelPte;
import dev.pagewalk.host.machine.MemoryCachingType;
import dev.pagewalk.host.machine.PageFrame;
import dev.pagewalk.host.machine.PageProtection;
import dev.pagewalk.host.machine.Pages;
import dev.pagewalk.host.machine.WindowsVersion;
import dev.pagewalk.host.outcome.BugCheckCode;
import dev.pagewalk.host.outcome.NtStatus;
import dev.pagewalk.host.outcome.VerifierCheck;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** I/O-space MDLs and direct mappings of physical addresses (sections 2.21, 2.22). */
public interface IoSpaceRoutines extends KernelServices {

    /** MM_PHYSICAL_ADDRESS_LIST element. */
    record MmPhysicalAddressList(long physicalAddress, long numberOfBytes) {}

    /**
     * MmAllocateMdlForIoSpace; at or below DISPATCH_LEVEL, Windows 8 and later (S-IOS-1 to S-IOS-5).
     *
     * @param newMdl takes the MDL on success
     */
    default NtStatus mmAllocateMdlForIoSpace(List<MmPhysicalAddressList> physicalAddressList, Consumer<Mdl> newMdl) {
        return machine().call("MmAllocateMdlForIoSpace", () -> {
            machine().requireVersion(WindowsVersion.WINDOWS_8, "MmAllocateMdlForIoSpace");
            Checks.irql(machine(), Irql.DISPATCH_LEVEL, "MmAllocateMdlForIoSpace");
            if (physicalAddressList.isEmpty()) {
                return NtStatus.INVALID_PARAMETER_2;
            }
            List<Long> pfns = new ArrayList<>();
            for (MmPhysicalAddressList range : physicalAddressList) {
                if (!appendIoPages(range, pfns)) {
                    return NtStatus.INVALID_PARAMETER_1;
                }
            }
            Mdl mdl = mdls().allocate(MdlRecord.Origin.IO_SPACE, pfns.size());
            if (mdl == null) {
                return NtStatus.INSUFFICIENT_RESOURCES;
            }
            describe(mdl, pfns);
            newMdl.accept(mdl);
            return NtStatus.SUCCESS;
        });
    }

    /** MmMapIoSpace; at or below DISPATCH_LEVEL; 0 without room; RAM must be locked (section 2.22). */
    default long mmMapIoSpace(long physicalAddress, long numberOfBytes, MemoryCachingType cacheType) {
        return machine().call("MmMapIoSpace", () -> {
            int protection = PageProtection.PAGE_EXECUTE_READWRITE;
            return mapIoSpace(physicalAddress, numberOfBytes, protection, cacheType);
        });
    }

    /** MmMapIoSpaceEx; as MmMapIoSpace with a PAGE_xxx protection that also gives the cache type; Windows 10. */
    default long mmMapIoSpaceEx(long physicalAddress, long numberOfBytes, int protect) {
        return machine().call("MmMapIoSpaceEx", () -> {
            machine().requireVersion(WindowsVersion.WINDOWS_10_1507, "MmMapIoSpaceEx");
            if (!PageProtection.isMappingProtection(protect)) {
                return 0L;
            }
            return mapIoSpace(physicalAddress, numberOfBytes, protect & 0xFF, cacheTypeOf(protect));
        });
    }

    /** MmUnmapIoSpace; at or below DISPATCH_LEVEL; an unknown mapping is STOP 0xDA/0x400. */
    default void mmUnmapIoSpace(long baseAddress, long numberOfBytes) {
        machine().run("MmUnmapIoSpace", () -> {
            Checks.irql(
                    machine(),
                    Irql.DISPATCH_LEVEL,
                    "S-IOM-1",
                    VerifierCheck.UNMAP_IO_SPACE_IRQL,
                    baseAddress,
                    numberOfBytes);
            int pages = Pages.spanPages(baseAddress, numberOfBytes);
            long first = Pages.pageAlign(baseAddress);
            for (int i = 0; i < pages; i++) {
                requireIoMapping(first + Pages.addressOf(i), baseAddress, pages);
            }
            for (int i = 0; i < pages; i++) {
                machine().kernelSpace().unmap(first + Pages.addressOf(i));
            }
            machine().systemPtes().release(first, pages);
        });
    }

    private boolean appendIoPages(MmPhysicalAddressList range, List<Long> pfns) {
        long bytes = range.numberOfBytes();
        boolean whole = Pages.byteOffset(range.physicalAddress()) == 0 && Pages.byteOffset(bytes) == 0;
        long before = Pages.addressOf(pfns.size());
        if (!whole || bytes == 0 || Long.compareUnsigned(bytes, MdlAllocationRoutines.MAX_BYTES - before) > 0) {
            return false;
        }
        long first = Pages.pageOf(range.physicalAddress());
        for (long pfn = first; pfn < first + Pages.pageOf(bytes); pfn++) {
            if (machine().pfns().isRam(pfn)) {
                return false;
            }
            pfns.add(pfn);
        }
        return true;
    }

    private void describe(Mdl mdl, List<Long> pfns) {
        long bytes = Pages.addressOf(pfns.size());
        mdl.next(null);
        mdl.size(MdlDescriptor.bytesFor(0, bytes));
        mdl.range(0, bytes);
        mdl.process(0);
        mdl.mdlFlags(MdlFlag.MDL_PAGES_LOCKED | MdlFlag.MDL_IO_SPACE);
        mdl.pfns(pfns.stream().mapToLong(Long::longValue).toArray());
    }

    private long mapIoSpace(long address, long bytes, int protection, MemoryCachingType cacheType) {
        Checks.irql(machine(), Irql.DISPATCH_LEVEL, "S-IOM-1", VerifierCheck.MAP_IO_SPACE_IRQL, address, bytes);
        if (bytes == 0) {
            return 0;
        }
        int pages = Pages.spanPages(address, bytes);
        for (int i = 0; i < pages; i++) {
            if (!mayMap(address, bytes, Pages.pageOf(address) + i)) {
                return 0;
            }
        }
        long base = machine().systemPtes().reserve(pages, PagePriority.HIGH_PAGE_PRIORITY);
        if (base == 0) {
            return 0;
        }
        for (int i = 0; i < pages; i++) {
            long pfn = Pages.pageOf(address) + i;
            machine().kernelSpace().map(base + Pages.addressOf(i), KernelPte.Kind.IO_SPACE, pfn, protection, cacheType);
        }
        return base + Pages.byteOffset(address);
    }

    /** RAM must be locked; page-table pages are refused from Windows 10 1803 on. */
    private boolean mayMap(long address, long bytes, long pfn) {
        if (!machine().pfns().isRam(pfn)) {
            return true;
        }
        PageFrame frame = machine().pfns().frame(pfn);
        boolean table = frame.owner().startsWith("iommu");
        if (table && machine().settings().version().atLeast(WindowsVersion.WINDOWS_10_1803)) {
            return false;
        }
        if (frame.locks() == 0 && !frame.mdlAllocated()) {
            throw machine()
                    .misuse(
                            "S-IOM-2",
                            VerifierCheck.MAP_IO_SPACE_RAM,
                            address,
                            bytes,
                            pfn,
                            "MmMapIoSpace of RAM that is not locked: " + frame);
        }
        return true;
    }

    private void requireIoMapping(long va, long base, int pages) {
        KernelPte pte = machine().kernelSpace().at(va);
        if (pte == null || pte.kind() != KernelPte.Kind.IO_SPACE) {
            throw machine()
                    .bugCheck(
                            BugCheckCode.SYSTEM_PTE_MISUSE, 0x400, base, pages, 0, "no I/O-space mapping at this base");
        }
    }

    private static MemoryCachingType cacheTypeOf(int protect) {
        if ((protect & PageProtection.PAGE_NOCACHE) != 0) {
            return MemoryCachingType.MM_NON_CACHED;
        }
        boolean combined = (protect & PageProtection.PAGE_WRITECOMBINE) != 0;
        return combined ? MemoryCachingType.MM_WRITE_COMBINED : MemoryCachingType.MM_CACHED;
    }
}
