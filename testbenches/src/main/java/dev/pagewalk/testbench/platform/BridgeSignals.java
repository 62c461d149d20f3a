package dev.pagewalk.testbench.platform;

import dev.pagewalk.bridge.record.AxiBus;
import dev.pagewalk.bridge.record.AxiChannel;
import dev.pagewalk.bridge.record.CycleLayout;
import dev.pagewalk.bridge.record.PinField;
import dev.pagewalk.testbench.judge.stream.Signals;

import java.util.HashMap;
import java.util.Map;

/** The pins and channels of a bridge's cycle records, numbered for judges. */
final class BridgeSignals implements Signals {
    private static final int WORD = 12;
    private static final int UNUSED = 6;

    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<String, Integer> channels = new HashMap<>();
    private final PinField[] fields;
    /**
     * By number of the pin plus 1: its word, the bits of the word above the pin's width, and the shift, as {@code word <<
     * 12 | unused << 6 | shift}. An absent pin lies in the word behind the last, which is always 0.
     */
    private final int[] places;

    private final int words;

    BridgeSignals(CycleLayout layout) {
        fields = layout.pins().values().toArray(new PinField[0]);
        words = layout.used() / Long.BYTES;
        places = new int[fields.length + 1];
        places[0] = words << WORD;
        for (int i = 0; i < fields.length; i++) {
            PinField field = fields[i];
            numbers.put(field.name(), i);
            int shift = field.shift() + (field.offset() & Long.BYTES - 1) * Byte.SIZE;
            int unused = Math.max(0, Long.SIZE - field.width());
            places[i + 1] = (field.offset() / Long.BYTES) << WORD | unused << UNUSED | shift;
        }
        for (AxiBus bus : layout.buses()) {
            for (AxiChannel channel : bus.channels()) {
                channels.put(channel.name(), channel.index());
            }
        }
    }

    @Override
    public int find(String name) {
        return numbers.getOrDefault(name, ABSENT);
    }

    @Override
    public int channel(String name) {
        return channels.getOrDefault(name, ABSENT);
    }

    @Override
    public int width(int signal) {
        return fields[signal].width();
    }

    @Override
    public int wordOf(int signal) {
        return places[signal + 1] >>> WORD;
    }

    @Override
    public long bitsOf(int signal) {
        int place = places[signal + 1];
        return -1L >>> (place >>> UNUSED) << place;
    }

    /** Words of a record that carry something; readers need one more. */
    int words() {
        return words;
    }

    /** Value of a pin in the words of a record, its low 64 bits if it is wider; every pin lies in one aligned word. */
    long value(long[] record, int signal) {
        int place = places[signal + 1];
        return record[place >>> WORD] >>> place & -1L >>> (place >>> UNUSED);
    }
}
