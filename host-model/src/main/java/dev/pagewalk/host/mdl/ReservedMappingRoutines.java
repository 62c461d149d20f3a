package dev.pagewalk.host.mdl;

import dev.pagewalk.host.machine.Irql;
import dev.pagewalk.host.machine.KernelPte;
import dev.pagewalk.host.machine.MemoryCachingType;
import dev.pagewalk.host.machine.PageProtection;
import dev.pagewalk.host.machine.Pages;
import dev.pagewalk.host.machine.WindowsVersion;
import dev.pagewalk.host.outcome.BugCheckCode;
import dev.pagewalk.host.outcome.BugCheckException;

/** Mappings over a range reserved beforehand, for forward progress when memory is short (sections 2.11 to 2.15). */
public interface ReservedMappingRoutines extends KernelServices {

    /** PTEs below the returned address that hold size and tag (S-RMA-3). */
    int BOOKKEEPING_PTES = 2;
    /** MM_MAPPING_ADDRESS_DIVISIBLE. */
    int MM_MAPPING_ADDRESS_DIVISIBLE = 1;

    /** MmAllocateMappingAddress; at or below APC_LEVEL; 0 for tag 0 or without a run of PTEs (S-RMA-1 to S-RMA-5). */
    default long mmAllocateMappingAddress(long numberOfBytes, int poolTag) {
        return machine().call("MmAllocateMappingAddress", () -> {
            Checks.irql(machine(), Irql.APC_LEVEL, "MmAllocateMappingAddress");
            if (numberOfBytes == 0) {
                throw misuse(0x100, 0, poolTag, 0, "reservation of 0 bytes");
            }
            if (poolTag == 0) {
                return 0L;
            }
            int pages = (int) Pages.bytesToPages(numberOfBytes);
            long run = machine().systemPtes().reserve(pages + BOOKKEEPING_PTES, PagePriority.HIGH_PAGE_PRIORITY);
            if (run == 0) {
                return 0L;
            }
            long base = run + Pages.addressOf(BOOKKEEPING_PTES);
            mdls().reserve(new MappingReservation(base, pages, poolTag));
            return base;
        });
    }

    /** MmAllocateMappingAddressEx (Windows 10 2004); flags are 0 or {@link #MM_MAPPING_ADDRESS_DIVISIBLE}. */
    default long mmAllocateMappingAddressEx(long numberOfBytes, int poolTag, int flags) {
        return machine().call("MmAllocateMappingAddressEx", () -> {
            machine().requireVersion(WindowsVersion.WINDOWS_10_2004, "MmAllocateMappingAddressEx");
            return (flags & ~MM_MAPPING_ADDRESS_DIVISIBLE) != 0 ? 0L : mmAllocateMappingAddress(numberOfBytes, poolTag);
        });
    }

    /** MmFreeMappingAddress; at or below APC_LEVEL; the base counts by page (S-RMF-1 to S-RMF-4). */
    default void mmFreeMappingAddress(long baseAddress, int poolTag) {
        machine().run("MmFreeMappingAddress", () -> {
            Checks.irql(machine(), Irql.APC_LEVEL, "MmFreeMappingAddress");
            MappingReservation range = mdls().reservationAt(baseAddress);
            if (range == null || Pages.pageAlign(baseAddress) != range.base) {
                throw misuse(0x102, baseAddress, poolTag, 0, "no reservation at this address");
            }
            if (!range.ownedBy(poolTag)) {
                throw misuse(0x101, baseAddress, poolTag, range.tag, "reservation of another tag freed");
            }
            if (range.mapped != null) {
                throw misuse(0x103, range.base, poolTag, range.mappedPages, "reservation freed while mapped");
            }
            if (baseAddress != range.base) {
                machine().events().diagnostic("mapping-base", "MmFreeMappingAddress with an address inside the page");
            }
            mdls().unreserve(range);
            machine()
                    .systemPtes()
                    .release(range.base - Pages.addressOf(BOOKKEEPING_PTES), range.pages + BOOKKEEPING_PTES);
        });
    }

    /**
     * MmMapLockedPagesWithReservedMapping; at or below DISPATCH_LEVEL (S-RMM-1 to S-RMM-12).
     *
     * <p>Maps from the start of the range and needs no memory. MappedSystemVa becomes the range's start, without the
     * byte offset; the result has it.
     *
     * @return 0 only if the MDL spans more pages than the range has
     */
    default long mmMapLockedPagesWithReservedMapping(
            long mappingAddress, int poolTag, Mdl mdl, MemoryCachingType cacheType) {
        return machine().call("MmMapLockedPagesWithReservedMapping", () -> {
            Checks.irql(machine(), Irql.DISPATCH_LEVEL, "MmMapLockedPagesWithReservedMapping");
            SystemMapper mapper = new SystemMapper(this);
            boolean nonpaged = machine().settings().reservedMapsNonpaged();
            mapper.requireMappable(mdl, nonpaged ? MdlFlag.MDL_SOURCE_IS_NONPAGED_POOL : 0);
            MappingReservation range = rangeToMap(mappingAddress, poolTag, mdl);
            int pages = mdl.spanPages();
            if (pages > range.pages) {
                return 0L;
            }
            mapper.enter(mdl, range.base, range.base, cacheType, PageProtection.PAGE_EXECUTE_READWRITE);
            range.mapped = mdl;
            range.mappedPages = pages;
            mdl.record().reservation = range;
            return range.base + mdl.byteOffset();
        });
    }

    /** MmUnmapReservedMapping; at or below DISPATCH_LEVEL; any address in the range's first page (S-RMU-1 to 4). */
    default void mmUnmapReservedMapping(long baseAddress, int poolTag, Mdl mdl) {
        machine().run("MmUnmapReservedMapping", () -> {
            Checks.irql(machine(), Irql.DISPATCH_LEVEL, "MmUnmapReservedMapping");
            mdl.requireAlive();
            MappingReservation range = mdls().reservationAt(baseAddress);
            if (range == null || Pages.pageAlign(baseAddress) != range.base) {
                throw misuse(0x109, baseAddress, poolTag, 0, "no reservation at this address");
            }
            if (!range.ownedBy(poolTag)) {
                throw misuse(0x108, baseAddress, poolTag, range.tag, "reservation of another tag unmapped");
            }
            requireMappedCount(baseAddress, poolTag, range, mdl);
            SystemMapper mapper = new SystemMapper(this);
            mapper.clearPages(mdl.record().mapping);
            mapper.forget(mdl);
            mdl.record().reservation = null;
            range.mapped = null;
            range.mappedPages = 0;
        });
    }

    private MappingReservation rangeToMap(long address, int tag, Mdl mdl) {
        MappingReservation range = mdls().reservationAt(address);
        if (range == null) {
            throw misuse(0x105, address, tag, 0, "address is no reservation");
        }
        if (!range.ownedBy(tag)) {
            throw misuse(0x104, address, tag, range.tag, "reservation of another tag mapped");
        }
        boolean lowBitsIgnored = machine().settings().version().atLeast(WindowsVersion.WINDOWS_8);
        long given = lowBitsIgnored ? address & ~0xFL : address;
        if (given != range.base) {
            throw Checks.violation("S-RMM-8", mdl, "0x%x is not the start of the reservation".formatted(address));
        }
        requireEmpty(address, range);
        return range;
    }

    private void requireEmpty(long address, MappingReservation range) {
        for (int i = 0; i < range.pages; i++) {
            long va = range.base + Pages.addressOf(i);
            KernelPte pte = machine().kernelSpace().at(va);
            if (pte != null) {
                throw misuse(0x107, address, va, range.lastAddress(), "reservation is still mapped");
            }
        }
    }

    private void requireMappedCount(long address, int tag, MappingReservation range, Mdl mdl) {
        int asked = mdl.spanPages();
        if (asked > range.pages) {
            throw misuse(0x10A, address, range.pages, asked, "more pages than reserved");
        }
        if (asked > range.mappedPages) {
            throw misuse(0x10B, address, tag, asked, "part of the range is not mapped");
        }
        if (asked < range.mappedPages) {
            throw misuse(0x10C, address, tag, asked, "fewer pages than mapped");
        }
        if (range.mapped != mdl) {
            throw Checks.violation("S-RMU-4", mdl, "another MDL is mapped in the reservation");
        }
    }

    private BugCheckException misuse(long p1, long p2, long p3, long p4, String message) {
        return machine().bugCheck(BugCheckCode.SYSTEM_PTE_MISUSE, p1, p2, p3, p4, message);
    }
}
