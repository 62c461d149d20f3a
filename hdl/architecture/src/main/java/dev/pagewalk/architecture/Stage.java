package dev.pagewalk.architecture;

/** The two stages of address translation. [IOMMU §2.2] */
public enum Stage {
    /** IOVA to GPA (or SPA), by iosatp or a process context. */
    FIRST,
    /** GPA to SPA, by iohgatp. */
    SECOND
}
