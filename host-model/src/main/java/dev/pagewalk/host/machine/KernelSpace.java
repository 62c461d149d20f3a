package dev.pagewalk.host.machine;

import java.util.Map;
import java.util.TreeMap;

/** The valid pages of kernel address space, by page number. */
public final class KernelSpace {

    /** First address of the structure pool (MDLs, IRPs). */
    public static final long STRUCTURE_POOL = 0xFFFF_A000_0000_0000L;
    /** First address of nonpaged pool. */
    public static final long NONPAGED_POOL = 0xFFFF_B000_0000_0000L;
    /** First address of paged pool. */
    public static final long PAGED_POOL = 0xFFFF_C000_0000_0000L;
    /** First address of contiguous and noncached allocations. */
    public static final long CONTIGUOUS = 0xFFFF_D000_0000_0000L;
    /** First address of the system PTE region. */
    public static final long SYSTEM_PTES = 0xFFFF_F880_0000_0000L;
    /** First address of kernel space. */
    public static final long KERNEL_START = 0xFFFF_8000_0000_0000L;

    private final Map<Long, KernelPte> pages = new TreeMap<>();

    /** True for kernel addresses. */
    public static boolean isKernel(long va) {
        return Long.compareUnsigned(va, KERNEL_START) >= 0;
    }

    /** The page's entry, null if nothing is mapped there. */
    public KernelPte at(long va) {
        return pages.get(Pages.pageOf(va));
    }

    /** Enters a mapping made from an MDL. */
    public void map(long va, KernelPte.Kind kind, long pfn, int protection, MemoryCachingType cache) {
        put(va, new KernelPte(kind, pfn, protection, cache));
    }

    /** Notes which MDL a mapping was made from, and whether it may only be read (S-PLK-10). */
    public void describe(long va, long mdl, boolean readLocked) {
        KernelPte pte = at(va);
        pte.mdl = mdl;
        pte.readLocked = readLocked;
    }

    /** Removes a mapping; null if there is none. */
    public KernelPte unmap(long va) {
        return remove(va);
    }

    /** Changes the protection of a valid page. */
    public void protect(long va, int protection) {
        at(va).protection = protection;
    }

    void put(long va, KernelPte pte) {
        pages.put(Pages.pageOf(va), pte);
    }

    KernelPte remove(long va) {
        return pages.remove(Pages.pageOf(va));
    }

    /** Every valid page, by number. */
    public Map<Long, KernelPte> pages() {
        return pages;
    }
}
