package dev.pagewalk.testbench.report.timeline;

import dev.pagewalk.testbench.report.Translation;

import java.util.ArrayList;
import java.util.List;

/** A burst of a device with everything that it led to: its translation, the accesses of its walk, its memory burst. */
final class Dma {
    final Burst request;
    Translation translation;
    final List<WalkStep> walk = new ArrayList<>();
    Burst memory;

    Dma(Burst request) {
        this.request = request;
    }

    long start() {
        return request.start;
    }

    /** Last cycle that is known of it. */
    long lastCycle() {
        long last = Math.max(request.start, request.end);
        if (translation != null) {
            last = Math.max(last, translation.cycle());
        }
        return memory == null ? last : Math.max(last, Math.max(memory.start, memory.end));
    }

    boolean isPassed() {
        return translation != null && !translation.fault();
    }
}
