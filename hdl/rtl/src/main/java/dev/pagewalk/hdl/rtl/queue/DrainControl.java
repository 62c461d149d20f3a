package dev.pagewalk.hdl.rtl.queue;

import static dev.pagewalk.hdl.spinal.Literals.off;
import static dev.pagewalk.hdl.spinal.Operators.and;
import static dev.pagewalk.hdl.spinal.Operators.not;
import static dev.pagewalk.hdl.spinal.Operators.or;
import static dev.pagewalk.hdl.spinal.Registers.regInit;
import static dev.pagewalk.hdl.spinal.Statements.set;
import static dev.pagewalk.hdl.spinal.Statements.when;
import static dev.pagewalk.hdl.spinal.Types.bool;
import static dev.pagewalk.hdl.spinal.Types.in;
import static dev.pagewalk.hdl.spinal.Types.out;

import dev.pagewalk.hdl.rtl.config.IommuParameters;
import dev.pagewalk.hdl.spinal.Module;
import spinal.core.Bool;

/**
 * Purpose: waits until everything accepted before a moment has finished, for fences and for changes of ddtp.
 * Contract: one drain at a time. {@code start} is one cycle long; {@code done} of a requester is high for one cycle,
 *     when device port and walks have reported that what was in flight at {@code start} has ended. A requester keeps
 *     asking until then.
 * Latency/throughput: two cycles and the longest access in flight.
 * Faults raised: none.
 * Spec references: [IOMMU §4.1 IOFENCE.C, §6 ddtp]
 */
public final class DrainControl extends Module<IommuParameters> {

    public final Bool directoryRequest = in(bool());
    public final Bool directoryDone = out(bool());
    public final Bool fenceRequest = in(bool());
    public final Bool fenceDone = out(bool());
    public final Bool start = out(bool());
    public final Bool frontDone = in(bool());
    public final Bool walkDone = in(bool());

    private final Bool running = regInit(off());
    /** The cycle after {@code start}, in which the answers need not be valid yet. */
    private final Bool settling = regInit(off());

    /** The drain is for a change of ddtp. */
    private final Bool forDirectory = regInit(off());

    public DrainControl(IommuParameters parameters) {
        super(parameters);
        Bool finished = and(running, not(settling), frontDone, walkDone);
        set(start, and(or(directoryRequest, fenceRequest), not(running)));
        set(directoryDone, and(finished, forDirectory));
        set(fenceDone, and(finished, not(forDirectory)));
        set(settling, start);
        when(start, () -> {
            set(running, true);
            set(forDirectory, directoryRequest);
        });
        when(finished, () -> set(running, false));
    }
}
