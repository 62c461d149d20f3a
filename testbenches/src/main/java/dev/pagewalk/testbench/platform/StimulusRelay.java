package dev.pagewalk.testbench.platform;

import dev.pagewalk.testbench.judge.StimulusListener;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/** Tells everybody who listens what Java asks the bus models to do; the executor says when the turn of it has come. */
final class StimulusRelay implements StimulusListener {
    private final List<StimulusListener> listeners = new ArrayList<>();
    private final Executor order;

    StimulusRelay(StimulusListener first, Executor order) {
        listeners.add(first);
        this.order = order;
    }

    void add(StimulusListener listener) {
        listeners.add(listener);
    }

    @Override
    public void hostStored(long address, int bytes, long value) {
        order.execute(() -> listeners.forEach(listener -> listener.hostStored(address, bytes, value)));
    }

    @Override
    public void deviceWrites(long address, long user, long[] data, int[] strobes) {
        order.execute(() -> listeners.forEach(listener -> listener.deviceWrites(address, user, data, strobes)));
    }
}
