package dev.pagewalk.hdl.spinal.samples;

import java.util.function.Supplier;

/** Makes a component from a number. */
public final class SuppliedSample implements Supplier<Lookup> {
    private final int entries;

    public SuppliedSample(int entries) {
        this.entries = entries;
    }

    @Override
    public Lookup get() {
        return new Lookup(new Lookup.Parameters(entries, 4));
    }
}
