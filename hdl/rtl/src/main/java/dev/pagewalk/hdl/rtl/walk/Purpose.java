package dev.pagewalk.hdl.rtl.walk;

/** What a guest physical address is translated for. */
enum Purpose {
    /** To read an entry of the process directory. */
    PROCESS_TABLE,
    /** To read, or update, a first-stage page-table entry. */
    FIRST_STAGE_TABLE,
    /** The address that the device asked for. */
    FINAL
}
