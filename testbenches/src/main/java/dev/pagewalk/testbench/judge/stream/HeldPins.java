package dev.pagewalk.testbench.judge.stream;

import java.util.Arrays;

/** What some pins had in one cycle, to be compared with other cycles a word of the record at a time. */
public final class HeldPins {
    private final Signals signals;
    private final int[] pins;
    private final int[] words;
    private final long[] masks;
    private final long[] held;

    /** Nothing is held yet: all pins are 0. */
    public HeldPins(Signals signals, int... pins) {
        this.signals = signals;
        this.pins = pins.clone();
        words = Arrays.stream(pins).map(signals::wordOf).distinct().toArray();
        masks = new long[words.length];
        held = new long[words.length];
        for (int pin : pins) {
            masks[place(pin)] |= signals.bitsOf(pin);
        }
    }

    private int place(int pin) {
        int place = 0;
        while (words[place] != signals.wordOf(pin)) {
            place++;
        }
        return place;
    }

    /** Keeps what the pins have in this cycle. */
    public void hold(CycleView view) {
        for (int i = 0; i < words.length; i++) {
            held[i] = view.word(words[i]) & masks[i];
        }
    }

    /** True if the pins have in this cycle what is held. */
    public boolean isSame(CycleView view) {
        long changed = 0;
        for (int i = 0; i < words.length; i++) {
            changed |= (view.word(words[i]) & masks[i]) ^ held[i];
        }
        return changed == 0;
    }

    /** The first of the pins, by its place among them, that differs in this cycle from what is held; -1 if none does. */
    public int firstChanged(CycleView view) {
        for (int i = 0; i < pins.length; i++) {
            if (view.value(pins[i]) != value(i)) {
                return i;
            }
        }
        return -1;
    }

    /** What is held of a pin, by its place among them. */
    public long value(int index) {
        long bits = signals.bitsOf(pins[index]);
        return (held[place(pins[index])] & bits) >>> Long.numberOfTrailingZeros(bits);
    }
}
