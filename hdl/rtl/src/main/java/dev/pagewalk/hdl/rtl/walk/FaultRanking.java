package dev.pagewalk.hdl.rtl.walk;

import static dev.pagewalk.hdl.rtl.walk.Causes.when;
import static dev.pagewalk.hdl.spinal.Choices.mux;
import static dev.pagewalk.hdl.spinal.Literals.off;
import static dev.pagewalk.hdl.spinal.Literals.u;
import static dev.pagewalk.hdl.spinal.Operators.and;
import static dev.pagewalk.hdl.spinal.Operators.eq;
import static dev.pagewalk.hdl.spinal.Operators.ne;
import static dev.pagewalk.hdl.spinal.Operators.not;
import static dev.pagewalk.hdl.spinal.Operators.or;
import static dev.pagewalk.hdl.spinal.Shapes.catUInt;
import static dev.pagewalk.hdl.spinal.Shapes.slice;

import dev.pagewalk.architecture.FaultCause;
import dev.pagewalk.architecture.PageTableMode;
import dev.pagewalk.hdl.rtl.common.Canaries;
import dev.pagewalk.hdl.rtl.config.Canary;
import dev.pagewalk.hdl.rtl.config.Feature;
import dev.pagewalk.hdl.spinal.Group;
import spinal.core.Bool;
import spinal.core.UInt;

import java.util.List;

/**
 * The order of faults: the first condition of {@link #ranking} that holds ends the walk. The order is that of the
 * procedure in [IOMMU §3.3]; conditions come from the groups that know them.
 */
final class FaultRanking extends Group {
    private static final int PAGE = PageTableMode.PAGE_SHIFT;

    /** The walk ends with a fault. */
    final Bool fault;

    final UInt cause;
    /** The guest page, and all of the address of an implicit access: requests for one page share a walk. */
    final UInt iotval2;

    /** DC.tc.DTF suppresses the record [IOMMU §4.2]. Without a fault it is DTF, for what may fault later. */
    final Bool dropRecord;

    FaultRanking(WalkParameters p, StepInput step, StepGroups g) {
        List<Causes.Ranked> ranking = ranking(p, step, g);
        fault = Causes.any(ranking);
        cause = planted(Causes.first(ranking));
        Bool implicitWrite = p.has(Feature.AMO_HWAD) ? or(step.state.implicitWrite, g.target().rewrite) : off();
        Bool atStart = g.second().outOfRange;
        Bool implicit = mux(atStart, not(g.target().last), not(g.secondEntry().forDevice));
        Bool write = p.has(Feature.AMO_HWAD) ? and(implicit, mux(atStart, g.target().rewrite, implicitWrite)) : off();
        UInt guest = mux(atStart, g.target().address, step.state.guestAddress);
        Bool guestFault = or(eq(cause, FaultCause.INSTRUCTION_GUEST_PAGE_FAULT.code()), guestData(cause));
        UInt offset = mux(implicit, slice(guest, PAGE - 1, 2), u(0, PAGE - 2));
        UInt value = catUInt(slice(guest, Long.SIZE - 1, PAGE), offset, write, implicit);
        iotval2 = mux(guestFault, value, u(0, Long.SIZE));
        Bool early = or(
                step.is(StepKind.START),
                or(step.entryOf(Table.DEVICE_DIRECTORY), g.admission().accessFault, g.admission().poisoned),
                or(g.admission().notValid, g.admission().misconfigured));
        Bool known = or(not(early), and(step.is(StepKind.START), step.contextHit, not(g.directory().tooWide)));
        Bool silenced = and(step.context.dtf, known, not(or(g.directory().disallowed, g.directory().bareRefused)));
        dropRecord = Canaries.lose(Canary.DROP_FLAG_IGNORED, silenced);
    }

    private static UInt planted(UInt cause) {
        UInt first = planted(Canary.CAUSE_266_AS_267, cause, FaultCause.PDT_NOT_VALID, FaultCause.PDT_MISCONFIGURED);
        UInt second = planted(Canary.CAUSE_258_AS_259, first, FaultCause.DDT_NOT_VALID, FaultCause.DDT_MISCONFIGURED);
        UInt third =
                planted(Canary.CAUSE_21_FOR_13, second, FaultCause.READ_PAGE_FAULT, FaultCause.READ_GUEST_PAGE_FAULT);
        return planted(Canary.CAUSE_OF_EXECUTE, third, FaultCause.INSTRUCTION_PAGE_FAULT, FaultCause.READ_PAGE_FAULT);
    }

    private static UInt planted(Canary canary, UInt cause, FaultCause right, FaultCause wrong) {
        return Canaries.instead(canary, cause, () -> mux(eq(cause, right.code()), Causes.of(wrong), cause));
    }

    private static Bool guestData(UInt cause) {
        return or(
                eq(cause, FaultCause.READ_GUEST_PAGE_FAULT.code()),
                eq(cause, FaultCause.WRITE_GUEST_PAGE_FAULT.code()));
    }

    private static List<Causes.Ranked> ranking(WalkParameters p, StepInput step, StepGroups g) {
        Bool execute = step.request.execute;
        Bool write = and(step.request.write, not(eq(step.request.type, 2)));
        UInt access = Causes.accessFault(execute, write);
        Bool forProcess = and(eq(step.state.table, Table.SECOND_STAGE), g.forProcess());
        Bool spent = p.has(Feature.AMO_HWAD) ? and(g.arrival().lost, not(p.retriesLeft(step.state.retries))) : off();
        Bool exhausted = Canaries.instead(
                Canary.ADDRESS_LIMIT_WITHOUT_GUEST,
                spent,
                () -> or(spent, g.target().beyondWithoutGuest()));
        return List.of(
                when(g.directory().disallowed, FaultCause.ALL_INBOUND_DISALLOWED),
                when(g.directory().bareRefused, FaultCause.TYPE_DISALLOWED),
                when(g.directory().tooWide, FaultCause.TYPE_DISALLOWED),
                when(or(g.directory().accessFault, g.admission().accessFault), FaultCause.DDT_ACCESS_FAULT),
                when(or(g.directory().poisoned, g.admission().poisoned), FaultCause.DDT_POISON),
                when(or(g.directory().notValid, g.admission().notValid), FaultCause.DDT_NOT_VALID),
                when(or(g.directory().misconfigured, g.admission().misconfigured), FaultCause.DDT_MISCONFIGURED),
                when(g.admission().refused, FaultCause.TYPE_DISALLOWED),
                when(
                        or(g.process().accessFault, and(g.arrival().accessFault, forProcess)),
                        FaultCause.PDT_ACCESS_FAULT),
                when(or(g.process().poisoned, and(g.arrival().poisoned, forProcess)), FaultCause.PDT_POISON),
                when(g.process().notValid, FaultCause.PDT_NOT_VALID),
                when(g.process().misconfigured, FaultCause.PDT_MISCONFIGURED),
                when(g.process().supervisorRefused, FaultCause.TYPE_DISALLOWED),
                when(or(g.arrival().accessFault, exhausted), access),
                when(g.arrival().poisoned, FaultCause.PAGE_TABLE_POISON),
                when(or(g.first().outOfRange, g.first().pageFault), Causes.pageFault(execute, write)),
                when(or(g.secondEntry().guestPageFault, g.second().outOfRange), Causes.guestPageFault(execute, write)),
                when(g.msi().accessFault, FaultCause.MSI_PTE_ACCESS_FAULT),
                when(g.msi().poisoned, FaultCause.MSI_PTE_POISON),
                when(g.msi().notValid, FaultCause.MSI_PTE_NOT_VALID),
                when(g.msi().misconfigured, FaultCause.MSI_PTE_MISCONFIGURED),
                when(and(g.msi().done, execute, ne(step.request.type, 2)), FaultCause.INSTRUCTION_ACCESS_FAULT));
    }
}
