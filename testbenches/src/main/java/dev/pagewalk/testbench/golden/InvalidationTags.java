package dev.pagewalk.testbench.golden;

import java.util.ArrayList;
import java.util.List;

/** The ATS.INVAL commands that wait for completions from devices [IOMMU §9 ATS.INVAL]. */
final class InvalidationTags {
    private static final class Outstanding {
        private final PcieMessage request;
        private int completions;
        private boolean waiting = true;

        Outstanding(PcieMessage request) {
            this.request = request;
        }
    }

    private final int tags;
    private final List<Outstanding> requests = new ArrayList<>();
    private int waiting;
    private boolean timedOut;

    InvalidationTags(int tags) {
        this.tags = tags;
    }

    /** False when every tag is taken: the command must wait. */
    boolean available() {
        return waiting < tags;
    }

    void sent(PcieMessage request) {
        requests.add(new Outstanding(request));
        waiting++;
    }

    /** One completion for the {@code nth} request; unexpected ones are ignored. */
    void completed(int nth, int rid, boolean segmentValid, int segment, int expectedCompletions) {
        Outstanding outstanding = find(nth);
        if (outstanding == null || !fromTarget(outstanding.request, rid, segmentValid, segment)) {
            return;
        }
        outstanding.completions++;
        if (outstanding.completions >= expectedCompletions) {
            finish(outstanding);
        }
    }

    private static boolean fromTarget(PcieMessage request, int rid, boolean segmentValid, int segment) {
        return request.rid() == rid
                && request.segmentValid() == segmentValid
                && (!segmentValid || request.segment() == segment);
    }

    /** The {@code nth} request will not be answered. */
    void timedOut(int nth) {
        Outstanding outstanding = find(nth);
        if (outstanding != null) {
            finish(outstanding);
            timedOut = true;
        }
    }

    private Outstanding find(int nth) {
        if (nth < 0 || nth >= requests.size() || !requests.get(nth).waiting) {
            return null;
        }
        return requests.get(nth);
    }

    private void finish(Outstanding outstanding) {
        outstanding.waiting = false;
        waiting--;
    }

    boolean anyWaiting() {
        return waiting > 0;
    }

    /** True once after a time-out: the fence that notices reports it. */
    boolean takeTimeout() {
        boolean taken = timedOut;
        timedOut = false;
        return taken;
    }
}
