package dev.pagewalk.testbench.report;

import dev.pagewalk.testbench.judge.stream.CycleView;
import dev.pagewalk.testbench.judge.stream.RecordConsumer;
import dev.pagewalk.testbench.judge.stream.Signals;

import java.util.ArrayList;
import java.util.List;

/**
 * Draws some pins over a stretch of cycles as SVG, for readers without a waveform viewer. Takes records from the moment
 * it observes; the same records make the same text.
 */
public final class WaveformPicture implements RecordConsumer {
    private final List<Row> rows = new ArrayList<>();
    private final List<Note> notes = new ArrayList<>();
    private final Signals signals;
    private long first = -1;
    private int cycles;

    /** One line of the picture with its values by cycle. */
    static final class Row {
        final String name;
        final boolean heading;
        final int pin;
        final int valid;
        final List<Long> values = new ArrayList<>();
        final List<Boolean> shown = new ArrayList<>();

        Row(String name, boolean heading, int pin, int valid) {
            this.name = name;
            this.heading = heading;
            this.pin = pin;
            this.valid = valid;
        }

        boolean isBus() {
            return valid != Signals.ABSENT;
        }
    }

    /**
     * A marked cycle.
     *
     * @param cycle the cycle
     * @param text what happens in it
     */
    record Note(long cycle, String text) {}

    /** A picture of the pins of these records. */
    public WaveformPicture(Signals signals) {
        this.signals = signals;
    }

    /** Adds a heading over the rows that follow. */
    public WaveformPicture group(String name) {
        rows.add(new Row(name, true, Signals.ABSENT, Signals.ABSENT));
        return this;
    }

    /** Adds a pin of one bit. */
    public WaveformPicture bit(String pin) {
        rows.add(new Row(pin, false, signals.require(pin), Signals.ABSENT));
        return this;
    }

    /** Adds a wider pin, drawn where {@code valid} is high. */
    public WaveformPicture bus(String pin, String valid) {
        rows.add(new Row(pin, false, signals.require(pin), signals.require(valid)));
        return this;
    }

    /** Marks a cycle with the next letter. */
    public WaveformPicture note(long cycle, String text) {
        notes.add(new Note(cycle, text));
        return this;
    }

    @Override
    public void onCycle(CycleView pins) {
        first = first < 0 ? pins.cycle() : first;
        for (Row row : rows) {
            for (int i = 0; i < pins.repeat() && !row.heading; i++) {
                row.values.add(pins.value(row.pin));
                row.shown.add(!row.isBus() || pins.isHigh(row.valid));
            }
        }
        cycles = (int) (pins.cycle() + pins.repeat() - first);
    }

    /** The picture of the cycles until {@code end}, not with it. */
    public String svg(long end) {
        int width = (int) Math.min(cycles, end - first);
        return new WaveformSvg(first, width, rows, notes).text();
    }
}
