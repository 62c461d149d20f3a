package dev.pagewalk.hdl.rtl.walk;

import static dev.pagewalk.hdl.spinal.Choices.mux;
import static dev.pagewalk.hdl.spinal.Literals.off;
import static dev.pagewalk.hdl.spinal.Literals.u;
import static dev.pagewalk.hdl.spinal.OneHots.any;
import static dev.pagewalk.hdl.spinal.OneHots.lowestIndex;
import static dev.pagewalk.hdl.spinal.Operators.and;
import static dev.pagewalk.hdl.spinal.Operators.eq;
import static dev.pagewalk.hdl.spinal.Operators.not;
import static dev.pagewalk.hdl.spinal.Operators.or;
import static dev.pagewalk.hdl.spinal.Operators.plus;
import static dev.pagewalk.hdl.spinal.Registers.reg;
import static dev.pagewalk.hdl.spinal.Registers.regInit;
import static dev.pagewalk.hdl.spinal.Shapes.at;
import static dev.pagewalk.hdl.spinal.Shapes.resize;
import static dev.pagewalk.hdl.spinal.Shapes.slice;
import static dev.pagewalk.hdl.spinal.Shapes.toBits;
import static dev.pagewalk.hdl.spinal.Statements.set;
import static dev.pagewalk.hdl.spinal.Statements.when;
import static dev.pagewalk.hdl.spinal.Types.bool;
import static dev.pagewalk.hdl.spinal.Types.flow;
import static dev.pagewalk.hdl.spinal.Types.in;
import static dev.pagewalk.hdl.spinal.Types.out;
import static dev.pagewalk.hdl.spinal.Types.slave;
import static dev.pagewalk.hdl.spinal.Types.uint;
import static dev.pagewalk.hdl.spinal.Types.vec;

import dev.pagewalk.hdl.rtl.common.PtwReadResponse;
import dev.pagewalk.hdl.rtl.common.PtwWriteResponse;
import dev.pagewalk.hdl.rtl.config.Feature;
import dev.pagewalk.hdl.spinal.Group;
import dev.pagewalk.hdl.spinal.HwEnum;
import dev.pagewalk.hdl.spinal.Module;
import spinal.core.Bool;
import spinal.core.SpinalEnumCraft;
import spinal.core.UInt;
import spinal.core.Vec;
import spinal.lib.Flow;

/**
 * <b>Purpose:</b> chooses the walk that passes the decision stage next, and why it does.
 * <br><b>Contract:</b> data from memory passes in the cycle of its arrival; walks without data wait, lowest slot first;
 * each walk has one reason at a time. Keeps per walk the place in a burst and what was wrong with it.
 * <br><b>Latency/throughput:</b> one walk per cycle, combinational from the read data to the stage's registers.
 * <br><b>Faults raised:</b> none.
 * <br><b>Spec references:</b> none.
 */
final class StepScheduler extends Module<WalkParameters> {
    private static final int BEAT_BITS = 3;

    final Flow<PtwReadResponse> readResponse =
            slave(flow(() -> new PtwReadResponse(parameters.iommu().walkIdWidth())));
    final Flow<PtwWriteResponse> writeResponse =
            slave(flow(() -> new PtwWriteResponse(parameters.iommu().walkIdWidth())));
    /** A read beyond the physical addresses: it counts as answered with an error. */
    final Flow<UInt> refused = slave(flow(() -> uint(parameters.slotBits())));

    final Bool opened = in(bool());
    final UInt openedSlot = in(uint(parameters.slotBits()));
    /** The pass in the decision stage. */
    final Bool decided = in(bool());

    final UInt decidedSlot = in(uint(parameters.slotBits()));
    final StepInput decidedStep = in(new StepInput());
    final StepActions actions = in(new StepActions());

    final Bool valid = out(bool());
    final UInt slot = out(uint(parameters.slotBits()));
    final SpinalEnumCraft<HwEnum<StepKind>> kind = out(StepInput.KIND.signal());
    final UInt beat = out(uint(BEAT_BITS));
    final Bool last = out(bool());
    final Bool error = out(bool());
    final Bool poison = out(bool());
    final Bool exclusiveOkay = out(bool());
    /** Of the walk in the decision stage. */
    final BurstStatus burst = out(new BurstStatus());

    private final int walks = parameters.walks();

    final class Waiting extends Group {
        final Vec<Bool> waits = vec(walks, i -> regInit(off()));
        final Vec<SpinalEnumCraft<HwEnum<StepKind>>> kinds = vec(walks, i -> reg(() -> StepInput.KIND.signal()));
        final UInt first = walks == 1 ? u(0, 1) : resize(lowestIndex(toBits(waits)), parameters.slotBits());
    }

    private final Waiting waiting = new Waiting();

    /** How compare-and-swaps ended. */
    final class Swaps extends Group {
        final Vec<Bool> error = vec(walks, i -> reg(() -> bool()));
        final Vec<Bool> poison = vec(walks, i -> reg(() -> bool()));
        final Vec<Bool> exclusiveOkay = vec(walks, i -> reg(() -> bool()));
    }

    private final Swaps swaps = parameters.has(Feature.AMO_HWAD) ? new Swaps() : null;

    private final SpinalEnumCraft<HwEnum<StepKind>> waitingKind = Slots.pick(waiting.kinds, waiting.first);

    final class Bursts extends Group {
        final Vec<UInt> beats = vec(walks, i -> regInit(u(0, BEAT_BITS)));
        final Vec<BurstStatus> status = vec(walks, i -> reg(() -> new BurstStatus()));
    }

    private final Bursts bursts = new Bursts();

    StepScheduler(WalkParameters parameters) {
        super(parameters);
        Bool data = readResponse.valid();
        UInt dataSlot = slice(readResponse.payload().id, parameters.slotBits() - 1, 0);
        set(valid, or(data, any(waiting.waits)));
        set(slot, mux(data, dataSlot, waiting.first));
        set(kind, waitingKind);
        when(data, () -> set(kind, StepKind.ENTRY));
        set(beat, Slots.pick(bursts.beats, dataSlot));
        status(data);
        set(burst, Slots.pick(bursts.status, decidedSlot));
        for (int i = 0; i < walks; i++) {
            wait(i, data);
            count(i, and(data, eq(dataSlot, i)));
        }
    }

    private void status(Bool data) {
        PtwReadResponse response = readResponse.payload();
        set(last, or(response.last, not(data)));
        set(error, or(response.error, not(data)));
        set(poison, and(response.poison, data));
        set(exclusiveOkay, response.exclusiveOkay);
        if (swaps != null) {
            when(and(not(data), eq(waitingKind, StepKind.WRITTEN)), () -> {
                set(error, Slots.pick(swaps.error, waiting.first));
                set(poison, Slots.pick(swaps.poison, waiting.first));
                set(exclusiveOkay, Slots.pick(swaps.exclusiveOkay, waiting.first));
            });
        }
    }

    private void wait(int i, Bool data) {
        when(and(not(data), eq(waiting.first, i)), () -> set(at(waiting.waits, i), false));
        when(and(actions.local, eq(decidedSlot, i)), () -> {
            set(at(waiting.waits, i), true);
            set(at(waiting.kinds, i), actions.localKind);
        });
        if (swaps != null) {
            UInt writtenSlot = slice(writeResponse.payload().id, parameters.slotBits() - 1, 0);
            when(and(writeResponse.valid(), eq(writtenSlot, i)), () -> {
                set(at(waiting.waits, i), true);
                set(at(waiting.kinds, i), StepKind.WRITTEN);
                set(at(swaps.error, i), writeResponse.payload().error);
                set(at(swaps.poison, i), writeResponse.payload().poison);
                set(at(swaps.exclusiveOkay, i), writeResponse.payload().exclusiveOkay);
            });
        }
        when(and(refused.valid(), eq(refused.payload(), i)), () -> {
            set(at(waiting.waits, i), true);
            set(at(waiting.kinds, i), StepKind.ENTRY);
        });
        when(and(opened, eq(openedSlot, i)), () -> {
            set(at(waiting.waits, i), true);
            set(at(waiting.kinds, i), StepKind.START);
        });
    }

    private void count(int i, Bool arrives) {
        UInt next = plus(at(bursts.beats, i), 1);
        when(arrives, () -> set(at(bursts.beats, i), mux(readResponse.payload().last, u(0, BEAT_BITS), next)));
        BurstStatus status = at(bursts.status, i);
        Bool mine = eq(decidedSlot, i);
        Bool entry = and(decided, mine, decidedStep.is(StepKind.ENTRY));
        when(entry, () -> {
            set(status.error, or(status.error, decidedStep.error));
            set(status.poison, or(status.poison, decidedStep.poison));
            set(status.malformed, or(status.malformed, actions.malformed));
        });
        when(or(and(actions.read, mine), and(opened, eq(openedSlot, i))), () -> {
            set(status.error, false);
            set(status.poison, false);
            set(status.malformed, false);
        });
    }

    /** Fills in why a walk passes and what came from memory; called from the parent. */
    void describe(StepInput step) {
        set(step.kind, kind);
        set(step.data, readResponse.payload().data);
        set(step.last, last);
        set(step.error, error);
        set(step.poison, poison);
        set(step.exclusiveOkay, exclusiveOkay);
        set(step.beat, beat);
    }
}
