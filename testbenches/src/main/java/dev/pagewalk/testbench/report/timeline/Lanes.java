package dev.pagewalk.testbench.report.timeline;

import java.util.ArrayList;
import java.util.List;

/** Hands out rows of a trace so that bars of one row never overlap. Bars come in order of their start. */
final class Lanes {
    private final List<Long> freeFrom = new ArrayList<>();

    /** The first row that is free from a start on, taken until an end. */
    int take(long start, long end) {
        for (int lane = 0; lane < freeFrom.size(); lane++) {
            if (freeFrom.get(lane) <= start) {
                freeFrom.set(lane, end);
                return lane;
            }
        }
        freeFrom.add(end);
        return freeFrom.size() - 1;
    }

    int count() {
        return freeFrom.size();
    }
}
