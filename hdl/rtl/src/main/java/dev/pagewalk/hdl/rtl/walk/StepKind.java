package dev.pagewalk.hdl.rtl.walk;

/** Why a walk passes the decision stage. */
enum StepKind {
    /** A new request. */
    START,
    /** The device context is complete. */
    CONTEXT,
    /** The process context is complete. */
    PROCESS,
    /** The MSI table index is known. */
    MSI_INDEX,
    /** The MSI entry is complete. */
    MSI_ENTRY,
    /** A doubleword came from memory. */
    ENTRY,
    /** A compare-and-swap was answered. */
    WRITTEN
}
