package dev.pagewalk.testbench.platform;

import dev.pagewalk.testbench.judge.StimulusListener;

import java.util.ArrayList;
import java.util.List;

/** Tells everybody who listens what Java asks the bus models to do. */
final class StimulusRelay implements StimulusListener {
    private final List<StimulusListener> listeners = new ArrayList<>();

    StimulusRelay(StimulusListener first) {
        listeners.add(first);
    }

    void add(StimulusListener listener) {
        listeners.add(listener);
    }

    @Override
    public void hostStored(long address, int bytes, long value) {
        for (int i = 0; i < listeners.size(); i++) {
            listeners.get(i).hostStored(address, bytes, value);
        }
    }

    @Override
    public void deviceWrites(long address, long user, long[] data, int[] strobes) {
        for (int i = 0; i < listeners.size(); i++) {
            listeners.get(i).deviceWrites(address, user, data, strobes);
        }
    }
}
