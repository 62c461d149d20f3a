package dev.pagewalk.hdl.rtl.walk;

import static dev.pagewalk.hdl.spinal.Choices.mux;
import static dev.pagewalk.hdl.spinal.Literals.off;
import static dev.pagewalk.hdl.spinal.Literals.u;
import static dev.pagewalk.hdl.spinal.Operators.and;
import static dev.pagewalk.hdl.spinal.Operators.eq;
import static dev.pagewalk.hdl.spinal.Operators.minus;
import static dev.pagewalk.hdl.spinal.Operators.not;
import static dev.pagewalk.hdl.spinal.Operators.or;
import static dev.pagewalk.hdl.spinal.Shapes.catUInt;
import static dev.pagewalk.hdl.spinal.Shapes.resize;
import static dev.pagewalk.hdl.spinal.Shapes.slice;

import dev.pagewalk.architecture.DirectoryEntry;
import dev.pagewalk.architecture.ProcessDirectoryMode;
import dev.pagewalk.hdl.spinal.Group;
import spinal.core.Bits;
import spinal.core.Bool;
import spinal.core.UInt;

/** The process directory, and what a process context permits. [IOMMU §3.3 steps 14 and 15] */
final class ProcessWalk extends Group {
    private static final int ENTRY_SHIFT = 3;
    private static final int CONTEXT_SHIFT = 4;
    private static final int PAGE_SHIFT = 12;

    final Bool accessFault;
    final Bool poisoned;
    final Bool notValid;
    final Bool misconfigured;
    /** The context just read may be kept. */
    final Bool install;
    /** Step 15. */
    final Bool supervisorRefused;
    /** A process context is at hand: its first stage comes next. */
    final Bool firstStage;
    /** An entry is read next: at guest address {@link #page}, {@link #offset}. */
    final Bool read;

    final UInt level;
    final UInt page;
    final UInt offset;

    ProcessWalk(WalkParameters p, StepInput step, Bits word, BurstStatus burst, ContextAdmission admission) {
        Bool entry = p.hasProcesses() ? step.entryOf(Table.PROCESS_DIRECTORY) : off();
        Bool complete = p.hasProcesses() ? step.is(StepKind.PROCESS) : off();
        UInt process = step.request.requester.processId;
        accessFault = or(and(entry, step.error), and(complete, burst.error));
        poisoned = or(and(entry, step.poison), and(complete, burst.poison));
        notValid = or(and(entry, not(PageEntry.bit(word, DirectoryEntry.V))), and(complete, not(step.root.valid)));
        Bool broken = or(burst.malformed, ContextDecoder.inconsistent(p, step.root, step.context.sxl));
        misconfigured = or(and(entry, DirectoryWalk.reservedBits(word)), and(complete, broken));
        install = and(complete, not(or(accessFault, poisoned, notValid, misconfigured)));
        firstStage = or(complete, admission.cachedFirstStage);
        supervisorRefused = and(firstStage, step.request.requester.privileged, not(step.root.ens));
        read = or(entry, admission.readProcess);
        level = mux(entry, minus(step.state.level, 1), topLevel(step.context.firstMode));
        page = mux(entry, PageEntry.number(word, DirectoryEntry.PPN), step.context.firstRoot);
        offset = offset(process, level);
    }

    private static UInt topLevel(UInt mode4) {
        return mux(
                eq(mode4, ProcessDirectoryMode.PD20.encoding()),
                u(2, 3),
                mux(eq(mode4, ProcessDirectoryMode.PD17.encoding()), u(1, 3), u(0, 3)));
    }

    private static UInt offset(UInt process, UInt level) {
        UInt context = catUInt(slice(process, 7, 0), u(0, CONTEXT_SHIFT));
        UInt middle = catUInt(slice(process, 16, 8), u(0, ENTRY_SHIFT));
        UInt top = resize(catUInt(slice(process, 19, 17), u(0, ENTRY_SHIFT)), PAGE_SHIFT);
        return mux(eq(level, 0), context, mux(eq(level, 1), middle, top));
    }
}
