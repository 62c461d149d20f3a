package dev.pagewalk.host.mdl;

import dev.pagewalk.host.machine.Irql;
import dev.pagewalk.host.machine.Pages;
import dev.pagewalk.host.outcome.BugCheckCode;

/** Partial MDLs and reuse (sections 2.3 and 1.4). */
public interface PartialMdlRoutines extends KernelServices {

    /** Flags that a partial MDL takes over from its source (S-BPM-5). */
    int INHERITED = MdlFlag.MDL_IO_PAGE_READ
            | MdlFlag.MDL_SOURCE_IS_NONPAGED_POOL
            | MdlFlag.MDL_MAPPED_TO_SYSTEM_VA
            | MdlFlag.MDL_IO_SPACE;
    /** Flags of the target that survive (S-BPM-5). */
    int KEPT = MdlFlag.MDL_PAGE_CONTENTS_INVARIANT | MdlFlag.MDL_ALLOCATED_FIXED_SIZE;

    /**
     * IoBuildPartialMdl; at or below DISPATCH_LEVEL (S-BPM-1 to S-BPM-13).
     *
     * @param virtualAddress start, in terms of the source's buffer
     * @param length bytes; 0 means the rest of the source
     */
    default void ioBuildPartialMdl(Mdl sourceMdl, Mdl targetMdl, long virtualAddress, long length) {
        machine().run("IoBuildPartialMdl", () -> {
            Checks.irql(machine(), Irql.DISPATCH_LEVEL, "IoBuildPartialMdl");
            requireSource(sourceMdl);
            requireTarget(sourceMdl, targetMdl);
            long offset = virtualAddress - sourceMdl.virtualAddress();
            long bytes = length == 0 ? sourceMdl.byteCount() - offset : length;
            requireInside(sourceMdl, targetMdl, virtualAddress, length, offset, bytes);
            if (Pages.spanPages(virtualAddress, bytes) > targetMdl.record().capacity) {
                throw machine().bugCheck(BugCheckCode.TARGET_MDL_TOO_SMALL, 0, 0, 0, 0, "partial MDL " + targetMdl);
            }
            fill(sourceMdl, targetMdl, virtualAddress, bytes);
        });
    }

    /** MmPrepareMdlForReuse; at or below DISPATCH_LEVEL: unmaps a partial MDL that was mapped on its own. */
    default void mmPrepareMdlForReuse(Mdl mdl) {
        machine().run("MmPrepareMdlForReuse", () -> {
            Checks.irql(machine(), Irql.DISPATCH_LEVEL, "MmPrepareMdlForReuse");
            if (!mdl.has(MdlFlag.MDL_PARTIAL_HAS_BEEN_MAPPED)) {
                return;
            }
            if (mdl.record().reservation != null) {
                throw Checks.violation("S-UMP-8", mdl, "MmPrepareMdlForReuse of a reserved mapping");
            }
            new SystemMapper(this).remove(mdl);
        });
    }

    private void fill(Mdl source, Mdl target, long va, long bytes) {
        long firstPage = Pages.pageOf(va) - Pages.pageOf(source.startVa());
        int span = Pages.spanPages(va, bytes);
        long[] pfns = new long[span];
        for (int i = 0; i < span; i++) {
            pfns[i] = source.pfn((int) firstPage + i);
        }
        boolean inherits = source.has(MdlFlag.MDL_MAPPED_TO_SYSTEM_VA | MdlFlag.MDL_SOURCE_IS_NONPAGED_POOL);
        machine().events().mdlChanged(target.address(), "built");
        target.range(va, bytes);
        target.process(source.record().processKnown ? source.process() : 0);
        if (inherits) {
            target.mappedSystemVa(inheritedVa(source, va));
        }
        target.pfns(pfns);
        int parentMapped = inherits ? MdlFlag.MDL_PARENT_MAPPED_SYSTEM_VA : 0;
        int kept = target.mdlFlags() & KEPT;
        target.mdlFlags(kept | (source.mdlFlags() & INHERITED) | MdlFlag.MDL_PARTIAL | parentMapped);
        link(source, target);
    }

    private static long inheritedVa(Mdl source, long va) {
        return source.mappedSystemVa() + (va - source.virtualAddress());
    }

    private static void link(Mdl source, Mdl target) {
        MdlRecord record = target.record();
        if (record.source != null) {
            record.source.record().partials.remove(target);
        }
        record.source = source;
        record.readLocked = source.record().readLocked;
        record.inheritedMappingLost = false;
        source.record().partials.add(target);
    }

    private void requireSource(Mdl source) {
        int describes = MdlFlag.MDL_PAGES_LOCKED | MdlFlag.MDL_SOURCE_IS_NONPAGED_POOL | MdlFlag.MDL_PARTIAL;
        if (!source.has(describes)) {
            throw Checks.violation("S-BPM-7", source, "the source's pages are not locked");
        }
    }

    private void requireTarget(Mdl source, Mdl target) {
        if (target.has(MdlFlag.MDL_PARTIAL_HAS_BEEN_MAPPED)) {
            throw Checks.violation("S-BPM-9", target, "the target is still mapped: call MmPrepareMdlForReuse first");
        }
        boolean partial = target.has(MdlFlag.MDL_PARTIAL);
        int busy = MdlFlag.MDL_PAGES_LOCKED | MdlFlag.MDL_MAPPED_TO_SYSTEM_VA | MdlFlag.MDL_SOURCE_IS_NONPAGED_POOL;
        boolean fresh = partial || !target.has(busy);
        if (!fresh || target.record().inUse() || source.address() == target.address()) {
            throw Checks.violation("S-BPM-13", target, "the target is neither new nor a partial MDL");
        }
    }

    private void requireInside(Mdl source, Mdl target, long va, long length, long offset, long bytes) {
        boolean below = Long.compareUnsigned(va, source.virtualAddress()) < 0;
        long count = source.byteCount();
        if (below || offset >= count || bytes > count - offset) {
            throw machine()
                    .bugCheck(
                            BugCheckCode.INVALID_MDL_RANGE,
                            source.address(),
                            target.address(),
                            va,
                            length,
                            "partial MDL outside its source");
        }
    }
}
