package dev.pagewalk.hdl.rtl.queue;

import static dev.pagewalk.hdl.spinal.Literals.off;
import static dev.pagewalk.hdl.spinal.Literals.zeros;
import static dev.pagewalk.hdl.spinal.Operators.and;
import static dev.pagewalk.hdl.spinal.Operators.eq;
import static dev.pagewalk.hdl.spinal.Operators.not;
import static dev.pagewalk.hdl.spinal.Operators.or;
import static dev.pagewalk.hdl.spinal.Registers.regInit;
import static dev.pagewalk.hdl.spinal.Shapes.setFromBits;
import static dev.pagewalk.hdl.spinal.Signals.allowOverride;
import static dev.pagewalk.hdl.spinal.Statements.is;
import static dev.pagewalk.hdl.spinal.Statements.select;
import static dev.pagewalk.hdl.spinal.Statements.set;
import static dev.pagewalk.hdl.spinal.Statements.when;
import static dev.pagewalk.hdl.spinal.Types.bool;
import static dev.pagewalk.hdl.spinal.Types.in;
import static dev.pagewalk.hdl.spinal.Types.master;
import static dev.pagewalk.hdl.spinal.Types.out;
import static dev.pagewalk.hdl.spinal.Types.stream;
import static dev.pagewalk.hdl.spinal.Types.widthOf;

import dev.pagewalk.hdl.rtl.common.Canaries;
import dev.pagewalk.hdl.rtl.common.Invalidation;
import dev.pagewalk.hdl.rtl.common.InvalidationKind;
import dev.pagewalk.hdl.rtl.config.Canary;
import dev.pagewalk.hdl.rtl.config.IommuParameters;
import dev.pagewalk.hdl.spinal.HwEnum;
import dev.pagewalk.hdl.spinal.Module;
import spinal.core.Bool;
import spinal.core.SpinalEnumCraft;
import spinal.lib.Stream;

/**
 * Purpose: waits until everything accepted before a moment has finished, for fences and for changes of ddtp.
 * Contract: one drain at a time. {@code done} of a requester is high for one cycle, when device port and walks have
 *     reported that what was in flight at the start has ended; it keeps asking until then. A change of ddtp also makes
 *     walks in flight stale first, so that no request leaves with a translation of the old configuration afterwards.
 * Latency/throughput: four cycles and the longest access in flight; two more for a change of ddtp.
 * Faults raised: none.
 * Spec references: [IOMMU §4.1 IOFENCE.C, §6 ddtp]
 */
public final class DrainControl extends Module<IommuParameters> {

    private static final HwEnum<DrainState> STATE = new HwEnum<>(DrainState.class);

    public final Bool directoryRequest = in(bool());
    public final Bool directoryDone = out(bool());
    public final Bool fenceRequest = in(bool());
    public final Bool fenceDone = out(bool());
    public final Stream<Invalidation> invalidateWalk = master(stream(Invalidation::new));
    public final Stream<Invalidation> invalidateFront = master(stream(Invalidation::new));
    public final Bool start = out(bool());
    public final Bool frontDone = in(bool());
    public final Bool walkDone = in(bool());

    private final SpinalEnumCraft<HwEnum<DrainState>> state = regInit(STATE.of(DrainState.IDLE));
    private final Bool forDirectory = regInit(off());

    public DrainControl(IommuParameters parameters) {
        super(parameters);
        Bool both = and(frontDone, walkDone);
        Bool settled = Canaries.instead(Canary.OFF_TOO_EARLY, both, () -> or(both, forDirectory));
        Bool finished = and(eq(state, DrainState.WAIT), settled);
        set(start, eq(state, DrainState.START));
        set(directoryDone, and(finished, forDirectory));
        set(fenceDone, and(finished, not(forDirectory)));
        set(invalidateWalk.valid(), eq(state, DrainState.FORGET_WALKS));
        set(invalidateFront.valid(), eq(state, DrainState.FORGET_FRONT));
        everything(invalidateWalk.payload());
        everything(invalidateFront.payload());
        select(state, () -> {
            is(DrainState.IDLE, this::choose);
            is(DrainState.FORGET_WALKS, () -> advance(invalidateWalk.ready(), DrainState.FORGET_FRONT));
            is(DrainState.FORGET_FRONT, () -> advance(invalidateFront.ready(), DrainState.START));
            is(DrainState.START, () -> set(state, DrainState.SETTLE));
            is(DrainState.SETTLE, () -> set(state, DrainState.WAIT));
            is(DrainState.WAIT, () -> advance(finished, DrainState.IDLE));
        });
    }

    private void choose() {
        set(forDirectory, directoryRequest);
        when(directoryRequest, () -> set(state, DrainState.FORGET_WALKS))
                .elsewhen(fenceRequest, () -> set(state, DrainState.START));
    }

    private void advance(Bool condition, DrainState next) {
        when(condition, () -> set(state, next));
    }

    /** All contexts of all devices, and with them every walk. */
    private static void everything(Invalidation invalidation) {
        setFromBits(invalidation, zeros(widthOf(invalidation)));
        set(allowOverride(invalidation.kind), InvalidationKind.DDT.code());
    }
}
