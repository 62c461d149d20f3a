package dev.pagewalk.hdl.rtl.walk;

import static dev.pagewalk.hdl.spinal.Choices.mux;
import static dev.pagewalk.hdl.spinal.Operators.and;
import static dev.pagewalk.hdl.spinal.Operators.eq;
import static dev.pagewalk.hdl.spinal.Operators.not;
import static dev.pagewalk.hdl.spinal.Operators.or;

import dev.pagewalk.hdl.rtl.common.Invalidation;
import dev.pagewalk.hdl.rtl.common.InvalidationKind;
import dev.pagewalk.hdl.rtl.common.Requester;
import spinal.core.Bool;

/**
 * Which walks in flight an invalidation concerns, so that address spaces do not hold each other up. [IOMMU §4.1.1, §4.1.3]
 *
 * <pre>
 *  VMA   GV=0: first stage of walks without a second stage     GV=1: of walks of that GSCID
 *        PSCV=1: of that PSCID only
 *  GVMA  GV=0: every walk with a second stage                  GV=1: of that GSCID
 *  DDT   walks of the device, or all                           PDT:  walks of the device and process
 * </pre>
 *
 * <p>A walk that does not know its device context has read no page table. In the pass that learns it, caches are
 * looked up already: that pass counts as concerned.
 */
final class StaleRule {
    private StaleRule() {}

    /** IODIR commands: by the requester. */
    static Bool directory(Invalidation invalidation, Requester walk) {
        Bool device = or(not(invalidation.dv), eq(invalidation.deviceId, walk.deviceId));
        Bool process = eq(invalidation.processId, walk.processId);
        return and(
                device, or(invalidation.is(InvalidationKind.DDT), and(invalidation.is(InvalidationKind.PDT), process)));
    }

    /**
     * IOTINVAL commands: by address space.
     *
     * @param decided the walk is in the decision stage in this cycle
     */
    static Bool translation(Invalidation invalidation, WalkScope walk, Bool decided) {
        Bool guest = eq(invalidation.gscid, walk.gscid);
        Bool host = mux(invalidation.gv, and(walk.second, guest), not(walk.second));
        Bool process = or(not(invalidation.pscv), eq(invalidation.pscid, walk.pscid));
        Bool firstStage = mux(walk.first, and(host, process), and(decided, or(not(walk.known), host)));
        Bool secondStage = mux(walk.known, and(walk.second, or(not(invalidation.gv), guest)), decided);
        return or(
                and(invalidation.is(InvalidationKind.VMA), firstStage),
                and(invalidation.is(InvalidationKind.GVMA), secondStage));
    }
}
