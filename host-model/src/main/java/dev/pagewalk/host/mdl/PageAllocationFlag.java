package dev.pagewalk.host.mdl;

/** Flags of MmAllocatePagesForMdlEx (section 2.16). */
public final class PageAllocationFlag {

    public static final int MM_DONT_ZERO_ALLOCATION = 0x001;
    public static final int MM_ALLOCATE_FROM_LOCAL_NODE_ONLY = 0x002;
    public static final int MM_ALLOCATE_FULLY_REQUIRED = 0x004;
    public static final int MM_ALLOCATE_NO_WAIT = 0x008;
    public static final int MM_ALLOCATE_PREFER_CONTIGUOUS = 0x010;
    public static final int MM_ALLOCATE_REQUIRE_CONTIGUOUS_CHUNKS = 0x020;
    public static final int MM_ALLOCATE_FAST_LARGE_PAGES = 0x040;
    public static final int MM_ALLOCATE_TRIM_IF_NECESSARY = 0x080;
    public static final int MM_ALLOCATE_AND_HOT_REMOVE = 0x100;

    static final int ALL = 0x1FF;

    private PageAllocationFlag() {}
}
