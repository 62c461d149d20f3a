package dev.pagewalk.testbench.platform;

import dev.pagewalk.bridge.record.CycleLayout;
import dev.pagewalk.bridge.record.PinField;
import dev.pagewalk.testbench.judge.stream.Signals;

import java.util.HashMap;
import java.util.Map;

/** The pins of a bridge's cycle records, numbered for judges. */
final class BridgeSignals implements Signals {
    private final Map<String, Integer> numbers = new HashMap<>();
    private final PinField[] fields;

    BridgeSignals(CycleLayout layout) {
        fields = layout.pins().values().toArray(new PinField[0]);
        for (int i = 0; i < fields.length; i++) {
            numbers.put(fields[i].name(), i);
        }
    }

    @Override
    public int find(String name) {
        return numbers.getOrDefault(name, ABSENT);
    }

    @Override
    public int width(int signal) {
        return fields[signal].width();
    }

    PinField field(int signal) {
        return fields[signal];
    }
}
