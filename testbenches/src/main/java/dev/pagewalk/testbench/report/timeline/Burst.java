package dev.pagewalk.testbench.report.timeline;

import dev.pagewalk.bridge.record.AxiResponse;

import java.util.ArrayList;
import java.util.List;

/** One burst on one bus, from the cycle that took its address to the cycle of its last answer. */
final class Burst {
    /** End of a burst that was still open when the records ended. */
    static final long OPEN = -1;

    final boolean write;
    final int id;
    final long address;
    final int beats;
    final int beatBytes;
    final long user;
    final long start;
    long end = OPEN;
    long commit = OPEN;
    /** An exclusive access. */
    boolean exclusive;
    /** A write that compares first: AtomicCompare. */
    boolean compares;
    /** For a write: memory has stored all of it until now. */
    boolean stored = true;

    AxiResponse response = AxiResponse.OKAY;
    final List<Long> words = new ArrayList<>();

    Burst(boolean write, int id, long address, int beats, int beatBytes, long user, long start) {
        this.write = write;
        this.id = id;
        this.address = address;
        this.beats = beats;
        this.beatBytes = beatBytes;
        this.user = user;
        this.start = start;
    }

    void answer(long cycle, AxiResponse beatResponse, boolean last) {
        if (response == AxiResponse.OKAY) {
            response = beatResponse;
        }
        if (last) {
            end = cycle;
        }
    }

    boolean isOver() {
        return end != OPEN;
    }

    String kind() {
        return write ? "write" : "read";
    }

    String shape() {
        return beats + (beats == 1 ? " beat of " : " beats of ") + beatBytes + " bytes";
    }
}
