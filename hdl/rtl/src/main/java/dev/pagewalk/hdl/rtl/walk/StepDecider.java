package dev.pagewalk.hdl.rtl.walk;

import static dev.pagewalk.hdl.spinal.Choices.mux;
import static dev.pagewalk.hdl.spinal.Literals.off;
import static dev.pagewalk.hdl.spinal.Literals.on;
import static dev.pagewalk.hdl.spinal.Operators.and;
import static dev.pagewalk.hdl.spinal.Operators.eq;
import static dev.pagewalk.hdl.spinal.Operators.ne;
import static dev.pagewalk.hdl.spinal.Operators.not;
import static dev.pagewalk.hdl.spinal.Operators.or;
import static dev.pagewalk.hdl.spinal.Shapes.toBits;
import static dev.pagewalk.hdl.spinal.Statements.set;
import static dev.pagewalk.hdl.spinal.Statements.when;
import static dev.pagewalk.hdl.spinal.Types.bool;
import static dev.pagewalk.hdl.spinal.Types.in;
import static dev.pagewalk.hdl.spinal.Types.out;
import static dev.pagewalk.hdl.spinal.Types.uint;

import dev.pagewalk.hdl.rtl.common.DirectoryControl;
import dev.pagewalk.hdl.rtl.common.TranslationRequest;
import dev.pagewalk.hdl.rtl.common.WalkResult;
import dev.pagewalk.hdl.rtl.config.Feature;
import dev.pagewalk.hdl.spinal.Module;
import spinal.core.Bits;
import spinal.core.Bool;
import spinal.core.UInt;

/**
 * <b>Purpose:</b> the decision stage: one pass takes a walk from what has just arrived to its next access or its end.
 * <br><b>Contract:</b> combinational from the registered step to the actions; exactly one of read, swap, local pass,
 * waiting for more of a burst, and result follows a pass. Caches of page-table pointers are inside.
 * <br><b>Latency/throughput:</b> one pass per cycle, all walks share it.
 * <br><b>Faults raised:</b> all of the translation procedure, ranked by {@link FaultRanking}.
 * <br><b>Spec references:</b> [IOMMU §3.3]; one group per part of it, see {@link StepGroups}.
 */
final class StepDecider extends Module<WalkParameters> {
    final Bool active = in(bool());
    final StepInput step = in(new StepInput());
    final UInt slot = in(uint(parameters.slotBits()));
    final BurstStatus burst = in(new BurstStatus());
    final DirectoryControl control = in(new DirectoryControl());
    /** An invalidation concerns this walk: nothing may be kept. */
    final Bool stale = in(bool());
    /** Forget first-stage pointers, second-stage pointers and nested pages. */
    final Bool flushFirst = in(bool());

    final Bool flushSecond = in(bool());
    final Bool flushNested = in(bool());
    final Bool flushMessages = in(bool());

    final StepActions actions = out(new StepActions());
    final WalkState next = out(new WalkState());
    final WalkResult result = out(new WalkResult(parameters.slotBits()));

    private final Bool secondActive = ne(step.context.secondMode, ModeCode.BARE);
    private final EntryArrival arrival = new EntryArrival(parameters, step, control);
    private final DirectoryWalk directory = new DirectoryWalk(parameters, step, arrival.word, control);
    private final ContextAdmission admission = new ContextAdmission(parameters, step, burst, control);
    private final ProcessWalk process = new ProcessWalk(parameters, step, arrival.word, burst, admission);
    private final FirstStageWalk first =
            new FirstStageWalk(parameters, step, arrival, admission, process, secondActive);
    private final SecondStageEntry secondEntry = new SecondStageEntry(parameters, step, arrival, first.need, control);
    private final GuestTarget target = new GuestTarget(parameters, step, admission, process, first, secondActive);
    private final SecondStageStart second = new SecondStageStart(parameters, step, target, secondActive, control);
    private final MsiWalk msi = new MsiWalk(parameters, step, burst);
    private final MsiCache messages = new MsiCache(parameters, step, target);
    private final Outcome outcome =
            new Outcome(parameters, step, directory, admission, first, secondEntry, target, msi, secondActive);
    private final StepGroups groups = new StepGroups(
            arrival,
            directory,
            admission,
            process,
            first,
            secondEntry,
            target,
            second,
            msi,
            outcome,
            eq(step.state.purpose, Purpose.PROCESS_TABLE));
    private final NextAccess access = new NextAccess(
            parameters, step, arrival, directory, process, first, secondEntry, target, second, msi, secondActive);
    private final FaultRanking faults = new FaultRanking(parameters, step, groups);
    private final NextState nextState = new NextState(parameters, step, groups, access);

    StepDecider(WalkParameters parameters) {
        super(parameters);
        set(next, nextState.state);
        act();
        burst();
        swap();
        keep();
        scope();
        answer();
    }

    private void act() {
        Bool well = and(active, not(faults.fault));
        set(actions.read, and(well, access.read));
        set(actions.readAddress, access.address);
        set(actions.readBeats, access.beats);
        set(actions.readExclusive, access.exclusive);
        set(actions.readByIommu, directory.read);
        set(actions.finish, and(active, or(faults.fault, outcome.done)));
    }

    private void burst() {
        Bool context = step.entryOf(Table.DEVICE_CONTEXT);
        Bool processContext = parameters.hasProcesses() ? step.entryOf(Table.PROCESS_CONTEXT) : off();
        Bool msiEntry = parameters.has(Feature.MSI_FLAT) ? step.entryOf(Table.MSI) : off();
        set(actions.contextBeat, and(active, context));
        set(actions.processBeat, and(active, processContext));
        set(actions.msiBeat, and(active, msiEntry));
        set(actions.word, arrival.word);
        set(actions.contextLoad, and(active, step.is(StepKind.START)));
        Bool malformed = off();
        for (int i = 0; i < parameters.contextWords(); i++) {
            Bool bad = DeviceContextChecks.malformed(parameters, i, arrival.word, control);
            malformed = or(malformed, and(context, eq(step.beat, i), bad));
        }
        for (int i = 0; i < 2; i++) {
            Bool bad = ContextDecoder.malformedProcess(i, arrival.word);
            malformed = or(malformed, and(processContext, eq(step.beat, i), bad));
        }
        set(actions.malformed, malformed);
        Bool complete = and(active, step.last, or(context, processContext, msiEntry));
        Bool gather = and(active, not(faults.fault), or(target.msi, msi.gather));
        set(actions.msiLoad, and(active, not(faults.fault), messages.hit));
        set(actions.msiEntry, messages.entry);
        Bool again = and(active, not(faults.fault), outcome.secondRound);
        set(actions.local, or(complete, gather, again));
        set(actions.localKind, StepKind.MSI_INDEX);
        when(or(context, outcome.secondRound), () -> set(actions.localKind, StepKind.CONTEXT));
        when(processContext, () -> set(actions.localKind, StepKind.PROCESS));
        when(or(msiEntry, messages.hit), () -> set(actions.localKind, StepKind.MSI_ENTRY));
    }

    private void swap() {
        set(actions.swap, and(active, not(faults.fault), access.swap));
        Bool dirty = mux(arrival.first, first.decision.updateDirty, secondEntry.decision.updateDirty);
        Bits entry = EntryUpdate.updated(arrival.word, dirty);
        set(actions.saved, entry);
        set(actions.swapData, EntryUpdate.onBus(entry, arrival.rv32, arrival.bigEndian));
        set(actions.swapStrobe, EntryUpdate.strobe(arrival.rv32, arrival.upper));
    }

    private void keep() {
        Bool fresh = and(active, not(stale));
        set(actions.installContext, and(fresh, admission.install));
        set(actions.installProcess, and(fresh, process.install, settled()));
        set(actions.root, first.root);
        set(actions.rootLoad, and(active, or(admission.deviceFirstStage, admission.cachedFirstStage)));
        Bool readOnly = parameters.has(Feature.AMO_HWAD) ? not(step.state.implicitWrite) : not(off());
        Bool settled = parameters.has(Feature.AMO_HWAD) ? and(not(secondEntry.postponed), settled()) : on();
        Bool table = and(fresh, secondEntry.tableLeaf, readOnly, settled);
        Bool nestedPointer = and(table, eq(step.state.purpose, Purpose.FIRST_STAGE_TABLE));
        Bool plainPointer = and(fresh, arrival.first, first.decision.next, not(secondActive));
        UInt level = mux(nestedPointer, step.state.level, first.level);
        UInt page = mux(nestedPointer, secondEntry.page, arrival.entry.ppn);
        Bool global = mux(nestedPointer, step.state.leaf.global, first.global);
        first.pointers.install(or(nestedPointer, plainPointer), level, first.space, step.request.iova, page, global);
        first.pointers.flush(flushFirst);
        second.pointers.install(
                and(fresh, secondEntry.next),
                secondEntry.level,
                second.space,
                step.state.guestAddress,
                arrival.entry.ppn,
                off());
        second.installPage(table, step.state.guestAddress, secondEntry.page);
        second.pointers.flush(flushSecond);
        set(second.nested.flush, flushNested);
        messages.install(and(fresh, msi.done), step);
        messages.flush(flushMessages);
    }

    /** No entry on the way here waits for its A bit: whoever comes by a shorter way misses none. */
    private Bool settled() {
        return parameters.has(Feature.AMO_HWAD) ? or(step.state.writing, not(step.state.updates)) : on();
    }

    private void scope() {
        set(actions.scope.known, and(active, admission.admitted));
        set(actions.scope.second, secondActive);
        set(actions.scope.gscid, step.context.gscid);
        set(actions.scope.first, and(active, first.begin));
        set(actions.scope.pscid, first.root.pscid);
    }

    private void answer() {
        set(result.slot, slot);
        set(result.retry, stale);
        set(result.fault, and(faults.fault, not(stale)));
        set(result.cause, faults.cause);
        set(result.iotval2, faults.iotval2);
        set(result.dropRecord, faults.dropRecord);
        Bool plain = eq(step.request.type, TranslationRequest.UNTRANSLATED);
        Bool ats = eq(step.request.type, TranslationRequest.ATS);
        set(result.install, and(not(stale), not(faults.fault), plain, not(directory.bareDone), not(msi.mrif)));
        set(result.ppn, outcome.page);
        set(result.unchanged, outcome.unchanged);
        set(result.sizeLog2, outcome.combined.sizeLog2);
        set(result.piece, outcome.combined.piece);
        set(result.readable, outcome.combined.readable);
        set(result.writable, outcome.combined.writable);
        Bool granted = or(not(ats), and(step.request.execute, outcome.combined.readable));
        set(result.executable, and(outcome.combined.executable, granted));
        set(result.pbmt, toBits(outcome.combined.pbmt));
        set(result.rcid, qos(control.rcid, step.context.rcid));
        set(result.mcid, qos(control.mcid, step.context.mcid));
        set(result.gscid, step.context.gscid);
        set(result.gscidValid, and(secondActive, not(directory.bareDone), not(admission.passThrough)));
        set(result.pscid, step.root.pscid);
        set(result.pscidValid, outcome.firstStage);
        Bool mayBeGlobal = or(not(ats), step.request.requester.processValid);
        set(result.global, and(outcome.combined.global, not(msi.done), mayBeGlobal));
        set(result.levels, step.state.reads);
        when(step.is(StepKind.START), () -> set(result.levels, 0));
        set(result.source, WalkResult.SOURCE_WALK);
        when(outcome.bare, () -> set(result.source, WalkResult.SOURCE_BARE));
        set(result.untranslatedOnly, and(ats, msi.mrif));
        set(result.cxlIo, and(ats, or(msi.done, step.context.t2gpa, ne(outcome.combined.pbmt, 0))));
        set(result.repeatProcess, step.context.prpr);
        set(result.mrif, msi.mrif);
        set(result.mrifAddress, msi.mrifAddress);
        set(result.notice, msi.notice);
        set(result.noticeId, msi.noticeId);
    }

    private UInt qos(UInt ofIommu, UInt ofDevice) {
        return mux(directory.bareDone, ofIommu, ofDevice);
    }
}
