package dev.pagewalk.testbench.platform;

import dev.pagewalk.bridge.record.AxiResponse;

import java.util.Arrays;

/** What became of one command: filled in by its events. */
public final class Completion {
    private final int tag;
    private long[] data = new long[1];
    private int beats;
    private boolean done;
    private boolean aborted;
    private AxiResponse response = AxiResponse.OKAY;
    private long started;
    private long ended;
    private long value;
    private Runnable action = () -> {};

    Completion(int tag) {
        this.tag = tag;
    }

    /** Tag of the command. */
    public int tag() {
        return tag;
    }

    /** True when it is over. */
    public boolean isDone() {
        return done;
    }

    /** True if a reset ended it. */
    public boolean isAborted() {
        return aborted;
    }

    /** First response that was not OKAY, or OKAY. */
    public AxiResponse response() {
        return response;
    }

    /** Beats that a read received, in bus lanes. */
    public long[] data() {
        return Arrays.copyOf(data, beats);
    }

    /** The first eight bytes that a read or load returned. */
    public long value() {
        return value;
    }

    /** Cycle at which it started on the bus. */
    public long started() {
        return started;
    }

    /** Cycle at which it ended. */
    public long ended() {
        return ended;
    }

    /** Runs an action when it is over. */
    public Completion then(Runnable next) {
        action = next;
        return this;
    }

    void beat(int beat, long beatData) {
        if (beat >= data.length) {
            data = Arrays.copyOf(data, Math.max(beat + 1, data.length * 2));
        }
        data[beat] = beatData;
        beats = Math.max(beats, beat + 1);
    }

    void end(AxiResponse how, boolean wasAborted, long start, long end, long firstBytes) {
        done = true;
        aborted = wasAborted;
        response = how;
        started = start;
        ended = end;
        value = firstBytes;
        action.run();
    }
}
