package dev.pagewalk.host.machine;

/** One page of kernel address space: where it leads and what the CPU may do with it. */
public final class KernelPte {

    /** Which part of the kernel address space the page belongs to. */
    public enum Kind {
        NONPAGED_POOL,
        PAGED_POOL,
        SYSTEM_MAPPING,
        IO_SPACE,
        CONTIGUOUS
    }

    final Kind kind;
    long pfn;
    int protection;
    MemoryCachingType cache;
    /** Address of the MDL that this mapping was made from, 0 if none. */
    long mdl;
    /** The MDL was locked for reading only: stores break S-PLK-10. */
    boolean readLocked;
    /** Contents while paged out, null while resident. */
    byte[] pagedOut;

    KernelPte(Kind kind, long pfn, int protection, MemoryCachingType cache) {
        this.kind = kind;
        this.pfn = pfn;
        this.protection = protection;
        this.cache = cache;
    }

    /** Part of the address space. */
    public Kind kind() {
        return kind;
    }

    /** Page frame number; meaningless while paged out. */
    public long pfn() {
        return pfn;
    }

    /** Protection. */
    public int protection() {
        return protection;
    }

    /** Cache type in effect. */
    public MemoryCachingType cache() {
        return cache;
    }

    /** True if the page is in memory. */
    public boolean resident() {
        return pagedOut == null;
    }

    /** Hardware form of the entry, as bug checks print it. */
    long bits() {
        long writable = PageProtection.writable(protection) ? 2 : 0;
        return Pages.addressOf(pfn) | writable | (resident() ? 1 : 0);
    }

    @Override
    public String toString() {
        return "%s pfn=0x%x protection=0x%x cache=%s mdl=0x%x resident=%b"
                .formatted(kind, pfn, protection, cache, mdl, resident());
    }
}
