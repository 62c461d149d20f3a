package dev.pagewalk.host.machine;

/** State of one physical page in the {@link PfnDatabase}; only that class changes it. */
public final class PageFrame {

    /** Who may use the page. */
    public enum State {
        FREE,
        OWNED,
        /** Lost its owner while a device can still reach it; not handed out again (strict lifetime). */
        QUARANTINED
    }

    final long pfn;
    State state = State.FREE;
    String owner = "free";
    boolean used;
    boolean mdlAllocated;
    int shares;
    int locks;
    int deviceMaps;
    int mappings;
    MemoryCachingType ownCache;
    MemoryCachingType mappedCache;

    PageFrame(long pfn) {
        this.pfn = pfn;
    }

    /** Page frame number. */
    public long pfn() {
        return pfn;
    }

    /** State. */
    public State state() {
        return state;
    }

    /** Owner in words, such as {@code process 1}. */
    public String owner() {
        return owner;
    }

    /** References by owners: valid PTEs, pool, tables. */
    public int shares() {
        return shares;
    }

    /** Locks by MDLs. */
    public int locks() {
        return locks;
    }

    /** Live CPU mappings made from MDLs. */
    public int mappings() {
        return mappings;
    }

    /** IOMMU mappings that the DXGK layer knows. */
    public int deviceMaps() {
        return deviceMaps;
    }

    /** True if MmAllocatePagesForMdl(Ex) handed the page out. */
    public boolean mdlAllocated() {
        return mdlAllocated;
    }

    /** Cache type that the page brings along, null if it has none (S-MLP-14). */
    public MemoryCachingType cacheType() {
        return ownCache != null ? ownCache : mappedCache;
    }

    @Override
    public String toString() {
        return "pfn=0x%x %s owner=%s shares=%d locks=%d maps=%d device=%d cache=%s"
                .formatted(pfn, state, owner, shares, locks, mappings, deviceMaps, cacheType());
    }
}
