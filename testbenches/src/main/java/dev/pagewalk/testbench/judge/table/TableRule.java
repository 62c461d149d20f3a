package dev.pagewalk.testbench.judge.table;

/** What the host has to keep when it writes tables and commands; §n cites the chapter of the IOMMU architecture. */
public enum TableRule {
    SINGLE_STORE(
            "an entry of a table is written by one naturally aligned 8-byte store", "IOMMU §3, fault catalogue B9"),
    ENCODING("a valid page-table entry uses no reserved encoding", "IOMMU §4"),
    VALUE("a leaf says what the host asked to map", "S-DX-3"),
    TARGET("a non-leaf entry points to a table of the level below", "IOMMU §4"),
    CHILD_FIRST("a table is filled before an entry points to it", "DESIGN §6, table writes"),
    LIVE_CHANGE("an entry that is still wanted is not cleared or replaced", "S-DX-3, S-DX-9"),
    INSTALLED("a mapping is complete in memory when the host calls it installed", "S-DX-5"),
    REMOVED("a mapping is cleared, invalidated and fenced, in this order, when the host calls it removed", "S-DX-10"),
    TABLE_FREED("a table is unlinked, invalidated and fenced before its memory is given back", "IOMMU §12"),
    CONTEXT_VALUE("a device context says what the host asked to attach", "IOMMU §2"),
    CONTEXT_VALID_LAST("the doubleword with V is the last of a device context to be written", "IOMMU §2"),
    PAIR_VALID_LAST(
            "the doubleword with V is the last of a process context or an MSI entry to be written", "IOMMU §3, §6"),
    CONTEXT_REMOVED("a context is cleared, invalidated by IODIR and fenced when the host calls it detached", "S-DX-10"),
    DOORBELL("a command is in memory before the tail that announces it", "IOMMU §9"),
    COMMAND_VALUE("an announced command is the one that the driver meant", "IOMMU §9"),
    PENDING("what the host began to remove is removed at the end", "S-DX-10");

    private final String claim;
    private final String clause;

    TableRule(String claim, String clause) {
        this.claim = claim;
        this.clause = clause;
    }

    /** The rule as a sentence. */
    public String claim() {
        return claim;
    }

    /** Where it is written. */
    public String clause() {
        return clause;
    }
}
