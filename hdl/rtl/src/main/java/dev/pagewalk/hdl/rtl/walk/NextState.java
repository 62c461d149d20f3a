package dev.pagewalk.hdl.rtl.walk;

import static dev.pagewalk.hdl.spinal.Choices.mux;
import static dev.pagewalk.hdl.spinal.Literals.u;
import static dev.pagewalk.hdl.spinal.OneHots.all;
import static dev.pagewalk.hdl.spinal.Operators.and;
import static dev.pagewalk.hdl.spinal.Operators.eq;
import static dev.pagewalk.hdl.spinal.Operators.not;
import static dev.pagewalk.hdl.spinal.Operators.or;
import static dev.pagewalk.hdl.spinal.Operators.plus;
import static dev.pagewalk.hdl.spinal.Shapes.slice;
import static dev.pagewalk.hdl.spinal.Shapes.toBits;
import static dev.pagewalk.hdl.spinal.Statements.set;
import static dev.pagewalk.hdl.spinal.Statements.when;

import dev.pagewalk.hdl.rtl.config.Feature;
import dev.pagewalk.hdl.spinal.Group;

/** What the walk remembers after this pass; see {@link WalkState}. */
final class NextState extends Group {
    final WalkState state = new WalkState();

    NextState(WalkParameters p, StepInput step, StepGroups g, NextAccess access) {
        set(state, step.state);
        when(step.is(StepKind.START), this::clear);
        level(g);
        table(g, access);
        when(
                or(g.second().begin, g.target().firstTable, g.target().processTable, g.target().last),
                () -> set(state.guestAddress, g.target().address));
        when(g.second().begin, () -> {
            set(state.secondLevel, g.second().level);
            set(state.purpose, Purpose.FINAL);
            when(or(g.target().firstTable, g.target().rewrite), () -> set(state.purpose, Purpose.FIRST_STAGE_TABLE));
            when(g.target().processTable, () -> set(state.purpose, Purpose.PROCESS_TABLE));
        });
        when(g.secondEntry().next, () -> set(state.secondLevel, g.secondEntry().level));
        when(or(g.target().last, g.outcome().done), () -> {
            set(state.leaf, g.outcome().first);
            set(state.firstStage, g.outcome().firstStage);
        });
        when(g.first().read, () -> set(state.leaf.global, g.first().global));
        if (p.has(Feature.MSI_FLAT)) {
            gather(step, g);
        }
        if (p.has(Feature.AMO_HWAD)) {
            update(step, g, access);
        }
        when(
                and(access.read, not(all(toBits(step.state.reads)))),
                () -> set(state.reads, plus(mux(step.is(StepKind.START), u(0, 5), step.state.reads), 1)));
    }

    private void clear() {
        set(state.reads, 0);
        set(state.firstStage, false);
        set(state.implicitWrite, false);
        set(state.fromCache, false);
        set(state.exclusive, false);
        set(state.retries, 0);
        set(state.updates, false);
        set(state.writing, false);
    }

    private void level(StepGroups g) {
        when(g.directory().read, () -> set(state.level, g.directory().level));
        when(g.process().read, () -> set(state.level, g.process().level));
        when(g.first().read, () -> set(state.level, g.first().level));
    }

    private void table(StepGroups g, NextAccess access) {
        when(g.directory().read, () -> {
            set(state.table, Table.DEVICE_DIRECTORY);
            when(eq(g.directory().level, 0), () -> set(state.table, Table.DEVICE_CONTEXT));
        });
        when(or(access.tableDirect, g.secondEntry().tableLeaf), () -> {
            set(state.table, Table.FIRST_STAGE);
            when(processNext(g, access), () -> {
                set(state.table, Table.PROCESS_DIRECTORY);
                when(eq(state.level, 0), () -> set(state.table, Table.PROCESS_CONTEXT));
            });
        });
        when(access.secondStart, () -> set(state.table, Table.SECOND_STAGE));
        when(g.msi().read, () -> set(state.table, Table.MSI));
    }

    private static spinal.core.Bool processNext(StepGroups g, NextAccess access) {
        return or(and(access.tableDirect, g.process().read), and(g.secondEntry().tableLeaf, g.forProcess()));
    }

    private void gather(StepInput step, StepGroups g) {
        when(g.target().msi, () -> {
            set(state.msiIndex, 0);
            set(state.msiNibble, MsiWalk.TOP_NIBBLE);
        });
        when(step.is(StepKind.MSI_INDEX), () -> {
            set(state.msiIndex, g.msi().index);
            set(state.msiNibble, g.msi().nextNibble);
        });
    }

    private void update(StepInput step, StepGroups g, NextAccess access) {
        when(or(access.tableDirect, access.secondStart, g.secondEntry().next, g.secondEntry().tableLeaf), () -> {
            set(state.exclusive, access.exclusive);
            set(state.retries, 0);
        });
        when(access.again, () -> set(state.exclusive, true));
        when(g.arrival().lost, () -> set(state.retries, plus(step.state.retries, 1)));
        when(or(g.first().read, g.target().last), () -> {
            set(state.implicitWrite, false);
            set(state.fromCache, g.first().cached);
        });
        when(g.target().rewrite, () -> set(state.implicitWrite, true));
        when(or(g.first().postponed, g.secondEntry().postponed), () -> set(state.updates, true));
        when(g.outcome().secondRound, () -> {
            set(state.writing, true);
            set(state.firstStage, false);
            set(state.implicitWrite, false);
            set(state.fromCache, false);
        });
        when(
                and(access.read, not(access.again)),
                () -> set(state.entryAddress, slice(access.address, WalkParameters.ADDRESS_BITS - 1, 3)));
    }
}
