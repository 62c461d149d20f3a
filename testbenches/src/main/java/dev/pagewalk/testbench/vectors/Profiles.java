package dev.pagewalk.testbench.vectors;

import java.util.Set;

/** The closed sets of names that the format knows [VECTORS §1, §4; docs/conformance.md]. */
public final class Profiles {
    /** Profiles, each a named configuration of the hardware. */
    public static final Set<String> NAMES = Set.of("full", "base", "sv32", "be");

    /** Features of tables, for filtering. */
    public static final Set<String> USES = Set.of(
            "Sv32", "Sv39", "Sv48", "Sv57", "Sv32x4", "Sv39x4", "Sv48x4", "Sv57x4", "pdt", "ats", "msi", "hade",
            "t2gpa", "sxl", "qosid", "napot", "pbmt");

    private Profiles() {}
}
