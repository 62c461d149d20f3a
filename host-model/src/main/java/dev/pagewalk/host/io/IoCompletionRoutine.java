package dev.pagewalk.host.io;

import dev.pagewalk.host.outcome.NtStatus;

/** IO_COMPLETION_ROUTINE of a driver; runs with the pages of the IRP's MDLs still locked (S-IRP-4). */
@FunctionalInterface
public interface IoCompletionRoutine {

    /** Returns MORE_PROCESSING_REQUIRED to take the IRP back: nothing is unlocked or freed then. */
    NtStatus complete(Irp irp, Object context);
}
