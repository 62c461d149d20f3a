package dev.pagewalk.hdl.rtl.walk;

import static dev.pagewalk.hdl.spinal.Choices.mux;
import static dev.pagewalk.hdl.spinal.Literals.off;
import static dev.pagewalk.hdl.spinal.Literals.u;
import static dev.pagewalk.hdl.spinal.Operators.and;
import static dev.pagewalk.hdl.spinal.Operators.eq;
import static dev.pagewalk.hdl.spinal.Operators.not;
import static dev.pagewalk.hdl.spinal.Operators.or;
import static dev.pagewalk.hdl.spinal.Shapes.catUInt;
import static dev.pagewalk.hdl.spinal.Shapes.slice;

import dev.pagewalk.architecture.PageTableMode;
import dev.pagewalk.hdl.rtl.config.Feature;
import dev.pagewalk.hdl.spinal.Group;
import spinal.core.Bool;
import spinal.core.UInt;

/** The memory access that this pass leads to. Counts only when nothing faults. */
final class NextAccess extends Group {
    private static final int PAGE = PageTableMode.PAGE_SHIFT;
    private static final int DOUBLEWORD = 3;

    /** A table entry whose physical address is known: a cached pointer, a known page, or no second stage. */
    final Bool tableDirect;
    /** A second stage starts at one of its tables. */
    final Bool secondStart;
    /** The entry again, to open a compare-and-swap. */
    final Bool again;
    /** The write half of a compare-and-swap. */
    final Bool swap;

    final Bool read;
    final UInt address;
    /** Doublewords less one. */
    final UInt beats;

    final Bool exclusive;

    NextAccess(
            WalkParameters p,
            StepInput step,
            EntryArrival arrival,
            DirectoryWalk directory,
            ProcessWalk process,
            FirstStageWalk first,
            SecondStageEntry secondEntry,
            GuestTarget target,
            SecondStageStart second,
            MsiWalk msi,
            Bool secondActive) {
        boolean updates = p.has(Feature.AMO_HWAD);
        WalkState state = step.state;
        Bool table = or(process.read, first.read);
        tableDirect = or(and(table, or(not(secondActive), first.cached)), second.known);
        secondStart = and(second.begin, not(second.known));
        Bool update = updates ? or(first.update, secondEntry.update) : off();
        swap = updates ? and(update, state.exclusive) : off();
        Bool retry = updates ? and(arrival.lost, p.retriesLeft(state.retries)) : off();
        Bool inPlace = updates ? or(secondEntry.update, and(first.update, not(secondActive))) : off();
        again = or(retry, and(inPlace, not(state.exclusive)));
        read = or(directory.read, tableDirect, secondStart, secondEntry.next, secondEntry.tableLeaf, msi.read, again);
        UInt resolved = catUInt(secondEntry.page, slice(state.guestAddress, PAGE - 1, 0));
        UInt tableAddress = mux(second.known, second.knownAddress, directTable(target, first));
        UInt chosen = mux(
                directory.read,
                directory.address,
                mux(secondEntry.next, secondEntry.address, mux(secondEntry.tableLeaf, resolved, tableAddress)));
        chosen = mux(secondStart, second.address, chosen);
        chosen = p.has(Feature.MSI_FLAT) ? mux(msi.read, msi.address, chosen) : chosen;
        UInt repeated = catUInt(state.entryAddress, u(0, DOUBLEWORD));
        UInt entry = updates ? mux(or(again, swap), repeated, chosen) : chosen;
        address = catUInt(slice(entry, WalkParameters.ADDRESS_BITS - 1, DOUBLEWORD), u(0, DOUBLEWORD));
        Bool pair = or(processLeaf(p, state, process, secondEntry), msi.read);
        UInt context = u(p.contextWords() - 1, 4);
        beats = mux(and(directory.read, eq(directory.level, 0)), context, mux(pair, u(1, 4), u(0, 4)));
        exclusive = updates ? or(again, and(secondEntry.tableLeaf, state.implicitWrite, state.writing)) : off();
    }

    private static UInt directTable(GuestTarget target, FirstStageWalk first) {
        UInt guest = slice(target.address, WalkParameters.ADDRESS_BITS - 1, 0);
        return mux(first.cached, catUInt(first.tablePage, first.pageOffset()), guest);
    }

    private Bool processLeaf(WalkParameters p, WalkState state, ProcessWalk process, SecondStageEntry secondEntry) {
        if (!p.hasProcesses()) {
            return off();
        }
        Bool direct = and(process.read, tableDirect, eq(process.level, 0));
        Bool resolved = and(secondEntry.tableLeaf, eq(state.purpose, Purpose.PROCESS_TABLE), eq(state.level, 0));
        return or(direct, resolved);
    }
}
