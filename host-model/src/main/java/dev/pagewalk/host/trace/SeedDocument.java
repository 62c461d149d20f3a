package dev.pagewalk.host.trace;

import java.util.List;

/** The five seed documents. */
public enum SeedDocument {
    MM_MDL_ROUTINE(0, "MM_MDL_ROUTINE callback function", "map-mdl-callback"),
    DXGKCB_MAPMDLTOIOMMU(1, "DXGKCB_MAPMDLTOIOMMU callback function", "dxgk-map", "map-mdl-callback", "mdl-lifetime"),
    MM_MAP_LOCKED_PAGES(2, "MmMapLockedPages function", "map-mdl-callback"),
    USING_MDLS(3, "Using MDLs", "mdl-chain", "dxgk-map"),
    RESERVED_MAPPING(4, "MmMapLockedPagesWithReservedMapping function", "reserved-mapping");

    private final int number;
    private final String title;

    @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable list
    private final List<String> scenarios;

    SeedDocument(int number, String title, String... scenarios) {
        this.number = number;
        this.title = title;
        this.scenarios = List.of(scenarios);
    }

    /** Number of the document, 0 to 4. */
    public int number() {
        return number;
    }

    /** Title of the document. */
    public String title() {
        return title;
    }

    /** Names of scenarios that use its routines on the RTL; not every sentence is shown by one. */
    public List<String> scenarios() {
        return scenarios;
    }
}
