package dev.pagewalk.host.mdl;

/** MM_MDL_ROUTINE: called by MmMapMdl once the MDL is mapped; at or below DISPATCH_LEVEL. */
@FunctionalInterface
public interface MmMdlRoutine {

    /**
     * Uses the mapping.
     *
     * @param driverContext what the driver handed to MmMapMdl, may be null; may take status back (S-MMM-11)
     * @param mappedVa system address of the buffer's first byte (S-MMM-4); valid until this returns (S-MMM-5)
     */
    void invoke(Object driverContext, long mappedVa);
}
