package dev.pagewalk.host.iommu.canary;

/** Planted driver bugs. */
public enum DriverCanary {
    MISSING_INVALIDATION("entries are cleared but never invalidated"),
    MISSING_BARRIER("the doorbell is rung without a barrier before it"),
    CLEAR_AFTER_INVALIDATE("the invalidation completes before the entries are cleared"),
    CHILD_AFTER_PARENT("a table is linked before it is filled"),
    FENCE_NOT_AWAITED("an unmap returns without waiting for its fence"),
    TORN_ENTRY("an entry is stored as two halves, the valid one first"),
    CONTEXT_VALID_FIRST("the doubleword with V of a device context is stored first"),
    CONTEXT_NOT_INVALIDATED("a detach clears the context without IODIR and fence"),
    READ_ONLY_GRANTED_WRITE("a read-only mapping is granted write access"),
    WRONG_PAGE("a mapping leads one page too far"),
    RESERVED_ENCODING("writable leaves are stored without R"),
    WRONG_CHILD("a pointer leads one page behind its table"),
    NEIGHBOUR_CLEARED("storing a leaf clears the entry half a table away"),
    PAGE_FORGOTTEN("leaves of odd pages are not stored"),
    NOTHING_REMOVED("an unmap neither clears nor invalidates"),
    WRONG_COMMAND("commands go to the queue without their address operand");

    private final String text;

    DriverCanary(String text) {
        this.text = text;
    }

    /** What goes wrong. */
    public String text() {
        return text;
    }
}
