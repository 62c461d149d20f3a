package dev.pagewalk.hdl.rtl.walk;

import static dev.pagewalk.hdl.spinal.Choices.mux;
import static dev.pagewalk.hdl.spinal.Literals.off;
import static dev.pagewalk.hdl.spinal.Literals.on;
import static dev.pagewalk.hdl.spinal.Literals.zeros;
import static dev.pagewalk.hdl.spinal.OneHots.any;
import static dev.pagewalk.hdl.spinal.Operators.and;
import static dev.pagewalk.hdl.spinal.Operators.eq;
import static dev.pagewalk.hdl.spinal.Operators.not;
import static dev.pagewalk.hdl.spinal.Operators.or;
import static dev.pagewalk.hdl.spinal.Registers.reg;
import static dev.pagewalk.hdl.spinal.Registers.regInit;
import static dev.pagewalk.hdl.spinal.Shapes.resize;
import static dev.pagewalk.hdl.spinal.Shapes.setFromBits;
import static dev.pagewalk.hdl.spinal.Shapes.slice;
import static dev.pagewalk.hdl.spinal.Shapes.toBits;
import static dev.pagewalk.hdl.spinal.Signals.named;
import static dev.pagewalk.hdl.spinal.Statements.set;
import static dev.pagewalk.hdl.spinal.Statements.when;
import static dev.pagewalk.hdl.spinal.Streams.connect;
import static dev.pagewalk.hdl.spinal.Streams.fire;
import static dev.pagewalk.hdl.spinal.Streams.m2s;
import static dev.pagewalk.hdl.spinal.Streams.queueLowLatency;
import static dev.pagewalk.hdl.spinal.Types.bool;
import static dev.pagewalk.hdl.spinal.Types.flow;
import static dev.pagewalk.hdl.spinal.Types.in;
import static dev.pagewalk.hdl.spinal.Types.master;
import static dev.pagewalk.hdl.spinal.Types.out;
import static dev.pagewalk.hdl.spinal.Types.slave;
import static dev.pagewalk.hdl.spinal.Types.stream;
import static dev.pagewalk.hdl.spinal.Types.uint;
import static dev.pagewalk.hdl.spinal.Types.widthOf;

import dev.pagewalk.architecture.DirectoryMode;
import dev.pagewalk.hdl.rtl.common.Canaries;
import dev.pagewalk.hdl.rtl.common.CountedEvent;
import dev.pagewalk.hdl.rtl.common.DirectoryControl;
import dev.pagewalk.hdl.rtl.common.Invalidation;
import dev.pagewalk.hdl.rtl.common.PtwRead;
import dev.pagewalk.hdl.rtl.common.PtwReadResponse;
import dev.pagewalk.hdl.rtl.common.PtwWrite;
import dev.pagewalk.hdl.rtl.common.PtwWriteResponse;
import dev.pagewalk.hdl.rtl.common.TranslationRequest;
import dev.pagewalk.hdl.rtl.common.WalkResult;
import dev.pagewalk.hdl.rtl.config.Canary;
import dev.pagewalk.hdl.rtl.config.Feature;
import dev.pagewalk.hdl.rtl.config.IommuParameters;
import dev.pagewalk.hdl.rtl.config.Size;
import dev.pagewalk.hdl.spinal.Group;
import dev.pagewalk.hdl.spinal.Module;
import spinal.core.Bool;
import spinal.core.UInt;
import spinal.lib.Flow;
import spinal.lib.Stream;

/**
 * <b>Purpose:</b> translates what the first-level IOTLB does not know: directories, both page-table stages, MSI tables.
 * <br><b>Contract:</b> each slot that {@link #slot} hands out is answered exactly once on {@link #result}; walks answer
 * in any order; a walk that an invalidation may concern keeps nothing and answers retry. Every read and write that a
 * walk has issued is finished when it answers.
 * <br><b>Latency/throughput:</b> L+2 cycles per read of latency L, one pass of the decision stage per cycle, up to
 * {@code walks} walks in flight; three cycles from the request to the first read, two from the last data to the result.
 * <br><b>Faults raised:</b> 1, 5, 7, 12, 13, 15, 20, 21, 23, 256 to 263, 265 to 270, 274.
 * <br><b>Spec references:</b> [IOMMU §3.3], [IOMMU §3.8], IOFENCE.C in [IOMMU §4.1.2].
 */
public final class WalkEngine extends Module<IommuParameters> {
    private final WalkParameters p = new WalkParameters(parameters);

    public final Stream<TranslationRequest> request = slave(stream(() -> new TranslationRequest()));
    public final UInt slot = out(uint(p.slotBits()));
    public final Flow<WalkResult> result = master(flow(() -> new WalkResult(p.slotBits())));
    public final DirectoryControl control = in(new DirectoryControl());
    public final Stream<Invalidation> invalidate = slave(stream(() -> new Invalidation()));
    public final Bool fenceStart = in(bool());
    public final Bool fenceDone = out(bool());
    public final Stream<PtwRead> read = master(stream(() -> new PtwRead(parameters.walkIdWidth())));
    public final Flow<PtwReadResponse> readResponse = slave(flow(() -> new PtwReadResponse(parameters.walkIdWidth())));
    public final Stream<PtwWrite> write = master(stream(() -> new PtwWrite(parameters.walkIdWidth())));
    public final Flow<PtwWriteResponse> writeResponse =
            slave(flow(() -> new PtwWriteResponse(parameters.walkIdWidth())));

    /** For the performance counters; null without them. */
    public final Flow<CountedEvent> counted = p.has(Feature.HPM) ? master(flow(() -> new CountedEvent())) : null;

    private final SlotTable slots = new SlotTable(p);
    private final SecondLevel secondLevel = p.size(Size.SECOND_LEVEL_SETS) > 0 ? new SecondLevel(p) : null;
    private final StepScheduler scheduler = new StepScheduler(p);
    private final WalkStore store = new WalkStore(p);
    private final ContextLookup contexts = new ContextLookup(p);
    private final StepDecider decider = new StepDecider(p);

    final class Invalidating extends Group {
        final Bool now = Canaries.lose(Canary.LOST_INVALIDATION, fire(invalidate));
    }

    private final Invalidating invalidating = new Invalidating();

    /** The slot chosen in this cycle: its state is read and the context caches are asked. */
    final class Fetch extends Group {
        final UInt slot = scheduler.slot;
        final StepInput step = new StepInput();
    }

    private final Fetch fetch = new Fetch();

    /** What the decision stage works on. */
    final class Decide extends Group {
        final Bool active = regInit(off());
        final UInt slot = reg(() -> uint(p.slotBits()));
        final StepInput step = reg(() -> new StepInput());
        final Bool abandoned = and(active, slots.stale, or(step.last, not(step.is(StepKind.ENTRY))));
        final Bool proceeds = and(active, not(abandoned));
    }

    private final Decide decide = new Decide();

    /** The answer, one cycle after its decision. */
    final class Respond extends Group {
        final Bool valid = regInit(off());
        final WalkResult payload = reg(() -> new WalkResult(p.slotBits()));
        /** Whom it is for; the second level keeps it. */
        final TranslationRequest request = secondLevel == null ? null : reg(() -> new TranslationRequest());
    }

    private final Respond respond = new Respond();

    /** Opens the component. */
    public WalkEngine(IommuParameters parameters) {
        super(parameters);
        requests();
        fetching();
        deciding();
        storing();
        issuing();
        invalidations();
        if (counted != null) {
            WalkEvents events = named(
                    new WalkEvents(decide.proceeds, decide.step, decider.actions, decider.next, decider.result),
                    "events");
            set(counted.valid(), events.valid);
            set(counted.payload(), events.event);
        }
    }

    private void requests() {
        connect(request, slots.request);
        set(slot, slots.slot);
        set(slots.answered.valid(), respond.valid);
        set(slots.answered.payload(), respond.payload.slot);
        set(result.valid(), respond.valid);
        set(result.payload(), respond.payload);
        set(slots.mayOpen, secondLevel == null ? on() : secondLevel.mayOpen);
        set(scheduler.opened, secondLevel == null ? slots.opened : secondLevel.missed.valid());
        set(scheduler.openedSlot, secondLevel == null ? slots.slot : secondLevel.missed.payload());
        connect(readResponse, scheduler.readResponse);
        connect(writeResponse, scheduler.writeResponse);
    }

    private void fetching() {
        StepInput step = fetch.step;
        scheduler.describe(step);
        store.read(fetch.slot, step);
        contexts.look(step.request.requester, step);
        set(slots.touches, and(scheduler.valid, step.is(StepKind.START)));
        set(slots.touchedSlot, fetch.slot);
        set(decide.active, scheduler.valid);
        set(decide.slot, fetch.slot);
        set(decide.step, step);
    }

    private void deciding() {
        set(decider.active, decide.proceeds);
        set(decider.step, decide.step);
        set(decider.slot, decide.slot);
        set(decider.control, control);
        set(decider.burst, scheduler.burst);
        set(slots.deciding, decide.active);
        set(slots.decidedSlot, decide.slot);
        set(slots.learnt, decider.actions.scope);
        set(decider.stale, slots.stale);
        Bool ends = or(decide.abandoned, decider.actions.finish);
        set(respond.valid, ends);
        set(respond.payload, decider.result);
        if (secondLevel != null) {
            lookup(ends);
        }
        set(scheduler.decided, decide.active);
        set(scheduler.decidedSlot, decide.slot);
        set(scheduler.decidedStep, decide.step);
        set(scheduler.actions, decider.actions);
    }

    /** The second level is asked when a slot opens, answers when no walk does, and keeps what walks have found. */
    private void lookup(Bool ends) {
        Bool taken = and(secondLevel.found, not(ends), not(invalidating.now));
        set(secondLevel.open, slots.opened);
        set(secondLevel.openSlot, slots.slot);
        set(secondLevel.openRequest, request.payload());
        Bool unused =
                or(eq(control.mode, DirectoryMode.OFF.encoding()), eq(control.mode, DirectoryMode.BARE.encoding()));
        set(secondLevel.enabled, not(unused));
        set(secondLevel.taken, taken);
        when(taken, () -> {
            set(respond.valid, true);
            set(respond.payload, secondLevel.result);
        });
        set(respond.request, decide.step.request);
        set(secondLevel.install, respond.valid);
        set(secondLevel.installRequest, respond.request);
        set(secondLevel.installResult, respond.payload);
        set(secondLevel.invalidation.valid(), invalidating.now);
        set(secondLevel.invalidation.payload(), invalidate.payload());
    }

    private void storing() {
        store.open(slots.opened, slots.slot, request.payload());
        store.write(decide.proceeds, decide.slot, decide.step, decider.next, decider.actions);
        contexts.install(decide.step, decider.actions);
    }

    private void issuing() {
        StepActions actions = decider.actions;
        Stream<PtwRead> reads = stream(() -> new PtwRead(parameters.walkIdWidth()));
        set(reads.valid(), actions.read);
        set(reads.payload().address, actions.readAddress);
        set(reads.payload().id, resize(decide.slot, parameters.walkIdWidth()));
        set(reads.payload().beats, actions.readBeats);
        set(reads.payload().exclusive, actions.readExclusive);
        set(reads.payload().rcid, mux(actions.readByIommu, control.rcid, decide.step.context.rcid));
        set(reads.payload().mcid, mux(actions.readByIommu, control.mcid, decide.step.context.mcid));
        leaving(m2s(queueLowLatency(reads, p.walks())));
        if (p.has(Feature.AMO_HWAD)) {
            connect(m2s(queueLowLatency(swaps(actions), p.walks())), write);
        } else {
            set(write.valid(), false);
            setFromBits(write.payload(), zeros(widthOf(write.payload())));
        }
    }

    /** Reads leave, but for those beyond the physical addresses. [IOMMU §6 capabilities.PAS] */
    private void leaving(Stream<PtwRead> reads) {
        int limit = parameters.physicalAddressBits();
        Bool beyond = limit == WalkParameters.ADDRESS_BITS
                ? off()
                : any(toBits(slice(reads.payload().address, WalkParameters.ADDRESS_BITS - 1, limit)));
        set(read.valid(), and(reads.valid(), not(beyond)));
        set(read.payload(), reads.payload());
        set(reads.ready(), or(read.ready(), beyond));
        set(scheduler.refused.valid(), and(reads.valid(), beyond));
        set(scheduler.refused.payload(), slice(reads.payload().id, p.slotBits() - 1, 0));
    }

    private Stream<PtwWrite> swaps(StepActions actions) {
        Stream<PtwWrite> writes = stream(() -> new PtwWrite(parameters.walkIdWidth()));
        set(writes.valid(), actions.swap);
        set(writes.payload().address, actions.readAddress);
        set(writes.payload().id, resize(decide.slot, parameters.walkIdWidth()));
        set(writes.payload().data, actions.swapData);
        set(writes.payload().strobe, actions.swapStrobe);
        set(writes.payload().exclusive, Canaries.lose(Canary.UPDATE_NOT_EXCLUSIVE, on()));
        set(writes.payload().rcid, decide.step.context.rcid);
        set(writes.payload().mcid, decide.step.context.mcid);
        return writes;
    }

    private void invalidations() {
        set(invalidate.ready(), secondLevel == null ? on() : secondLevel.invalidateReady);
        set(slots.invalidation.valid(), invalidating.now);
        set(slots.invalidation.payload(), invalidate.payload());
        RemovalScope scope = new RemovalScope(invalidating.now, invalidate.payload());
        set(decider.flushFirst, scope.firstPointers);
        set(decider.flushSecond, scope.secondPointers);
        set(decider.flushNested, scope.nestedPages);
        set(decider.flushMessages, scope.messageEntries);
        contexts.remove(scope, invalidate.payload());
        set(slots.fenceStart, fenceStart);
        set(fenceDone, slots.fenceDone);
    }
}
