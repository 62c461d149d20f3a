package dev.pagewalk.testbench.golden;

/** Countable events [IOMMU §1 HPM]. A walk is one memory read of a table. */
enum HpmEvent {
    UNTRANSLATED_REQUEST(1, false),
    TRANSLATED_REQUEST(2, false),
    ATS_REQUEST(3, false),
    TLB_MISS(4, true),
    DEVICE_DIRECTORY_WALK(5, false),
    PROCESS_DIRECTORY_WALK(6, false),
    FIRST_STAGE_WALK(7, true),
    SECOND_STAGE_WALK(8, true);

    final int id;
    /** Whether IDT=1 (filtering by GSCID and PSCID) is supported. */
    final boolean softContextFilter;

    HpmEvent(int id, boolean softContextFilter) {
        this.id = id;
        this.softContextFilter = softContextFilter;
    }
}
