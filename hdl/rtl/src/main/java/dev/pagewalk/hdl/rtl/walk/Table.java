package dev.pagewalk.hdl.rtl.walk;

/** The table that an outstanding memory access of a walk belongs to. */
enum Table {
    /** Non-leaf entry of the device directory. */
    DEVICE_DIRECTORY,
    /** Device context, several doublewords. */
    DEVICE_CONTEXT,
    /** Non-leaf entry of the process directory. */
    PROCESS_DIRECTORY,
    /** Process context, two doublewords. */
    PROCESS_CONTEXT,
    /** First-stage page-table entry. */
    FIRST_STAGE,
    /** Second-stage page-table entry. */
    SECOND_STAGE,
    /** MSI page-table entry, two doublewords. */
    MSI
}
