package dev.pagewalk.hdl.rtl.walk;

import static dev.pagewalk.hdl.spinal.Choices.mux;
import static dev.pagewalk.hdl.spinal.Literals.off;
import static dev.pagewalk.hdl.spinal.Literals.u;
import static dev.pagewalk.hdl.spinal.Operators.and;
import static dev.pagewalk.hdl.spinal.Operators.eq;
import static dev.pagewalk.hdl.spinal.Operators.ne;
import static dev.pagewalk.hdl.spinal.Operators.not;
import static dev.pagewalk.hdl.spinal.Operators.or;
import static dev.pagewalk.hdl.spinal.Registers.reg;
import static dev.pagewalk.hdl.spinal.Registers.regInit;
import static dev.pagewalk.hdl.spinal.Statements.set;
import static dev.pagewalk.hdl.spinal.Statements.when;
import static dev.pagewalk.hdl.spinal.Types.uint;

import dev.pagewalk.architecture.FaultCause;
import dev.pagewalk.architecture.HpmEvent;
import dev.pagewalk.hdl.rtl.common.CountedEvent;
import dev.pagewalk.hdl.rtl.common.WalkResult;
import dev.pagewalk.hdl.spinal.Group;
import spinal.core.Bool;
import spinal.core.UInt;

import java.util.List;

/**
 * What performance counters may count in a pass of the decision stage: a table read, or the end of a translation that no
 * cache knew. A pass never is both. One walk is one read of a table entry, whether or not it faults; the read that opens
 * a compare-and-swap is not another one. [IOMMU §6 iohpmevt, glossary]
 */
final class WalkEvents extends Group {
    private static final List<FaultCause> BEFORE_THE_STAGES = List.of(
            FaultCause.ALL_INBOUND_DISALLOWED,
            FaultCause.DDT_ACCESS_FAULT,
            FaultCause.DDT_NOT_VALID,
            FaultCause.DDT_MISCONFIGURED,
            FaultCause.TYPE_DISALLOWED,
            FaultCause.PDT_ACCESS_FAULT,
            FaultCause.PDT_NOT_VALID,
            FaultCause.PDT_MISCONFIGURED,
            FaultCause.DDT_POISON,
            FaultCause.PDT_POISON);

    final Bool valid = regInit(off());
    final CountedEvent event = reg(() -> new CountedEvent());

    /** Events of a pass, one cycle after it. */
    WalkEvents(Bool proceeds, StepInput step, StepActions actions, WalkState next, WalkResult result) {
        Bool second = ne(step.context.secondMode, ModeCode.BARE);
        Bool forProcess = and(eq(next.table, Table.SECOND_STAGE), eq(next.purpose, Purpose.PROCESS_TABLE));
        Bool first = and(ne(ModeCode.of(actions.root.mode), ModeCode.BARE), not(and(read(actions), forProcess)));
        Bool translated = or(result.gscidValid, result.pscidValid);
        Bool miss = and(
                and(proceeds, actions.finish, not(result.retry)),
                ne(result.source, WalkResult.SOURCE_SECOND_LEVEL),
                mux(result.fault, not(beforeTheStages(result)), translated));
        UInt table = ofTable(next);
        Bool read = and(proceeds, read(actions), ne(table, HpmEvent.NONE.id()));
        set(valid, or(miss, read));
        set(event.event, mux(read, table, u(HpmEvent.TLB_MISS.id(), 4)));
        set(event.deviceId, step.request.requester.deviceId);
        set(event.processValid, step.request.requester.processValid);
        set(event.processId, step.request.requester.processId);
        set(event.gscidValid, second);
        set(event.gscid, step.context.gscid);
        set(event.pscidValid, first);
        set(event.pscid, actions.root.pscid);
    }

    private static Bool read(StepActions actions) {
        return and(actions.read, not(actions.readExclusive));
    }

    private static UInt ofTable(WalkState next) {
        UInt event = uint(4);
        set(event, HpmEvent.NONE.id());
        count(event, next, HpmEvent.DEVICE_DIRECTORY_WALK, Table.DEVICE_DIRECTORY, Table.DEVICE_CONTEXT);
        count(event, next, HpmEvent.PROCESS_DIRECTORY_WALK, Table.PROCESS_DIRECTORY, Table.PROCESS_CONTEXT);
        count(event, next, HpmEvent.FIRST_STAGE_WALK, Table.FIRST_STAGE);
        count(event, next, HpmEvent.SECOND_STAGE_WALK, Table.SECOND_STAGE);
        return event;
    }

    private static void count(UInt event, WalkState next, HpmEvent value, Table... tables) {
        for (Table table : tables) {
            when(eq(next.table, table), () -> set(event, value.id()));
        }
    }

    private static Bool beforeTheStages(WalkResult result) {
        Bool early = off();
        for (FaultCause cause : BEFORE_THE_STAGES) {
            early = or(early, eq(result.cause, cause.code()));
        }
        return early;
    }
}
