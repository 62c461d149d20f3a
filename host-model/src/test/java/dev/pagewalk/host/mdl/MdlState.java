package dev.pagewalk.host.mdl;

/** Columns of the legality matrix: states of an MDL. */
enum MdlState {
    /** Initialised. */
    I,
    /** Built over nonpaged pool. */
    N,
    /** Locked. */
    L,
    /** Locked and mapped. */
    LM,
    /** Partial, not mapped. */
    P,
    /** Partial, mapped by itself. */
    PM,
    /** Partial with the mapping of a locked source. */
    PI,
    /** Partial of a nonpaged-pool source. */
    PN,
    /** Page-allocated. */
    A,
    /** Page-allocated and mapped. */
    AM,
    /** Locked, mapped with a reserved mapping. */
    RL,
    /** Partial, mapped with a reserved mapping. */
    RP,
    /** Page-allocated, mapped with a reserved mapping. */
    RA;

    boolean isReserved() {
        return name().startsWith("R");
    }
}
