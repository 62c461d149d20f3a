package dev.pagewalk.host.trace;

/** The five seed documents. */
public enum SeedDocument {
    MM_MDL_ROUTINE(0, "MM_MDL_ROUTINE callback function"),
    DXGKCB_MAPMDLTOIOMMU(1, "DXGKCB_MAPMDLTOIOMMU callback function"),
    MM_MAP_LOCKED_PAGES(2, "MmMapLockedPages function"),
    USING_MDLS(3, "Using MDLs"),
    RESERVED_MAPPING(4, "MmMapLockedPagesWithReservedMapping function");

    private final int number;
    private final String title;

    SeedDocument(int number, String title) {
        this.number = number;
        this.title = title;
    }

    /** Number of the document, 0 to 4. */
    public int number() {
        return number;
    }

    /** Title of the document. */
    public String title() {
        return title;
    }
}
