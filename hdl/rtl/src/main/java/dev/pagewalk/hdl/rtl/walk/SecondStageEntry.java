package dev.pagewalk.hdl.rtl.walk;

import static dev.pagewalk.hdl.spinal.Literals.bit;
import static dev.pagewalk.hdl.spinal.Literals.off;
import static dev.pagewalk.hdl.spinal.Literals.on;
import static dev.pagewalk.hdl.spinal.Operators.and;
import static dev.pagewalk.hdl.spinal.Operators.eq;
import static dev.pagewalk.hdl.spinal.Operators.minus;
import static dev.pagewalk.hdl.spinal.Operators.not;
import static dev.pagewalk.hdl.spinal.Operators.or;
import static dev.pagewalk.hdl.spinal.Statements.set;

import dev.pagewalk.architecture.Stage;
import dev.pagewalk.hdl.rtl.common.Canaries;
import dev.pagewalk.hdl.rtl.common.DirectoryControl;
import dev.pagewalk.hdl.rtl.config.Canary;
import dev.pagewalk.hdl.rtl.config.Feature;
import dev.pagewalk.hdl.spinal.Group;
import spinal.core.Bool;
import spinal.core.UInt;

/** Each entry of the second stage. Tables of walks are read as a user, and written where an A or D bit changes. */
final class SecondStageEntry extends Group {
    /** The translation is for the address that the device asked. */
    final Bool forDevice;

    final AccessNeed need = new AccessNeed();
    final PteDecision decision;
    final Bool guestPageFault;
    /** The next entry is read at {@link #address}. */
    final Bool next;

    final UInt level;
    final UInt address;
    /** A or D has to be set, now. */
    final Bool update;
    /** A or D has to be set when the walk has succeeded; until then the entry counts as if it were. */
    final Bool postponed;
    /** The walk goes on with the entry at {@link #page}. */
    final Bool tableLeaf;

    final Bool finalLeaf;
    final UInt page;
    final LeafAttributes attributes = new LeafAttributes();

    SecondStageEntry(
            WalkParameters p, StepInput step, EntryArrival arrival, AccessNeed deviceNeed, DirectoryControl control) {
        WalkState state = step.state;
        Bool rv32 = p.hasRv32(Stage.SECOND) ? control.gxl : off();
        forDevice = eq(state.purpose, Purpose.FINAL);
        Bool implicitWrite = p.has(Feature.AMO_HWAD) ? state.implicitWrite : off();
        set(need.read, or(not(forDevice), deviceNeed.read));
        Bool write = or(and(forDevice, deviceNeed.write), and(not(forDevice), implicitWrite));
        set(need.write, Canaries.instead(Canary.DIRTY_DEMANDED_OF_TABLES, write, () -> or(write, deviceNeed.write)));
        Bool execute = and(Canaries.force(Canary.EXECUTE_ON_PROCESS_TABLE, forDevice), deviceNeed.execute);
        set(need.execute, execute);
        set(need.wishWrite, and(forDevice, deviceNeed.wishWrite, state.leaf.writable));
        set(need.supervisor, false);
        set(need.sum, false);
        Bool adUpdate = p.has(Feature.AMO_HWAD) ? step.context.gade : off();
        decision = PteDecision.of(p, arrival.entry, state.secondLevel, rv32, bit(true), need, adUpdate);
        guestPageFault = and(arrival.second, decision.fault);
        next = and(arrival.second, decision.next);
        Bool writing = p.has(Feature.AMO_HWAD) ? state.writing : on();
        update = and(arrival.second, decision.update, writing);
        postponed = and(arrival.second, decision.update, not(writing));
        level = minus(state.secondLevel, 1);
        UInt offset = AddressShape.entryOffset(p, Stage.SECOND, state.guestAddress, level, rv32, off());
        address = AddressShape.entryAddress(arrival.entry.ppn, offset);
        Bool leaf = or(and(arrival.second, decision.leaf), postponed);
        tableLeaf = and(leaf, not(forDevice));
        finalLeaf = and(leaf, forDevice);
        page = AddressShape.leafPage(p, arrival.entry, state.guestAddress, state.secondLevel, rv32);
        set(attributes.readable, decision.readable);
        set(attributes.writable, decision.writable);
        set(attributes.executable, decision.executable);
        set(attributes.global, false);
        set(attributes.pbmt, arrival.entry.pbmt);
        set(attributes.piece, and(arrival.entry.n, adUpdate));
        set(attributes.sizeLog2, AddressShape.leafSize(p, arrival.entry, state.secondLevel, rv32, adUpdate));
    }
}
