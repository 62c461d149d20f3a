package dev.pagewalk.host.mdl;

import dev.pagewalk.host.machine.KernelProcess;

import java.util.ArrayList;
import java.util.List;

/** What the model knows about an MDL beside its bytes: capacity, origin, what was ever written, who depends on it. */
final class MdlRecord {

    /** Where the MDL came from, which decides how it may end. */
    enum Origin {
        IO_ALLOCATE,
        CREATED,
        DRIVER_STORAGE,
        PAGE_ALLOCATION,
        IO_SPACE
    }

    /** A view in a process's user space. */
    record UserView(KernelProcess process, long base, int pages) {}

    /** A system mapping as it was made; {@code base} is the first mapped page. */
    record SystemMapping(long tracker, long base, int pages, long firstPfn, long startVa) {}

    final Origin origin;
    /** Slots of the PFN array; never derived from Size (section 1.5). */
    final int capacity;

    final List<UserView> views = new ArrayList<>();
    final List<Mdl> partials = new ArrayList<>();
    boolean alive = true;
    boolean processKnown;
    boolean mappedVaKnown;
    boolean pfnsKnown;
    /** Locked with IoReadAccess; partial MDLs take it over from their source. */
    boolean readLocked;
    /** The source's mapping that a partial MDL inherited is gone. */
    boolean inheritedMappingLost;
    /** A mapping that MmMapMdl made for its callback. */
    int callbackDepth;

    SystemMapping mapping;
    MappingReservation reservation;
    Mdl source;

    MdlRecord(Origin origin, int capacity) {
        this.origin = origin;
        this.capacity = capacity;
    }

    /** True if the MDL has a mapping of its own or a user view. */
    boolean inUse() {
        return mapping != null || reservation != null || !views.isEmpty();
    }
}
