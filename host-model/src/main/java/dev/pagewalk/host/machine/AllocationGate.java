package dev.pagewalk.host.machine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Every allocation of the machine asks here first, so that a test can fail the n-th one (catalogue row E8) or all.
 */
public final class AllocationGate {

    private final List<String> sites = new ArrayList<>();
    private long failAt = -1;
    private boolean exhausted;
    private boolean recording;

    /** Lets the allocation with this number, counted from 0 from now on, fail. */
    public void failNth(long number) {
        sites.clear();
        recording = true;
        failAt = number;
    }

    /** Lets every allocation fail until it is switched off again. */
    public void exhausted(boolean on) {
        exhausted = on;
    }

    /** Ends recording and failing. */
    public void open() {
        recording = false;
        failAt = -1;
        exhausted = false;
    }

    /** Sites that asked since {@link #failNth}, in order. */
    public List<String> sites() {
        return Collections.unmodifiableList(sites);
    }

    /** True if the allocation may go on. */
    public boolean admit(String site) {
        if (exhausted) {
            return false;
        }
        if (!recording) {
            return true;
        }
        sites.add(site);
        return sites.size() - 1 != failAt;
    }
}
