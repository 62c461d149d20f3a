package dev.pagewalk.host.iommu;

/** How a domain is filled in hardware (section 8b). */
public enum DomainKind {
    /** Second stage, tagged by a GSCID. */
    SECOND_STAGE,
    /** First stage with the second one Bare, tagged by a PSCID. */
    FIRST_STAGE,
    /** Context valid, both stages Bare. */
    PASS_THROUGH,
    /** Second-stage tables that the caller owns. */
    UNMANAGED
}
