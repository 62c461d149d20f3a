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
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<String, Integer> channels = new HashMap<>();
    private final PinField[] fields;
    /** By number of the pin plus 1: its word and the shift in it, as {@code word << 6 | shift}. */
    private final int[] places;

    private final long[] masks;
    private final int words;

    BridgeSignals(CycleLayout layout) {
        fields = layout.pins().values().toArray(new PinField[0]);
        words = layout.used() / Long.BYTES;
        places = new int[fields.length + 1];
        masks = new long[fields.length + 1];
        for (int i = 0; i < fields.length; i++) {
            PinField field = fields[i];
            numbers.put(field.name(), i);
            int shift = field.shift() + (field.offset() & Long.BYTES - 1) * Byte.SIZE;
            places[i + 1] = (field.offset() / Long.BYTES) << 6 | shift;
            masks[i + 1] = field.width() >= Long.SIZE ? -1 : (1L << field.width()) - 1;
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

    /** Words of a record that carry something. */
    int words() {
        return words;
    }

    /** Value of a pin in the words of a record, its low 64 bits if it is wider; every pin lies in one aligned word. */
    long value(long[] record, int signal) {
        int place = places[signal + 1];
        return record[place >>> 6] >>> place & masks[signal + 1];
    }
}
