package dev.pagewalk.host.iommu;

import dev.pagewalk.architecture.CommandOpcode;
import dev.pagewalk.host.bus.DriverListener;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Checks the driver's own order of reclaim from what it announces, and names the missing step (catalogue row E2).
 *
 * <p>It judges the host's intent only; whether hardware did it in time is for the judges of the platform.
 */
public final class ReclaimWatch implements DriverListener {

    private final List<String> violations = new ArrayList<>();
    private boolean cleared;
    private boolean invalidated;
    private boolean fenced;
    private long checked;

    /** What was found, oldest first. */
    public List<String> violations() {
        return Collections.unmodifiableList(violations);
    }

    /** Removals that were checked. */
    public long checked() {
        return checked;
    }

    @Override
    public void unmapRequested(int domain, long iova, long pages) {
        cleared = false;
        invalidated = false;
        fenced = false;
    }

    @Override
    public void rangeCleared(int domain, long iova, long pages) {
        cleared = true;
        invalidated = false;
        fenced = false;
    }

    @Override
    public void commandQueued(long low, long high) {
        CommandOpcode opcode = CommandOpcode.of(low).orElse(null);
        if (opcode == CommandOpcode.IOTINVAL_GVMA || opcode == CommandOpcode.IOTINVAL_VMA) {
            invalidated = cleared;
            fenced = false;
        }
    }

    @Override
    public void fenceCompleted(long fence) {
        fenced = invalidated;
    }

    @Override
    public void mappingRemoved(int domain, long iova, long pages) {
        checked++;
        String missing = missing();
        if (missing != null) {
            violations.add(
                    "reclaim without %s: domain=%d, iova=0x%x, pages=%d".formatted(missing, domain, iova, pages));
        }
    }

    private String missing() {
        if (!cleared) {
            return "clearing the entries";
        }
        if (!invalidated) {
            return "an invalidation after the clear";
        }
        return fenced ? null : "a fence after the invalidation";
    }
}
