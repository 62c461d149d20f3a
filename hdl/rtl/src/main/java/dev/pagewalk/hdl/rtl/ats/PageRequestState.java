package dev.pagewalk.hdl.rtl.ats;

/** What becomes of the page request under way. */
enum PageRequestState {
    IDLE,
    /** The walk engine is asked for the device context. */
    ASK,
    WALK,
    /** A fault is recorded. */
    REPORT,
    /** The device may ask: into the queue, or not. */
    APPEND,
    WRITE,
    WRITE_RESPONSE,
    /** The IOMMU answers in place of software. */
    RESPOND
}
