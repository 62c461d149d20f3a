package dev.pagewalk.hdl.rtl.device;

/** What the engine of memory-resident interrupt files does. */
enum InterruptFileState {
    IDLE,
    /** The data of the write is on its way from the write buffer. */
    DATA,
    /** The pending bits are asked for. */
    READ,
    READ_RESPONSE,
    /** The pending bits are written. */
    WRITE,
    WRITE_RESPONSE,
    /** The notice is sent. */
    NOTICE,
    NOTICE_RESPONSE,
    /** A fault is recorded. */
    REPORT,
    /** The device gets its response. */
    ANSWER
}
