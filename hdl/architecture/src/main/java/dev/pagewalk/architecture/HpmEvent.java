package dev.pagewalk.architecture;

/** Standard events of the performance monitor. [IOMMU §6 iohpmevt] */
public enum HpmEvent {
    NONE(0, false, "no event"),
    UNTRANSLATED_REQUEST(1, false, "untranslated requests, debug requests among them"),
    TRANSLATED_REQUEST(2, false, "translated requests"),
    ATS_REQUEST(3, false, "ATS translation requests"),
    TLB_MISS(4, true, "misses of the last cache before a walk"),
    DEVICE_DIRECTORY_WALK(5, false, "reads of the device directory"),
    PROCESS_DIRECTORY_WALK(6, false, "reads of the process directory"),
    FIRST_STAGE_WALK(7, true, "reads of first-stage tables"),
    SECOND_STAGE_WALK(8, true, "reads of second-stage tables");

    private final int id;
    private final boolean softwareIds;
    private final String meaning;

    HpmEvent(int id, boolean softwareIds, String meaning) {
        this.id = id;
        this.softwareIds = softwareIds;
        this.meaning = meaning;
    }

    /** Value of iohpmevt.eventID. */
    public int id() {
        return id;
    }

    /** Whether IDT=1 (filter by GSCID and PSCID) is allowed. */
    public boolean allowsSoftwareIds() {
        return softwareIds;
    }

    /** What is counted. */
    public String meaning() {
        return meaning;
    }
}
